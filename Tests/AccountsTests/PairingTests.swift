import Accounts
import Basics
import Domain
import Testing

@Suite struct PairingTests {
    private let fake = FakeWorld()
    private let store = FakeAccountStore()
    private let pairing: Pairing
    private let keys: APIKeys
    private let accounts: Accounts

    init() {
        pairing = Pairing(store: store, secrets: store, windows: MemoryRateWindows(), world: fake.world)
        keys = APIKeys(store: store, world: fake.world)
        accounts = Accounts(store: store, passwords: Passwords(cost: .cheap), world: fake.world)
    }

    private func makeUser() async throws -> User {
        try await accounts.add(email: "a@x", name: nil, role: .user, password: nil)
    }

    private func redeem(_ code: String, address: String = "10.0.0.1") async throws -> PairingResult {
        try await pairing.redeem(code, address: address, device: "Kodi/21.0")
    }

    /// Eight digits that nobody was given.
    private func wrongCode(besides codes: PairingCode...) -> String {
        ["00000000", "11111111"].first { !codes.map(\.digits).contains($0) } ?? ""
    }

    @Test func aCodeYieldsAWorkingKeyOnce() async throws {
        let user = try await makeUser()
        let code = try await pairing.makeCode(for: user.id)
        #expect(code.digits.utf8.count == 8 && code.digits.utf8.allSatisfy { (48...57).contains($0) })
        #expect(code.expiresAt == fake.now.adding(seconds: 600))
        guard case .paired(let paired, let key) = try await redeem(" \(code.digits)\n") else {
            Issue.record("the code is good")
            return
        }
        #expect(paired == user)
        guard case .valid(let identity) = try await keys.verify(key) else {
            Issue.record("the key is good")
            return
        }
        #expect(identity.user == user)
        #expect(try await keys.list(of: user.id).map(\.label) == ["Kodi/21.0"])
        #expect(try await redeem(code.digits) == .spent)
    }

    @Test func codesAreStoredOnlyAsKeyedHashes() async throws {
        let user = try await makeUser()
        let code = try await pairing.makeCode(for: user.id)
        let digest = try #require(await store.codes.first?.code.digest)
        #expect(digest.count == 32)
        let elsewhere = FakeAccountStore()
        _ = try await Accounts(store: elsewhere, passwords: Passwords(cost: .cheap), world: fake.world)
            .add(email: "a@x", name: nil, role: .user, password: nil)
        let other = Pairing(
            store: store, secrets: elsewhere, windows: MemoryRateWindows(), world: fake.world)
        #expect(try await other.redeem(code.digits, address: "a", device: "") == .unknown)
    }

    @Test func aCodeEndsAfterTenMinutesAndIsRememberedForADay() async throws {
        let user = try await makeUser()
        let code = try await pairing.makeCode(for: user.id)
        fake.advance(seconds: 600)
        #expect(try await redeem(code.digits) == .spent)
        fake.advance(seconds: 86_399)
        _ = try await pairing.makeCode(for: user.id)
        #expect(try await redeem(code.digits) == .spent)
        fake.advance(seconds: 2)
        _ = try await pairing.makeCode(for: user.id)
        #expect(try await redeem(code.digits) == .unknown)
    }

    @Test func aSixthCodeEndsTheOldest() async throws {
        let user = try await makeUser()
        var codes: [PairingCode] = []
        for _ in 0..<6 { codes.append(try await pairing.makeCode(for: user.id)) }
        #expect(Set(codes.map(\.digits)).count == 6)
        #expect(try await redeem(codes[0].digits) == .spent)
        guard case .paired = try await redeem(codes[1].digits) else {
            Issue.record("five codes stay open")
            return
        }
    }

    @Test(arguments: ["", "1234567", "123456789", "1234567a", "１２３４５６７８", "1234 678", "-1234567"])
    func textThatIsNotEightDigitsIsUnknownAndNotCounted(code: String) async throws {
        for _ in 0..<30 { #expect(try await redeem(code) == .unknown) }
    }

    @Test func twentyWrongCodesBlockTheAddressForAMinute() async throws {
        let user = try await makeUser()
        let code = try await pairing.makeCode(for: user.id)
        for _ in 0..<20 { #expect(try await redeem(wrongCode(besides: code)) == .unknown) }
        fake.advance(seconds: 10)
        await #expect(throws: AccountError.tooManyAttempts(retryAfterSeconds: 50)) {
            try await redeem(code.digits)
        }
        fake.advance(seconds: 50)
        guard case .paired = try await redeem(code.digits) else {
            Issue.record("the window has passed")
            return
        }
    }

    @Test func simultaneousGuessesAreCountedOneByOne() async throws {
        let code = try await pairing.makeCode(for: makeUser().id)
        let answered = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<60 {
                group.addTask { (try? await redeem(wrongCode(besides: code))) == .unknown }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(answered == 20)
    }

    @Test func otherAddressesAreNotBlocked() async throws {
        let user = try await makeUser()
        let code = try await pairing.makeCode(for: user.id)
        for _ in 0..<20 { _ = try await redeem(wrongCode(besides: code), address: "10.0.0.9") }
        guard case .paired = try await redeem(code.digits) else {
            Issue.record("only 10.0.0.9 is blocked")
            return
        }
    }

    @Test func aThousandWrongCodesBlockEverybodyForTheHour() async throws {
        let user = try await makeUser()
        for index in 0..<1000 { _ = try await redeem("00000000", address: "10.0.\(index / 20).1") }
        let code = try await pairing.makeCode(for: user.id)
        await #expect(throws: AccountError.tooManyAttempts(retryAfterSeconds: 3600)) {
            try await redeem(code.digits, address: "192.0.2.1")
        }
        fake.advance(seconds: 3600)
        #expect(try await redeem(code.digits, address: "192.0.2.1") == .spent)
    }

    @Test func aDisabledAccountKeepsItsCode() async throws {
        let user = try await makeUser()
        let code = try await pairing.makeCode(for: user.id)
        try await accounts.setActive(false, of: user.id)
        #expect(try await redeem(code.digits) == .disabled)
        try await accounts.setActive(true, of: user.id)
        guard case .paired = try await redeem(code.digits) else {
            Issue.record("the code was not used up")
            return
        }
    }

    @Test func digitsThatAreTakenAreDrawnAnew() async throws {
        let user = try await makeUser()
        await store.setCodesTaken(9)
        _ = try await pairing.makeCode(for: user.id)
        await store.setCodesTaken(10)
        await #expect(throws: AccountError.codeTaken) { try await pairing.makeCode(for: user.id) }
    }

    @Test func theKeyIsLabelledWithTheDevice() async throws {
        let user = try await makeUser()
        for device in ["", String(repeating: "K", count: 500), "Kodi\u{1b}[2J"] {
            let code = try await pairing.makeCode(for: user.id)
            _ = try await pairing.redeem(code.digits, address: "a", device: device)
        }
        let labels = try await keys.list(of: user.id).map(\.label)
        #expect(labels == ["Kodi[2J", String(repeating: "K", count: 100), "Unknown device"])
    }

    @Test func everyDigitIsEquallyLikely() async throws {
        let user = try await makeUser()
        var counts = [Character: Int]()
        for _ in 0..<500 {
            for digit in try await pairing.makeCode(for: user.id).digits { counts[digit, default: 0] += 1 }
        }
        // 4,000 digits: 400 of each expected, standard deviation 19; the fake bytes are the same in every run.
        #expect(counts.count == 10 && counts.values.allSatisfy { (300...500).contains($0) })
    }
}
