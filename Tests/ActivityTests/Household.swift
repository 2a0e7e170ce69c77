import Accounts
import Activity
import Basics
import Domain
import Storage
import TestKit
import Testing

/// An account over real stores, with the features that know profiles, and a clock that the test moves.
struct Household: Sendable {
    let test: TestStores
    let clock: TestWorld
    let settings: ProfileSettings
    let pins: ProfilePINs
    /// The account of most tests.
    let user: UserID
    /// In which the test makes profiles; what they do is done in others.
    let door: SessionID

    var stores: Stores { test.stores }
    var profiles: Profiles {
        Profiles(store: stores.profiles, pins: pins, settings: settings, world: clock.world)
    }
    var watching: Watching { Watching(store: stores.watching, world: clock.world) }

    static func with(
        _ settings: ProfileSettings = ProfileSettings(), _ body: (Household) async throws -> Void
    ) async throws {
        let clock = TestWorld()
        try await TestStores.with(.sqlite, world: clock.world) { test async throws in
            let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: clock.world)
            let pins = ProfilePINs(
                passwords: passwords, secrets: test.stores.secrets, windows: MemoryRateWindows(), world: clock.world)
            let user = try await test.account("ann@example.org")
            let door = try await test.session(of: user, clock)
            try await body(
                Household(test: test, clock: clock, settings: settings, pins: pins, user: user, door: door))
        }
    }

    func account(_ email: String) async throws -> UserID { try await test.account(email) }

    /// A new session, in which nothing was chosen.
    func session(of other: UserID? = nil) async throws -> SessionID {
        try await test.session(of: other ?? user, clock)
    }

    /// A session that uses a profile as if it had always been so.
    func session(using profile: ProfileID) async throws -> SessionID {
        let session = try await session()
        try await stores.profiles.activate(profile, in: session)
        return session
    }

    /// Makes a profile. The account's first is there already, without PIN and limit.
    func add(_ name: String, pin: String? = nil, limit: Certificate? = nil) async throws -> ProfileID {
        let draft = ProfileDraft(name, pin: pin, limit: limit)
        let added = try await profiles.add(draft, in: door, of: user).id
        try await stores.profiles.activate(try await profiles.standard(of: user).id, in: door)
        return added
    }

    /// Whether the PIN of a profile counts as entered in a session.
    func isOpen(_ profile: ProfileID, in session: SessionID) async throws -> Bool {
        let window = try await stores.profiles.window(of: session, profile: profile)
        return window.map { clock.now < $0 } ?? false
    }
}

extension ProfileDraft {
    init(_ name: String, pin: String? = nil, limit: Certificate? = nil) {
        self.init(name: name)
        self.pin = pin
        certificateLimit = limit
    }
}

extension TestStores {
    fileprivate func account(_ email: String) async throws -> UserID {
        let user = try await stores.accounts.addUser(
            NewUser(
                uuid: World.live.uuid(), email: email, name: "Ann", role: .user, passwordHash: nil,
                createdAt: .test(0)))
        return user.id
    }

    fileprivate func session(of user: UserID, _ clock: TestWorld) async throws -> SessionID {
        let session = NewWebSession(
            digest: clock.world.randomBytes(32), device: "test", createdAt: clock.now,
            expiresAt: clock.now.adding(seconds: 86_400), endsAt: clock.now.adding(seconds: 86_400))
        return try await stores.sessions.addSession(session, for: user, openMax: 100).id
    }
}
