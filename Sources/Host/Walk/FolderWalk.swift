import Synchronization

/// Goes through a folder and everything below it, without writing anything and without leaving it by accident.
///
/// Subfolders come in the order of their names; folders behind links come after the whole tree, so that a folder is
/// told under its own path and not under a link's. A file with several names is told once.
package struct FolderWalk: Sendable {
    let root: HostPath
    let options: WalkOptions

    /// `root` is absolute; it may itself be a link.
    package init(root: HostPath, options: WalkOptions = WalkOptions()) {
        self.root = root
        self.options = options
    }

    /// Calls `visit` for each folder, in order, and waits for it before reading much further.
    ///
    /// Between two calls at most `HostLimits.listingsPerTurn` folders are held. Folders that cannot be read are told to
    /// `visit`; only a root that cannot be read throws a `FileError`. Throws `CancellationError` soon after the task
    /// was cancelled, and what `visit` throws.
    nonisolated(nonsending) package func visitFolders(
        on threads: HostThreads, _ visit: (FolderListing) async throws -> Void
    ) async throws -> WalkSummary {
        let cursor = WalkCursor(self)
        while let turn = try await threads.run({ try cursor.turn($0) }) {
            for listing in turn { try await visit(listing) }
        }
        return try cursor.summary()
    }

    /// The whole tree at once, for trees that are known to be small.
    nonisolated(nonsending) package func collect(
        on threads: HostThreads
    ) async throws -> (folders: [FolderListing], summary: WalkSummary) {
        var folders: [FolderListing] = []
        let summary = try await visitFolders(on: threads) { folders.append($0) }
        return (folders, summary)
    }
}

/// A walk that is under way, and can go on from any thread.
private final class WalkCursor: Sendable {
    private let walk: FolderWalk
    /// Nil until the root has been opened.
    private let state = Mutex<WalkState?>(nil)

    init(_ walk: FolderWalk) {
        self.walk = walk
    }

    /// Some more folders; nil when there are no more. Blocks.
    func turn(_ stop: StopFlag) throws -> [FolderListing]? {
        try state.withLock { state in
            // Taken out, because a second owner would make each change copy all that has been seen.
            var progress = try state.take() ?? WalkState(walk)
            defer { state = progress }
            var listings: [FolderListing] = []
            var files = 0
            while listings.count < HostLimits.listingsPerTurn, files < HostLimits.filesPerTurn,
                let listing = try progress.next(stop)
            {
                files += listing.files.count
                listings.append(listing)
            }
            return listings.isEmpty ? nil : listings
        }
    }

    /// Throws as `turn` does when no turn has opened the root.
    func summary() throws -> WalkSummary {
        try state.withLock { try $0?.summary ?? WalkState(walk).summary }
    }
}
