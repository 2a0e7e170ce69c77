package import Basics
package import Domain

/// A library as the media server lists it at the moment.
package struct AvailableLibrary: Hashable, Sendable {
    package let itemID: MediaServerID
    package let name: String
    /// Films or series.
    package let kind: TitleKind
    /// Whether it was taken into the list here.
    package let isKnown: Bool
}

/// The libraries of the household's media server, as administrators see and switch them.
package struct ServerLibraries: Sendable {
    private let server: CurrentMediaServer
    private let store: any ServerLibraryStore
    private let world: World

    package init(server: @escaping CurrentMediaServer, store: any ServerLibraryStore, world: World) {
        self.server = server
        self.store = store
        self.world = world
    }

    /// Those that were known last, by name.
    package func all() async throws -> [ServerLibrary] {
        try await store.libraries()
    }

    /// The libraries of films and series that the media server has at the moment, in its own order; nothing is stored.
    ///
    /// Throws `MediaServerSyncError.notConfigured` and `MediaServerFailure`.
    package func available() async throws -> [AvailableLibrary] {
        let visit = try await ServerVisit.begin(server)
        let known = Set(try await store.libraries().filter { $0.server == visit.key }.map(\.itemID))
        return try await visit.server.libraries().compactMap { library in
            library.kind.titles.map {
                AvailableLibrary(
                    itemID: library.id, name: library.name, kind: $0, isKnown: known.contains(library.id))
            }
        }
    }

    /// Asks the media server. New libraries are switched off, because somebody is there to decide.
    ///
    /// Throws `MediaServerSyncError.notConfigured` and `MediaServerFailure`.
    package func refresh() async throws -> [ServerLibrary] {
        let visit = try await ServerVisit.begin(server)
        let told = ToldLibraries(try await visit.server.libraries(), of: visit.key)
        return try await store.takeOver(told, .disabled, at: world.now())
    }

    /// Shows or hides the titles of a library, by the media server's id or by this server's; nil when there is none.
    package func setEnabled(_ isEnabled: Bool, library name: String) async throws -> ServerLibrary? {
        let known = try await store.libraries()
        let item = MediaServerID(name)
        let library =
            known.first { $0.itemID == item }
            ?? known.first { $0.id.description == name }
        guard let library else { return nil }
        return try await store.setEnabled(isEnabled, library: library.id, at: world.now())
    }
}
