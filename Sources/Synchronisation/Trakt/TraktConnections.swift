import Basics
package import Domain
import Foundation

/// The users' tokens, sealed in the database. A link whose tokens cannot be opened any more, because the key is another
/// one, has to be made again.
package struct TraktConnections: TraktConnectionStore {
    private let links: any TraktLinkStore
    private let secrets: any SecretSealing

    package init(links: any TraktLinkStore, secrets: any SecretSealing) {
        self.links = links
        self.secrets = secrets
    }

    /// Throws `TraktFailure.reconnect` for tokens that cannot be opened.
    package func traktConnection(of user: UserID) async throws -> TraktConnection? {
        guard let link = try await links.traktLink(of: user) else { return nil }
        guard let tokens = tokens(of: link) else {
            try await links.markReconnect(of: user, link.sealedTokens)
            throw TraktFailure.reconnect
        }
        return TraktConnection(tokens: tokens, mustReconnect: link.mustReconnect)
    }

    package func replaceTraktTokens(
        _ old: TraktTokens, with new: TraktTokens, of user: UserID
    ) async throws -> Bool {
        guard let link = try await links.traktLink(of: user), tokens(of: link) == old else { return false }
        return try await links.replaceTokens(of: user, link.sealedTokens, with: seal(new, of: user))
    }

    package func markTraktReconnect(_ tokens: TraktTokens, of user: UserID) async throws {
        guard let link = try await links.traktLink(of: user), self.tokens(of: link) == tokens else { return }
        try await links.markReconnect(of: user, link.sealedTokens)
    }

    /// Nil for tokens that cannot be opened, and for those of somebody else.
    func tokens(of link: TraktLink) -> TraktTokens? {
        guard let bytes = try? secrets.open(link.sealedTokens),
            let contents = try? JSONDecoder().decode(Contents.self, from: Data(bytes)), contents.user == link.user
        else { return nil }
        return contents.tokens
    }

    func seal(_ tokens: TraktTokens, of user: UserID) throws -> [UInt8] {
        try secrets.seal(Array(JSONEncoder().encode(Contents(user: user, tokens: tokens))))
    }
}

extension TraktConnections {
    /// What is sealed. It names its owner, so that nobody can put it into another row.
    private struct Contents: Codable {
        let user: UserID
        let access: String
        let refresh: String
        let issuedAt: Instant
        let expiresAt: Instant
        let scope: String

        init(user: UserID, tokens: TraktTokens) {
            self.user = user
            access = tokens.access.rawValue
            refresh = tokens.refresh.rawValue
            (issuedAt, expiresAt, scope) = (tokens.issuedAt, tokens.expiresAt, tokens.scope)
        }

        var tokens: TraktTokens {
            TraktTokens(
                access: TraktToken(access), refresh: TraktToken(refresh), issuedAt: issuedAt, expiresAt: expiresAt,
                scope: scope)
        }
    }
}
