import Basics
import Domain
import Testing

@testable import Accounts

/// The limits of the Android surface's contract, section 2.
@Suite("Signing in from an app")
struct AppSignInTests {
    private let world = FakeWorld()
    private let accounts: Accounts
    private let signIn: AppSignIn

    init() {
        let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world.world)
        accounts = Accounts(store: FakeAccountStore(), passwords: passwords, world: world.world)
        signIn = AppSignIn(accounts: accounts, windows: MemoryRateWindows(), world: world.world)
    }

    @discardableResult
    private func ann() async throws -> User {
        try await accounts.add(email: "ann@example.org", name: "Ann", role: .user, password: "correct horse")
    }

    private func attempt(
        _ name: String = "ann@example.org", _ password: String = "wrong horse", from address: String = "192.0.2.1"
    ) async throws -> AppSignInResult {
        try await signIn.signIn(name: name, password: password, address: address)
    }

    /// So many wrong passwords, each of which is answered.
    private func fail(_ count: Int, _ name: String = "ann@example.org", from address: String = "192.0.2.1") async throws
    {
        for number in 1...count {
            #expect(try await attempt(name, from: address) == .refused, "attempt \(number) from \(address)")
        }
    }

    private func expectLocked(
        _ name: String = "ann@example.org", from address: String = "192.0.2.1", seconds: Int = 900
    ) async {
        await #expect(throws: AccountError.tooManyAttempts(retryAfterSeconds: seconds)) {
            try await attempt(name, "correct horse", from: address)
        }
    }

    @Test(
        "by name or address, in any case and with blanks",
        arguments: ["ann@example.org", " Ann@Example.ORG ", "ann", " ANN"])
    func right(_ name: String) async throws {
        let user = try await ann()
        #expect(try await attempt(name, "correct horse") == .user(user))
        #expect(try await attempt(name, " correct horse") == .refused, "a password is not trimmed")
    }

    @Test("a name that two accounts have is nobody's")
    func sharedName() async throws {
        let user = try await ann()
        _ = try await accounts.add(email: "b@example.org", name: "ANN", role: .user, password: "correct horse")
        #expect(try await attempt("Ann", "correct horse") == .refused)
        #expect(try await attempt("ann@example.org", "correct horse") == .user(user))
    }

    @Test("nobody learns more than that it was wrong")
    func refused() async throws {
        let user = try await ann()
        _ = try await accounts.add(email: "bare@example.org", name: nil, role: .user, password: nil)
        #expect(try await attempt("nobody@example.org", "correct horse") == .refused)
        #expect(try await attempt("bare@example.org", "") == .refused)
        #expect(try await attempt("", "correct horse") == .refused)
        try await accounts.setActive(false, of: user.id)
        #expect(try await attempt("ann", "correct horse") == .refused)
    }

    @Test("an account that is over says so to its owner alone")
    func expired() async throws {
        let user = try await ann()
        try await accounts.setExpiry(world.now.adding(seconds: 60), of: user.id)
        guard case .user = try await attempt("ann", "correct horse") else {
            Issue.record("it is not over yet")
            return
        }
        world.advance(seconds: 60)
        #expect(try await attempt("ann", "correct horse") == .expired)
        #expect(try await attempt("ann", "wrong horse") == .refused)
    }

    @Test("after five wrong passwords a pair of name and address is locked, for the right one, too")
    func pair() async throws {
        let user = try await ann()
        try await fail(4)
        world.advance(seconds: 100)
        try await fail(1)
        await expectLocked(seconds: 800)
        await expectLocked(" ANN@example.org", seconds: 800)
        #expect(try await attempt(from: "192.0.2.2") == .refused, "another address")
        #expect(try await attempt("bob@example.org") == .refused, "another name")
        #expect(try await attempt("ann@example.org", "correct horse", from: "192.0.2.2") == .user(user))
        world.advance(seconds: 800)
        #expect(try await attempt("ann@example.org", "correct horse") == .user(user))
    }

    @Test("success clears the pair")
    func success() async throws {
        let user = try await ann()
        for _ in 1...2 {
            try await fail(4)
            #expect(try await attempt("ann@example.org", "correct horse") == .user(user))
        }
        for _ in 1...50 { #expect(try await attempt("ann@example.org", "correct horse") == .user(user)) }
    }

    @Test("after ten wrong passwords a name is locked wherever somebody comes from")
    func name() async throws {
        let user = try await ann()
        try await fail(5, from: "192.0.2.1")
        try await fail(4, from: "192.0.2.2")
        #expect(try await attempt("ann@example.org", "correct horse", from: "192.0.2.2") == .user(user))
        try await fail(1, from: "192.0.2.3")
        await expectLocked(from: "192.0.2.4")
        await expectLocked("ann@EXAMPLE.org", from: "192.0.2.2")
        #expect(try await attempt("bob@example.org", from: "192.0.2.4") == .refused)
        world.advance(seconds: AccountsLimits.signInWindowSeconds)
        #expect(try await attempt("ann@example.org", "correct horse", from: "192.0.2.4") == .user(user))
    }

    @Test("after a hundred wrong passwords an address is locked for every name")
    func address() async throws {
        try await ann()
        for number in 1...AccountsLimits.wrongPasswordsOfAddress { try await fail(1, "user\(number)@example.org") }
        await expectLocked()
        await expectLocked("somebody new")
        guard case .user = try await attempt("ann", "correct horse", from: "192.0.2.2") else {
            Issue.record("another address is free")
            return
        }
        world.advance(seconds: AccountsLimits.signInWindowSeconds)
        try await fail(1)
    }

    @Test("a refusal is not counted as one more wrong password")
    func lockedAttempts() async throws {
        let user = try await ann()
        try await fail(5)
        for _ in 1...200 { await expectLocked() }
        // Otherwise the name, and the address, would be locked by now.
        #expect(try await attempt("ann@example.org", "correct horse", from: "192.0.2.2") == .user(user))
        #expect(try await attempt("bob@example.org") == .refused)
        world.advance(seconds: AccountsLimits.signInWindowSeconds)
        #expect(try await attempt("ann@example.org", "correct horse") == .user(user))
    }

    @Test("endless passwords and names are wrong at once, and count")
    func endless() async throws {
        try await ann()
        let long = String(repeating: "x", count: 257)
        for _ in 1...5 { #expect(try await attempt("ann@example.org", long) == .refused) }
        await expectLocked()
        let endless = String(repeating: "n", count: 1_000_000)
        #expect(try await attempt(endless, endless, from: "192.0.2.9") == .refused)
    }

    @Test("many wrong passwords at once do not slip through together")
    func atOnce() async throws {
        try await ann()
        let tried = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<60 {
                group.addTask {
                    do {
                        _ = try await attempt("ann@example.org", "wrong \(number)")
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(tried == AccountsLimits.wrongPasswordsOfPair)
    }
}
