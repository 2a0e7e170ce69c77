import Accounts
import Basics
import Domain
import Testing

@Suite("Making an account for oneself")
struct RegistrationTests {
    private let fake = FakeWorld()
    private let store = FakeAccountStore()
    private let windows = MemoryRateWindows()
    private let accounts: Accounts

    init() {
        accounts = Accounts(store: store, passwords: Passwords(cost: .cheap, world: fake.world), world: fake.world)
    }

    private func register(
        _ email: String = "ann@example.org", _ password: String = "correct horse",
        _ policy: RegistrationPolicy = .open, isLocal: Bool = false
    ) async throws -> User {
        try await Registration(accounts: accounts, policy: policy, windows: windows, world: fake.world)
            .register(email: email, password: password, address: "192.0.2.1", isLocal: isLocal)
    }

    @Test("where it is open the first account is the administrator, later ones are not")
    func open() async throws {
        let first = try await register(" Ann@Example.org")
        #expect(first.role == .admin && first.email == "ann@example.org" && first.name == "ann")
        let second = try await register("bob@example.org")
        #expect(second.role == .user)
        #expect(try await accounts.signIn(email: "bob@example.org", password: "correct horse") == second)
    }

    @Test("where it is closed nobody gets an account, at this machine neither")
    func closed() async throws {
        for isLocal in [true, false] {
            await #expect(throws: RegistrationError.closed) {
                try await register("ann@example.org", "correct horse", .closed, isLocal: isLocal)
            }
        }
        #expect(try await accounts.isEmpty())
    }

    @Test("as it is set at first, only the first account can be made, and only from this machine")
    func first() async throws {
        await #expect(throws: RegistrationError.closed) {
            try await register("ann@example.org", "correct horse", .first)
        }
        #expect(try await register("ann@example.org", "correct horse", .first, isLocal: true).role == .admin)
        await #expect(throws: RegistrationError.closed) {
            try await register("bob@example.org", "correct horse", .first, isLocal: true)
        }
        #expect(try await accounts.all().count == 1)
    }

    @Test("an address has one account, in any case of letters")
    func taken() async throws {
        _ = try await register()
        await #expect(throws: AccountError.emailTaken("ann@example.org")) { try await register("ANN@example.ORG") }
    }

    @Test(
        "an address needs one @ and a dot in its domain, and a domain that can exist",
        arguments: [
            "", "ann", "@example.org", "ann@", "ann@example", "ann@.org", "ann@example.", "ann@a..org",
            "ann@b@example.org", "ann @example.org", "x.y@jellyfin.invalid",
            "ann@" + String(repeating: "e", count: 250) + ".org",
        ])
    func addresses(_ email: String) async throws {
        await #expect(throws: AccountError.invalidEmail(email)) { try await register(email) }
        #expect(throws: AccountError.invalidEmail(email)) { try Registration.check(email: email) }
        #expect(try await accounts.isEmpty())
    }

    @Test("a password has eight code points at least, and a thousand bytes at most")
    func passwords() async throws {
        for short in ["", "1234567", "éééé", "ééééééé"] {
            await #expect(throws: AccountError.passwordTooShort(minimum: 8)) {
                try await register("ann@example.org", short)
            }
        }
        await #expect(throws: AccountError.passwordTooLong(maximum: 1024)) {
            try await register("ann@example.org", String(repeating: "é", count: 513))
        }
        #expect(try Registration.check(email: "A@B.de") == "a@b.de")
        // Four letters that look like four and are eight code points.
        try Registration.check(password: "e\u{301}e\u{301}e\u{301}e\u{301}")
        let long = String(repeating: "é", count: 512)
        #expect(try await register("ann@example.org", long).email == "ann@example.org")
        #expect(try await accounts.signIn(email: "ann@example.org", password: long) != nil)
    }

    @Test("an address that makes many accounts has to wait, this machine has not")
    func throttle() async throws {
        for number in 1...AccountsLimits.registrationsOfAddress { _ = try await register("user\(number)@example.org") }
        await #expect(throws: AccountError.tooManyAttempts(retryAfterSeconds: 900)) {
            try await register("one.more@example.org")
        }
        _ = try await register("one.more@example.org", isLocal: true)
        fake.advance(seconds: AccountsLimits.registrationWindowSeconds)
        _ = try await register("and.more@example.org")
    }

    @Test("a profile tells how its owner can sign in")
    func facts() async throws {
        let identities = FakeSessionStore(accounts: store)
        let profiles = AccountProfiles(accounts: store, identities: identities)
        let ann = try await register()
        let bob = try await accounts.add(email: "bob@example.org", name: nil, role: .user, password: nil)
        #expect(
            try await profiles.facts(of: ann.id) == AccountFacts(hasPassword: true, isKnownElsewhere: false))
        #expect(try await profiles.facts(of: ann.id).provider == .local)
        #expect(try await profiles.facts(of: bob.id).provider == .local)
        for (subject, user) in [("a", ann), ("b", bob)] {
            await identities.bind(issuer: "https://one.example", subject: subject, to: user.id, at: fake.now)
        }
        #expect(try await profiles.facts(of: ann.id).provider == .linked)
        let facts = try await profiles.facts(of: bob.id)
        #expect(facts.provider == .external && facts.isKnownElsewhere && !facts.hasPassword)
    }
}
