import Basics
import Testing

@testable import Accounts

@Suite struct PasswordsTests {
    /// RFC 7914 section 12, second vector, cut to the 32 bytes that we keep (PBKDF2 output is a prefix).
    @Test func scryptFollowsTheStandard() throws {
        let hash = try ScryptHash(
            of: Array("password".utf8), salt: Array("NaCl".utf8),
            cost: ScryptCost(rounds: 1024, blockSize: 8, parallelism: 16))
        #expect(
            Hex.encode(hash.hash) == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162")
    }

    @Test func aNewHashUsesTheNamedCostAndItsOwnSalt() async throws {
        let passwords = Passwords()
        let first = try await passwords.hash("correct horse battery")
        #expect(first.hasPrefix("scrypt$32768$8$1$"))
        #expect(try await passwords.verify("correct horse battery", against: first))
        #expect(!passwords.needsRehash(first))
        let cheap = Passwords(cost: .cheap)
        #expect(try await cheap.hash("same password") != cheap.hash("same password"))
        #expect(cheap.needsRehash(first))
    }

    @Test(arguments: [
        "", "scrypt", "bcrypt$16$1$1$00$00", "scrypt$16$1$1$zz$00", "scrypt$15$1$1$00$",
        "scrypt$1099511627776$8$1$00$" + String(repeating: "00", count: 32),
        "scrypt$16$1$1$$" + String(repeating: "00", count: 32),
        "scrypt$-16$1$1$00$" + String(repeating: "00", count: 32),
    ])
    func aDamagedHashFitsNoPassword(stored: String) async throws {
        #expect(try await !Passwords(cost: .cheap).verify("anything", against: stored))
    }

    @Test func manyChecksAtOnceAllEnd() async throws {
        let passwords = Passwords(cost: .cheap)
        let stored = try await passwords.hash("long enough")
        let right = try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<100 {
                let password = index.isMultiple(of: 2) ? "long enough" : "no"
                group.addTask { try await passwords.verify(password, against: stored) }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(right == 50)
    }
}
