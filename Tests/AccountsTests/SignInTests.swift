import Basics
import Domain
import Testing

@testable import Accounts

@Suite("Signing in with a password")
struct SignInTests {
    private let world = FakeWorld()
    private let accounts: Accounts
    private let signIn: SignIn

    init() {
        let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world.world)
        accounts = Accounts(store: FakeAccountStore(), passwords: passwords, world: world.world)
        signIn = SignIn(accounts: accounts, windows: MemoryRateWindows(), world: world.world)
    }

    private func attempt(
        _ email: String = "ann@example.org", _ password: String = "wrong horse", from address: String = "192.0.2.1"
    ) async throws -> User? {
        try await signIn.user(email: email, password: password, address: address)
    }

    @Test("the right password is the account's in any spelling of its address")
    func right() async throws {
        let user = try await accounts.add(
            email: "ann@example.org", name: nil, role: .user, password: "correct horse")
        #expect(try await attempt(" Ann@Example.ORG ", "correct horse") == user)
        #expect(try await attempt() == nil)
        #expect(try await attempt("nobody@example.org", "correct horse") == nil)
    }

    @Test(
        "an account can be tried so often, known or not, by however many addresses",
        arguments: ["ann@example.org", "nobody@example.org", "no address"])
    func perAccount(_ email: String) async throws {
        _ = try await accounts.add(email: "ann@example.org", name: nil, role: .user, password: "correct horse")
        for number in 1...AccountsLimits.signInsOfAccount {
            #expect(try await attempt(email, from: "192.0.2.\(number)") == nil)
        }
        await #expect(throws: AccountError.tooManyAttempts(retryAfterSeconds: 900)) {
            try await attempt(email.uppercased(), "correct horse", from: "198.51.100.1")
        }
        #expect(try await attempt("bob@example.org") == nil)
        world.advance(seconds: AccountsLimits.signInWindowSeconds)
        #expect(try await attempt(email) == nil)
    }

    @Test("an address can try so often, whatever accounts it names")
    func perAddress() async throws {
        for number in 1...AccountsLimits.signInsOfAddress {
            #expect(try await attempt("user\(number)@example.org") == nil)
        }
        await #expect(throws: AccountError.tooManyAttempts(retryAfterSeconds: 900)) {
            try await attempt("ann@example.org")
        }
        #expect(try await attempt("ann@example.org", from: "192.0.2.2") == nil)
    }

    @Test("attempts at the same moment cannot slip through together")
    func atOnce() async throws {
        let count = AccountsLimits.signInsOfAccount + 10
        let answered = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<count {
                group.addTask {
                    do {
                        _ = try await attempt("ann@example.org", from: "192.0.2.\(number)")
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(answered == AccountsLimits.signInsOfAccount)
    }
}
