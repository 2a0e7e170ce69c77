import Basics
import Domain
import Jobs

/// Removes what a media server has no longer, after everything that it has was listed.
struct VanishedItems {
    let parts: MediaServerParts
    let context: JobContext

    /// `isSeen` is asked about each item that is known of the libraries; `kinds` are what is looked through for titles
    /// that nothing holds any more.
    func remove(
        from libraries: [ServerLibrary], _ kinds: [TitleKind],
        isSeen: (MediaServerID, ServerLibraryID) -> Bool
    ) async throws {
        var gone = 0
        for library in libraries {
            var last: MediaServerID?
            repeat {
                let limit = SynchronisationLimits.knownItemsPage
                let known = try await parts.titles.items(in: library.id, after: last, limit: limit)
                let vanished = known.filter { !isSeen($0, library.id) }
                try await parts.titles.noteVanished(vanished, from: library.id, at: parts.world.now())
                gone += vanished.count
                last = known.count < limit ? nil : known.last
            } while last != nil
        }
        let removed = try await removeAbandoned(kinds)
        guard gone > 0 || removed > 0 else { return }
        try await context.log("\(gone) items are gone from the media server, \(removed) titles were removed")
    }

    private func removeAbandoned(_ kinds: [TitleKind]) async throws -> Int {
        var removed = 0
        for kind in kinds {
            var next: TitleID?
            repeat {
                let page = try await parts.titles.removeAbandoned(
                    kind, after: next, limit: SynchronisationLimits.abandonedTitlesPage)
                removed += page.removed
                next = page.next
            } while next != nil
        }
        return removed
    }
}
