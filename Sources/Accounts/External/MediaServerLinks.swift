package import Basics
package import Domain

/// Ties an account of this server to its owner's at the household's Jellyfin or Emby, so that one person is one account
/// whichever way they come in. An administrator does that, because a name that is the same proves nothing.
package struct MediaServerLinks: Sendable {
    private let server: CurrentMediaServer
    private let identities: any IdentityStore
    private let world: World

    package init(server: @escaping CurrentMediaServer, identities: any IdentityStore, world: World) {
        self.server = server
        self.identities = identities
        self.world = world
    }

    /// The account that was made for the person before, if there was one: its ratings came over, its history comes with
    /// the next synchronisation, and nobody can sign in with it any more.
    ///
    /// `name` is what the person is called at the media server, in any case of letters. Throws
    /// `MediaServerLinkError` and `MediaServerFailure`.
    package func link(_ user: User, toOwnerNamed name: String) async throws -> UserID? {
        guard let server = await server() else { throw MediaServerLinkError.noMediaServer }
        let owners = try await server.users().filter { $0.name.lowercased() == name.lowercased() }
        guard let owner = owners.first else { throw MediaServerLinkError.unknownName(name) }
        let identity = MediaServerIdentity(MediaServerKey(kind: server.kind, id: try await server.info().id), owner.id)
        return try await identities.rebind(
            issuer: identity.issuer, subject: identity.subject, to: user.id, at: world.now())
    }
}

/// Why an account cannot be tied to one at the media server.
package enum MediaServerLinkError: Error, Equatable, CustomStringConvertible {
    case noMediaServer
    case unknownName(String)

    package var description: String {
        switch self {
        case .noMediaServer:
            "There is no media server yet: set media_server.type, media_server.url and media_server.api_key."
        case .unknownName(let name): "The media server has nobody called \(name)."
        }
    }
}
