package import Basics
package import Domain

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
