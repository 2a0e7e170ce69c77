import Basics
import Domain
package import Jobs

/// The job that takes over the series of the media server's libraries with their episodes.
package struct SyncSeries: JobType {
    package static let name = "sync-series"

    private let parts: MediaServerParts

    package init(_ parts: MediaServerParts) {
        self.parts = parts
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await JobFailure.telling { try await take(context) }
    }

    /// What was walked through.
    private struct Walks {
        var series: LibraryWalk
        var episodes: LibraryWalk

        init(_ context: JobContext) {
            series = LibraryWalk(context)
            episodes = LibraryWalk(context)
        }

        var isSomething: Bool { series.outcome.isSomething || episodes.outcome.isSomething }
        var isComplete: Bool { series.isComplete && episodes.isComplete }
    }

    private func take(_ context: JobContext) async throws {
        try await context.step(0)
        let round = try await LibraryRound.begin(.series, parts, context)
        var walks = Walks(context)
        do {
            try await walk(through: round, &walks, context)
        } catch {
            if walks.isSomething { await parts.queueIndexingOfPart() }
            throw error
        }
        try await context.step(3)
        if round.isTrusted, walks.isComplete {
            try await VanishedItems(parts: parts, context: context)
                .remove(from: round.libraries, [.series, .episode]) { item, library in
                    walks.series.seen.contains(item, in: library) || walks.episodes.seen.contains(item, in: library)
                }
            try await parts.libraries.noteComplete(round.libraries.map(\.id), at: parts.world.now())
        }
        if walks.isSomething { try await parts.queueIndexing() }
        let (series, episodes) = (walks.series.outcome, walks.episodes.outcome)
        try await context.result([
            "seriesAdded": series.added, "seriesUpdated": series.changed, "episodesAdded": episodes.added,
            "episodesUpdated": episodes.changed,
        ])
    }

    /// All series first, so that every episode finds its own.
    private func walk(through round: LibraryRound, _ walks: inout Walks, _ context: JobContext) async throws {
        let server = round.visit.server
        try await context.step(1)
        for library in round.libraries {
            try await walks.series.read(server.series(in: library.itemID), of: library) { series in
                try await parts.titles.save(series.map { ServerTitleDraft($0) }, in: library.id)
            }
        }
        try await context.step(2)
        var homeless = 0
        for library in round.libraries {
            try await walks.episodes.read(server.episodes(in: library.itemID), of: library) { episodes in
                let saved = try await parts.titles.save(
                    episodes.compactMap { ServerEpisodeDraft($0) }, in: library.id)
                homeless += saved.homeless
                return saved.titles
            }
        }
        if homeless > 0 {
            try await context.log("\(homeless) episodes belong to no series that the media server lists", .warn)
        }
    }
}
