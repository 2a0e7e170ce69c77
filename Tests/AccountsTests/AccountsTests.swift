import Accounts
import Basics
import Domain
import Testing

extension ScryptCost {
    /// Cheap enough for tests in unoptimized code.
    static let cheap = ScryptCost(rounds: 16, blockSize: 1, parallelism: 1)
}

@Suite struct AccountsTests {
    private let fake = FakeWorld()
    private let store = FakeAccountStore()
    private var accounts: Accounts {
        Accounts(store: store, passwords: Passwords(cost: .cheap, world: fake.world), world: fake.world)
    }

    @Test func anAccountSignsInWithItsPasswordInAnySpellingOfItsAddress() async throws {
        let ada = try await accounts.add(
            email: " Ada@Example.ORG ", name: nil, role: .user, password: "correct horse")
        #expect(ada.email == "ada@example.org")
        #expect(ada.name == "ada")
        #expect(try await accounts.signIn(email: "ADA@example.org", password: "correct horse") == ada)
        #expect(try await accounts.signIn(email: "ada@example.org", password: "correct horsf") == nil)
        #expect(try await accounts.user(email: "ada@EXAMPLE.org\n") == ada)
    }

    @Test func nobodySignsInWithoutPasswordDisabledOrUnknown() async throws {
        let bare = try await accounts.add(email: "bare@x", name: "Bare", role: .user, password: nil)
        #expect(try await accounts.signIn(email: bare.email, password: "") == nil)
        let gone = try await accounts.add(email: "gone@x", name: nil, role: .user, password: "long enough")
        try await accounts.setActive(false, of: gone.id)
        #expect(try await accounts.signIn(email: gone.email, password: "long enough") == nil)
        #expect(try await accounts.signIn(email: "nobody@x", password: "long enough") == nil)
        #expect(try await accounts.signIn(email: "not an address", password: "long enough") == nil)
        let endless = String(repeating: "x", count: 1_000_000)
        #expect(try await accounts.signIn(email: gone.email, password: endless) == nil)
    }

    @Test func theFirstAccountIsMadeOnceAndIsTheAdministrator() async throws {
        #expect(try await accounts.isEmpty())
        let first = try #require(try await accounts.addFirst(email: "a@x", name: " Ann ", password: "12345678"))
        #expect(first.role == .admin)
        #expect(first.name == "Ann")
        #expect(try await accounts.addFirst(email: "b@x", name: nil, password: "12345678") == nil)
        #expect(try await accounts.all() == [first])
        #expect(try await !accounts.isEmpty())
    }

    @Test(arguments: [
        "", "@", "a@", "@b", "a@b@c", "a b@c", "a\u{0}@b", "a\u{202e}@b", "a\n@b",
        String(repeating: "a", count: 253) + "@b",
    ])
    func malformedAddressesAreRefused(email: String) async throws {
        await #expect(throws: AccountError.invalidEmail(email)) {
            try await accounts.add(email: email, name: nil, role: .user, password: nil)
        }
        await #expect(throws: AccountError.unknownUser(email)) { try await accounts.user(email: email) }
    }

    @Test func passwordsHaveBoundsInBytes() async throws {
        await #expect(throws: AccountError.passwordTooShort(minimum: 8)) {
            try await accounts.add(email: "a@x", name: nil, role: .user, password: "1234567")
        }
        await #expect(throws: AccountError.passwordTooLong(maximum: 1024)) {
            try await accounts.add(
                email: "a@x", name: nil, role: .user, password: String(repeating: "é", count: 513))
        }
        let long = String(repeating: "é", count: 512)
        _ = try await accounts.add(email: "a@x", name: nil, role: .user, password: long)
        #expect(try await accounts.signIn(email: "a@x", password: long) != nil)
    }

    @Test func anAddressIsTakenWhateverItsCase() async throws {
        _ = try await accounts.add(email: "a@x", name: nil, role: .user, password: nil)
        await #expect(throws: AccountError.emailTaken("a@x")) {
            try await accounts.add(email: "A@X", name: nil, role: .user, password: nil)
        }
    }

    @Test func changesReachTheAccountAndUnknownOnesAreTold() async throws {
        let user = try await accounts.add(email: "a@x", name: nil, role: .user, password: "old password")
        try await accounts.setRole(.admin, of: user.id)
        try await accounts.setPassword("new password", of: user.id)
        #expect(try await accounts.signIn(email: "a@x", password: "old password") == nil)
        #expect(try await accounts.signIn(email: "a@x", password: "new password")?.role == .admin)
        await #expect(throws: AccountError.unknownUser("99")) {
            try await accounts.setRole(.user, of: UserID(99))
        }
    }

    @Test func aHashOfAnotherCostIsMadeAnewAtTheNextSignIn() async throws {
        let old = Accounts(
            store: store, passwords: Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1)),
            world: fake.world)
        let user = try await old.add(email: "a@x", name: nil, role: .user, password: "long enough")
        #expect(await store.hashes[user.id]?.hasPrefix("scrypt$2$1$1$") == true)
        #expect(try await accounts.signIn(email: "a@x", password: "wrong enough") == nil)
        #expect(await store.hashes[user.id]?.hasPrefix("scrypt$2$1$1$") == true)
        #expect(try await accounts.signIn(email: "a@x", password: "long enough") != nil)
        #expect(await store.hashes[user.id]?.hasPrefix("scrypt$16$1$1$") == true)
        #expect(try await accounts.signIn(email: "a@x", password: "long enough") != nil)
    }

    @Test func theSetupLinkMakesTheAdministratorOnce() async throws {
        let link = SetupLink(accounts: accounts, secrets: store, world: fake.world)
        let token = try #require(try await link.make())
        #expect(token.count == 64)
        #expect(try await link.make() == token)
        #expect(try await link.redeem("", email: "a@x", password: "long enough") == nil)
        #expect(try await link.redeem(String(token.reversed()), email: "a@x", password: "long enough") == nil)
        await #expect(throws: AccountError.passwordTooShort(minimum: 8)) {
            try await link.redeem(token, email: "a@x", password: "short")
        }
        #expect(try await link.redeem(token, email: "a@x", password: "long enough")?.role == .admin)
        #expect(try await link.redeem(token, email: "b@x", password: "long enough") == nil)
        #expect(try await link.make() == nil)
    }
}
