package import Domain

/// Under which name a media server's account is known here.
package struct MediaServerIdentity: Sendable, Hashable {
    package let kind: MediaServerKind
    /// Stable for this server: its `MediaServerKey` as text.
    package let issuer: String
    /// The account's id at the server.
    package let subject: String

    package init(_ server: MediaServerKey, _ user: MediaServerID) {
        kind = server.kind
        issuer = server.description
        subject = user.description
    }

    /// Nil for accounts of other identity providers, whose issuers are addresses.
    package init?(issuer: String, subject: String) {
        guard let server = MediaServerKey(issuer) else { return nil }
        (kind, self.issuer, self.subject) = (server.kind, issuer, subject)
    }

    /// Which server it is an account of.
    package var server: MediaServerKey? { MediaServerKey(issuer) }

    package var userID: MediaServerID? { MediaServerID(subject) }

    /// Media servers know no addresses, so the account gets one to which nothing can be sent. Nobody is ever looked up
    /// by it.
    var address: String {
        "\(subject).\(issuer.split(separator: ":").last ?? "")@\(kind.rawValue)\(EmailAddress.nowhere)"
    }

    func person(_ user: MediaServerUser, givesRole: Bool = true) -> ExternalPerson {
        ExternalPerson(
            issuer: issuer, subject: subject, email: nil, isEmailVerified: false, name: user.name,
            role: givesRole ? (user.isAdministrator ? .admin : .user) : nil)
    }
}

extension IdentityStore {
    /// The media server's accounts of everybody, or of one person, by the account here.
    package func mediaServerIdentities(of user: UserID? = nil) async throws -> [UserID: MediaServerIdentity] {
        let found = try await bindings(of: user).compactMap { binding in
            MediaServerIdentity(issuer: binding.issuer, subject: binding.subject).map { (binding.userID, $0) }
        }
        return Dictionary(found) { first, _ in first }
    }

    /// The account that somebody has at one media server; nil when there is none.
    package func mediaServerUser(_ user: UserID, on server: MediaServerKey) async throws -> MediaServerID? {
        try await bindings(of: user).first { $0.issuer == server.description }
            .flatMap { MediaServerIdentity(issuer: $0.issuer, subject: $0.subject)?.userID }
    }
}
