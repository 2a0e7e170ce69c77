import Basics
import Domain
package import Jobs

/// The job that takes over the films of the media server's libraries.
package struct SyncMovies: JobType {
    package static let name = "sync-movies"

    private let parts: MediaServerParts

    package init(_ parts: MediaServerParts) {
        self.parts = parts
    }

    package func run(_ parameters: NoParameters, context: JobContext) async throws {
        try await JobFailure.telling { try await take(context) }
    }

    private func take(_ context: JobContext) async throws {
        try await context.step(0)
        let round = try await LibraryRound.begin(.movie, parts, context)
        try await context.step(1)
        var walk = LibraryWalk(context)
        do {
            for library in round.libraries {
                try await walk.read(round.visit.server.films(in: library.itemID), of: library) { films in
                    try await parts.titles.save(films.map { ServerTitleDraft($0) }, in: library.id)
                }
            }
        } catch {
            if walk.outcome.isSomething { await parts.queueIndexingOfPart() }
            throw error
        }
        try await context.step(2)
        if round.isTrusted, walk.isComplete {
            try await VanishedItems(parts: parts, context: context)
                .remove(from: round.libraries, [.movie]) { walk.seen.contains($0, in: $1) }
            try await parts.libraries.noteComplete(round.libraries.map(\.id), at: parts.world.now())
        }
        if walk.outcome.isSomething { try await parts.queueIndexing() }
        try await context.result([
            "added": walk.outcome.added, "updated": walk.outcome.changed, "total": walk.itemCount,
        ])
    }
}

extension UpsertOutcome {
    /// Whether any title is new or different.
    var isSomething: Bool { added + changed > 0 }
}
