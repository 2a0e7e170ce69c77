import Accounts
import Basics
import Domain
import Storage
import TestKit
import Testing

@testable import Activity

@Suite("PINs of profiles")
struct ProfilePINsTests {
    @Test("equal PINs are stored differently, and not as a password would be")
    func hashes() async throws {
        try await Household.with { home async throws in
            let (first, second) = (try await home.pins.hash("1234"), try await home.pins.hash("1234"))
            #expect(first != second)
            #expect(try await home.pins.verify("1234", against: first))
            #expect(try await home.pins.verify("1234", against: second))
            #expect(try await !home.pins.verify("1235", against: first))
            #expect(try await !home.pins.verify("1234", against: nil))
            let passwords = Passwords(
                cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: home.clock.world)
            #expect(try await !passwords.verify("1234", against: first), "who has the hash still lacks the secret")
        }
    }

    @Test("the secret is the server's, and the same after a start")
    func secret() async throws {
        try await Household.with { home async throws in
            let hash = try await home.pins.hash("1234")
            #expect(try await home.otherPINs(home.stores.secrets).verify("1234", against: hash))
            #expect(try await !home.otherPINs(OtherSecrets()).verify("1234", against: hash))
        }
    }

    @Test("after five tries the sixth is refused, even the right one, over all sessions and ways")
    func tries() async throws {
        try await Household.with { home async throws in
            let kim = try await home.add("Kim", pin: "1234", limit: .twelve)
            let nora = try await home.add("Nora", pin: "9999")
            let profiles = home.profiles
            for left in [4, 2, 0] {
                let session = try await home.session()
                await #expect(throws: ProfileError.wrongPIN(attemptsRemaining: left)) {
                    try await profiles.verify("0000", of: kim, in: session, user: home.user)
                }
                guard left > 0 else { continue }
                await #expect(throws: ProfileError.wrongPIN(attemptsRemaining: left - 1)) {
                    try await profiles.select(nora, pin: "0000", in: session, of: home.user)
                }
            }
            let session = try await home.session()
            home.clock.advance(seconds: 59)
            await #expect(throws: ProfileError.tooManyAttempts(retryAfterSeconds: 1)) {
                try await profiles.verify("1234", of: kim, in: session, user: home.user)
            }
            await #expect(throws: ProfileError.tooManyAttempts(retryAfterSeconds: 1)) {
                try await profiles.select(nora, pin: "9999", in: session, of: home.user)
            }
            home.clock.advance(seconds: 1)
            _ = try await profiles.verify("1234", of: kim, in: session, user: home.user)
        }
    }

    @Test("right ones count as well, and nobody else's")
    func rightOnes() async throws {
        try await Household.with { home async throws in
            let kim = try await home.add("Kim", pin: "1234", limit: .twelve)
            for _ in 1...ActivityLimits.pinAttempts {
                _ = try await home.profiles.verify("1234", of: kim, in: home.door, user: home.user)
            }
            await #expect(throws: ProfileError.tooManyAttempts(retryAfterSeconds: 60)) {
                try await home.profiles.verify("1234", of: kim, in: home.door, user: home.user)
            }
            let bob = try await home.account("bob@example.org")
            let session = try await home.session(of: bob)
            let draft = ProfileDraft("Bob's", pin: "4444", limit: .twelve)
            let own = try await home.profiles.add(draft, in: session, of: bob).id
            _ = try await home.profiles.verify("4444", of: own, in: session, user: bob)
        }
    }

    @Test("many tries at once do not slip through together")
    func atOnce() async throws {
        try await Household.with { home async throws in
            let kim = try await home.add("Kim", pin: "1234", limit: .twelve)
            let (profiles, session, user) = (home.profiles, home.door, home.user)
            let tried = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        do {
                            _ = try await profiles.verify("00\(number + 10)", of: kim, in: session, user: user)
                            return true
                        } catch ProfileError.wrongPIN {
                            return true
                        } catch ProfileError.tooManyAttempts {
                            return false
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(tried == ActivityLimits.pinAttempts)
        }
    }

    @Test("what is no try does not count")
    func noTries() async throws {
        try await Household.with { home async throws in
            let (kim, free) = (try await home.add("Kim", pin: "1234", limit: .twelve), try await home.add("Free"))
            let profiles = home.profiles
            for _ in 1...6 {
                await #expect(throws: ProfileError.withoutPIN) {
                    try await profiles.verify("1234", of: free, in: home.door, user: home.user)
                }
                for pin in ["", "12345678901"] {
                    await #expect(throws: ProfileError.pinInvalid) {
                        try await profiles.verify(pin, of: kim, in: home.door, user: home.user)
                    }
                }
                try await profiles.select(free, pin: "1234", in: home.door, of: home.user)
                try await profiles.select(kim, pin: nil, in: home.door, of: home.user)
            }
            await #expect(throws: ProfileError.wrongPIN(attemptsRemaining: 4)) {
                try await profiles.verify("1", of: kim, in: home.door, user: home.user)
            }
        }
    }
}

/// The secrets of another server.
private struct OtherSecrets: SecretStore {
    func secret(named name: String, orStore candidate: [UInt8]) async throws -> [UInt8] {
        [UInt8](repeating: 9, count: 32)
    }
}

extension Household {
    fileprivate func otherPINs(_ secrets: any SecretStore) -> ProfilePINs {
        ProfilePINs(
            passwords: Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: clock.world),
            secrets: secrets, windows: MemoryRateWindows(), world: clock.world)
    }
}
