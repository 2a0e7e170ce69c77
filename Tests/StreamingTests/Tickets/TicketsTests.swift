import Accounts
import Basics
import Domain
import Storage
import TestKit
import Testing

@testable import Streaming

@Suite("Signed addresses")
struct TicketsTests {
    @Test("a token says what it was made for")
    func good() async throws {
        try await TicketBench.with { bench async throws in
            let signer = try await bench.tickets.signer(for: bench.session, of: bench.ann.id)
            let ticket = try #require(try await bench.tickets.verify(signer.token(of: bench.file), as: .stream))
            #expect(ticket.kind == .stream && ticket.object == bench.file.id.rawValue)
            #expect(ticket.session == bench.session && ticket.user == bench.ann.id)
            #expect(ticket.version == bench.file.facts.version)
            #expect(ticket.expiresAt == bench.clock.now.adding(seconds: 86_400))
            let subtitle = signer.token(of: bench.subtitle, in: bench.file)
            let other = try #require(try await bench.tickets.verify(subtitle, as: .subtitle))
            #expect(other.kind == .subtitle && other.object == bench.subtitle.id.rawValue)
            #expect(other.version == bench.file.facts.version)
        }
    }

    @Test("a token of one kind opens nothing of another")
    func kinds() async throws {
        try await TicketBench.with { bench async throws in
            let signer = try await bench.tickets.signer(for: bench.session, of: bench.ann.id)
            let (stream, subtitle) = (signer.token(of: bench.file), signer.token(of: bench.subtitle, in: bench.file))
            #expect(try await bench.tickets.verify(stream, as: .subtitle) == nil)
            #expect(try await bench.tickets.verify(subtitle, as: .stream) == nil)
        }
    }

    @Test("a token of which one bit is another is refused")
    func everyBit() async throws {
        try await TicketBench.with { bench async throws in
            let token = try await bench.token()
            let bytes = try #require(Base64URL.decode(token))
            #expect(bytes.count == Ticket.byteCount + StreamingLimits.ticketCodeBytes)
            for bit in 0..<bytes.count * 8 {
                var changed = bytes
                changed[bit / 8] ^= 1 << (bit % 8)
                #expect(try await bench.verify(Base64URL.encode(changed)) == nil, "bit \(bit)")
            }
            #expect(try await bench.verify(token) != nil)
        }
    }

    @Test("what is no token is refused")
    func malformed() async throws {
        try await TicketBench.with { bench async throws in
            let token = try await bench.token()
            let endless = String(repeating: "A", count: 1_000_000)
            let texts = [
                "", "A", " ", "ä", String(token.dropLast()), String(token.dropFirst()), token + "A", token + "=",
                token + "\n", " " + token, token + token, endless, String(repeating: "A", count: token.count),
            ]
            for text in texts { #expect(try await bench.verify(text) == nil, "\(text.prefix(80))") }
        }
    }

    @Test("a token works for a day")
    func expired() async throws {
        try await TicketBench.with { bench async throws in
            let token = try await bench.token()
            bench.clock.advance(seconds: StreamingLimits.ticketSeconds - 0.001)
            #expect(try await bench.verify(token) != nil)
            bench.clock.advance(seconds: 0.001)
            #expect(try await bench.verify(token) == nil)
        }
    }

    @Test("a token dies with its session, and no other's")
    func sessionOver() async throws {
        try await TicketBench.with { bench async throws in
            let other = try await bench.begin(bench.ann)
            let (token, kept) = (try await bench.token(), try await bench.token(other, bench.ann))
            try await bench.sessions.end(bench.session)
            #expect(try await bench.verify(token) == nil)
            #expect(try await bench.verify(kept) != nil)
        }
    }

    @Test("a token dies with its account")
    func accountOver() async throws {
        try await TicketBench.with { bench async throws in
            let (accounts, ann, token) = (bench.stores.accounts, bench.ann.id, try await bench.token())
            try await accounts.setActive(false, of: ann)
            #expect(try await bench.verify(token) == nil)
            try await accounts.setActive(true, of: ann)
            #expect(try await bench.verify(token) != nil)
            try await accounts.setExpiry(bench.clock.now.adding(seconds: 60), of: ann)
            #expect(try await bench.verify(token) != nil)
            bench.clock.advance(seconds: 60)
            #expect(try await bench.verify(token) == nil)
        }
    }

    @Test("a token for somebody else's session is refused")
    func otherUser() async throws {
        try await TicketBench.with { bench async throws in
            let ben = try await bench.begin(bench.ben)
            #expect(try await bench.verify(bench.token(ben, bench.ann)) == nil)
            #expect(try await bench.verify(bench.token(bench.session, bench.ben)) == nil)
            #expect(try await bench.verify(bench.token(SessionID(999), bench.ann)) == nil)
            #expect(try await bench.verify(bench.token(ben, bench.ben)) != nil)
        }
    }

    @Test("another server's tokens are refused")
    func otherServer() async throws {
        try await TicketBench.with { bench async throws in
            let foreign = Tickets(secrets: ForeignSecrets(), sessions: bench.sessions, world: bench.clock.world)
            let token = try await foreign.signer(for: bench.session, of: bench.ann.id).token(of: bench.file)
            #expect(try await foreign.verify(token, as: .stream) != nil)
            #expect(try await bench.verify(token) == nil)
        }
    }

    @Test("the secret stays the same after a start")
    func restart() async throws {
        try await TicketBench.with { bench async throws in
            let token = try await bench.token()
            let later = Tickets(
                secrets: bench.stores.secrets, sessions: bench.sessions, world: TestWorld().world)
            #expect(try await later.verify(token, as: .stream) != nil)
        }
    }

    @Test("a file's version changes with each of its facts")
    func versions() {
        let facts = [
            (1, 1, 1, 1), (2, 1, 1, 1), (1, 2, 1, 1), (1, 1, 2, 1), (1, 1, 1, 2), (0, 0, 0, 0), (-1, -1, -1, -1),
        ]
        let versions = facts.map {
            FileFacts(
                sizeBytes: Int64($0.0), modifiedNanoseconds: Int64($0.1), device: Int64($0.2), inode: Int64($0.3)
            ).version
        }
        #expect(Set(versions).count == versions.count)
    }
}

@Suite("Names of pictures")
struct PictureNamesTests {
    @Test("a name belongs to one picture in one state")
    func names() async throws {
        try await TicketBench.with { bench async throws in
            let names = try await bench.tickets.pictureNames()
            let name = names.name(of: .poster, of: TitleID(7), stamp: "12-34")
            #expect(name.utf8.count == 32 && Hex.decode(name) != nil)
            #expect(names.isName(name, of: .poster, of: TitleID(7), stamp: "12-34"))
            #expect(!names.isName(name, of: .backdrop, of: TitleID(7), stamp: "12-34"))
            #expect(!names.isName(name, of: .poster, of: TitleID(71), stamp: "12-34"))
            #expect(!names.isName(name, of: .poster, of: TitleID(7), stamp: "12-35"))
            for other in ["", String(name.dropLast()), name.uppercased() + "0", name + "0"] {
                #expect(!names.isName(other, of: .poster, of: TitleID(7), stamp: "12-34"))
            }
            #expect(try await bench.tickets.pictureNames().name(of: .poster, of: TitleID(7), stamp: "12-34") == name)
            let foreign = Tickets(secrets: ForeignSecrets(), sessions: bench.sessions, world: bench.clock.world)
            #expect(try await foreign.pictureNames().name(of: .poster, of: TitleID(7), stamp: "12-34") != name)
        }
    }
}

/// The secrets of another server.
private struct ForeignSecrets: SecretStore {
    func secret(named name: String, orStore candidate: [UInt8]) async throws -> [UInt8] {
        [UInt8](repeating: 9, count: 32)
    }
}

/// Two accounts, one with a session, and a file with subtitles.
private struct TicketBench: Sendable {
    let stores: Stores
    let clock: TestWorld
    let sessions: AppSessions
    let tickets: Tickets
    let ann: User
    let ben: User
    /// Ann's.
    let session: SessionID

    let file = MediaFile.sample("film.mkv", id: 77)
    let subtitle = StoredSubtitle(
        id: SubtitleID(5), fileID: MediaFileID(77),
        track: SubtitleTrack(
            source: .stream(2), format: "subrip", language: nil, title: nil, flags: (false, false, false)))

    static func with(_ body: (TicketBench) async throws -> Void) async throws {
        let clock = TestWorld()
        try await TestStores.with(.sqlite, world: clock.world) { test async throws in
            let sessions = AppSessions(store: test.stores.sessions, world: clock.world)
            let tickets = Tickets(secrets: test.stores.secrets, sessions: sessions, world: clock.world)
            let (ann, ben) = (try await test.user("ann@example.org"), try await test.user("ben@example.org"))
            let session = try await begin(ann, sessions, test.stores)
            try await body(
                TicketBench(
                    stores: test.stores, clock: clock, sessions: sessions, tickets: tickets, ann: ann, ben: ben,
                    session: session))
        }
    }

    func begin(_ user: User) async throws -> SessionID { try await Self.begin(user, sessions, stores) }

    func token(_ other: SessionID? = nil, _ user: User? = nil) async throws -> String {
        try await tickets.signer(for: other ?? session, of: (user ?? ann).id).token(of: file)
    }

    func verify(_ token: String) async throws -> Ticket? { try await tickets.verify(token, as: .stream) }

    private static func begin(_ user: User, _ sessions: AppSessions, _ stores: Stores) async throws -> SessionID {
        let profile = try #require(try await stores.profiles.profiles(of: user.id, at: .test(0)).first)
        let client = AppClient(platform: "android", address: "192.0.2.1")
        return try await sessions.begin(for: user, client: client, profile: profile.id).session.id
    }
}

extension TestStores {
    fileprivate func user(_ email: String) async throws -> User {
        try await stores.accounts.addUser(
            NewUser(
                uuid: World.live.uuid(), email: email, name: "Test", role: .user, passwordHash: nil,
                createdAt: .test(0)))
    }
}
