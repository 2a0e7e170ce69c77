package import Basics

/// A library of the household's media server, and whether its titles are wanted here.
package struct ServerLibrary: Hashable, Sendable {
    package let id: ServerLibraryID
    package let server: MediaServerKey
    /// By which the media server knows it.
    package let itemID: MediaServerID
    package let name: String
    /// Films or series.
    package let kind: TitleKind
    package let isEnabled: Bool
    package let createdAt: Instant
    package let updatedAt: Instant

    package init(
        ids: (id: ServerLibraryID, server: MediaServerKey, item: MediaServerID), name: String, kind: TitleKind,
        isEnabled: Bool, moments: (createdAt: Instant, updatedAt: Instant)
    ) {
        (id, server, itemID) = ids
        self.name = name
        self.kind = kind
        self.isEnabled = isEnabled
        (createdAt, updatedAt) = moments
    }
}

package typealias ServerLibraryID = ID<ServerLibrary>

/// What becomes of libraries that were not known before.
package enum FreshLibraries: Sendable {
    /// Somebody decides about each.
    case disabled
    /// As long as nobody was asked about any library of the kind, all of them are wanted.
    case enabledWhenFirst
}

/// A list of libraries as a media server told it.
package struct ToldLibraries: Sendable {
    package let server: MediaServerKey
    package let libraries: [MediaServerLibrary]

    package init(_ libraries: [MediaServerLibrary], of server: MediaServerKey) {
        self.server = server
        self.libraries = libraries
    }
}

/// The libraries of the household's media server. Each method is one transaction, and what did not change is not
/// written.
package protocol ServerLibraryStore: Sendable {
    /// Those that the media server had when it was asked last, by name.
    func libraries() async throws -> [ServerLibrary]
    /// Takes a complete list over and returns what is known then: names follow, switches stay, and libraries that are
    /// not in it, those of other servers too, are gone until they come back. Only films and series are kept.
    func takeOver(
        _ told: ToldLibraries, _ fresh: FreshLibraries, at moment: Instant
    ) async throws -> [ServerLibrary]
    /// Shows or hides the titles of a library; nil when there is none.
    func setEnabled(
        _ isEnabled: Bool, library: ServerLibraryID, at moment: Instant
    ) async throws -> ServerLibrary?
    /// All titles of these libraries are here. The first time since a library was switched on, old plays of them may
    /// be missing.
    func noteComplete(_ libraries: [ServerLibraryID], at moment: Instant) async throws
}
