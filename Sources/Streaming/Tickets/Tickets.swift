package import Accounts
package import Basics
import Crypto
package import Domain

/// Makes and checks signed addresses. The signature is the authorisation; nothing is stored, and a ticket dies with
/// the session that it was made in.
package struct Tickets: Sendable {
    private static let secretName = "streaming.tickets"
    private static let secretBytes = 32

    private let secrets: any SecretStore
    private let sessions: AppSessions
    private let world: World

    package init(secrets: any SecretStore, sessions: AppSessions, world: World) {
        self.secrets = secrets
        self.sessions = sessions
        self.world = world
    }

    /// Signs tickets for one session; reads the key once, so that a whole list costs no further look.
    package func signer(for session: SessionID, of user: UserID) async throws -> TicketSigner {
        TicketSigner(
            key: try await key(), session: session, user: user,
            expiresAt: world.now().adding(seconds: StreamingLimits.ticketSeconds))
    }

    /// The ticket of a token that is good at this moment: well signed, not expired, its session open and its account
    /// too; nil otherwise.
    package func verify(_ token: String, as kind: Ticket.Kind) async throws -> Ticket? {
        guard token.utf8.count <= StreamingLimits.ticketCharactersMax,
            let bytes = Base64URL.decode(token), bytes.count == Ticket.byteCount + StreamingLimits.ticketCodeBytes
        else { return nil }
        let signed = Array(bytes.prefix(Ticket.byteCount))
        let code = TicketSigner.code(of: signed, key: try await key())
        guard code.isEqualInConstantTime(to: Array(bytes.suffix(StreamingLimits.ticketCodeBytes))),
            let ticket = Ticket(bytes: signed), ticket.kind == kind, world.now() < ticket.expiresAt,
            try await sessions.isOpen(ticket.session, of: ticket.user)
        else { return nil }
        return ticket
    }

    /// The name under which a picture can be fetched without signing in: nobody can guess it, and it changes with the
    /// picture.
    package func pictureNames() async throws -> PictureNames {
        PictureNames(key: try await key())
    }

    private func key() async throws -> SymmetricKey {
        let secret = try await secrets.secret(named: Self.secretName, orStore: world.randomBytes(Self.secretBytes))
        return SymmetricKey(data: secret)
    }
}

/// Signs the addresses of one session.
package struct TicketSigner: Sendable {
    private let key: SymmetricKey
    private let session: SessionID
    private let user: UserID
    private let expiresAt: Instant

    init(key: SymmetricKey, session: SessionID, user: UserID, expiresAt: Instant) {
        self.key = key
        self.session = session
        self.user = user
        self.expiresAt = expiresAt
    }

    /// Of the file itself.
    package func token(of file: MediaFile) -> String {
        token(.stream, file.id.rawValue, file.facts.version)
    }

    /// Of a track of the file.
    package func token(of subtitle: StoredSubtitle, in file: MediaFile) -> String {
        token(.subtitle, subtitle.id.rawValue, file.facts.version)
    }

    private func token(_ kind: Ticket.Kind, _ object: Int32, _ version: UInt64) -> String {
        let ticket = Ticket(
            kind: kind, object: object, session: session, user: user, version: version, expiresAt: expiresAt)
        return Base64URL.encode(ticket.bytes + Self.code(of: ticket.bytes, key: key))
    }

    static func code(of bytes: [UInt8], key: SymmetricKey) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: Array("ticket:".utf8) + bytes, using: key)
        return Array(code.prefix(StreamingLimits.ticketCodeBytes))
    }
}

/// Names pictures so that only those can be fetched that somebody was shown.
package struct PictureNames: Sendable {
    /// Has taken in the key, which is half of the work of a short text.
    private let keyed: HMAC<SHA256>

    init(key: SymmetricKey) {
        keyed = HMAC<SHA256>(key: key)
    }

    /// Of a title's picture in the state that `stamp` names.
    package func name(of kind: ArtworkKind, of title: TitleID, stamp: String) -> String {
        var code = keyed
        code.update(data: Array("picture:\(title):\(kind.rawValue):\(stamp)".utf8))
        return Hex.encode(code.finalize().prefix(StreamingLimits.ticketCodeBytes))
    }

    package func isName(_ name: String, of kind: ArtworkKind, of title: TitleID, stamp: String) -> Bool {
        Array(name.utf8).isEqualInConstantTime(to: Array(self.name(of: kind, of: title, stamp: stamp).utf8))
    }
}
