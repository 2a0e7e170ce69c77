package import Basics
package import Domain
package import Jobs

/// The libraries of this server's own media, as administrators see and change them.
package struct MediaLibraries: Sendable {
    private let store: any MediaStore
    private let queue: JobQueue
    private let world: World

    package init(store: any MediaStore, queue: JobQueue, world: World) {
        self.store = store
        self.queue = queue
        self.world = world
    }

    /// By name.
    package func all() async throws -> [MediaLibrary] {
        try await store.libraries()
    }

    package func library(_ id: MediaLibraryID) async throws -> MediaLibrary? {
        try await store.library(id: id)
    }

    /// Throws `MediaError.unknownLibrary`.
    package func library(named name: String) async throws -> MediaLibrary {
        guard let library = try await store.library(named: name) else { throw MediaError.unknownLibrary(name) }
        return library
    }

    package func counts() async throws -> [MediaLibraryID: MediaCounts] {
        try await store.counts()
    }

    /// Makes a library, or adds the folder to the one of this name. Throws `MediaError` `nameInvalid`, `nameTaken`
    /// where the library there is of another kind, and `folderTaken`.
    package func add(_ path: String, to name: String, kind: MediaLibraryKind) async throws -> MediaLibrary {
        let name = name.printable(charactersMax: CatalogueLimits.libraryNameCharactersMax)
        guard !name.isEmpty else { throw MediaError.nameInvalid }
        if let library = try await store.library(named: name) {
            guard library.kind == kind else { throw MediaError.nameTaken(name) }
            return try await store.addFolder(path, to: library.id)
        }
        return try await store.addLibrary(name: name, kind: kind, folders: [path], at: world.now())
    }

    /// Forgets a library and its files; titles, ratings and histories stay. Throws `MediaError.unknownLibrary`.
    package func remove(_ id: MediaLibraryID) async throws {
        guard try await store.removeLibrary(id) else { throw MediaError.unknownLibrary(id.description) }
    }

    /// Queues a scan of one library or of all, unless one waits already.
    @discardableResult
    package func requestScan(of library: MediaLibraryID? = nil, isFull: Bool = false) async throws -> Job {
        try await queue.enqueue(
            ScanMedia.self, ScanMedia.Parameters(library: library, isFull: isFull),
            deduplicationKey: "\(library.map(\.description) ?? "all")\(isFull ? ":full" : "")")
    }

    /// Queues a look into the files that wait for one, where there are any: those that a scan left when the server was
    /// killed, for example. Nil where there are none.
    @discardableResult
    package func requestProbing() async throws -> Job? {
        guard try await !store.unprobed(after: nil, limit: 1).isEmpty else { return nil }
        return try await queue.enqueue(
            ProbeMedia.self, ProbeMedia.Parameters(round: 0), deduplicationKey: ProbeQueue.soon)
    }

    /// Jobs that scan, and have not ended yet.
    package func scans() async throws -> [Job] {
        try await queue.recent(name: ScanMedia.name, limit: CatalogueLimits.scansLookedAt).filter { !$0.state.isFinal }
    }
}

extension MediaLibraries {
    /// Forgets files that scans have not found for so many days; returns how many.
    package func purge(missingForDays days: Int, in library: MediaLibraryID?) async throws -> Int {
        try await store.purge(missingBefore: world.now().adding(seconds: -Double(days) * 86_400), in: library)
    }
}
