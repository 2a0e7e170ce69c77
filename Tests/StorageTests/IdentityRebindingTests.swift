import Basics
import Domain
import Storage
import TestKit
import Testing

/// One person with two accounts becomes one, alike on both drivers.
@Suite struct IdentityRebindingTests {
    @Test(arguments: TestDriver.available)
    func `a person moves to another account with the opinions that are newer`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let stores = bench.stores
            let own = try await stores.accounts.addUser(.test("ann@example.org"))
            let made = try await stores.accounts.addUser(.test("a1.s@jellyfin.invalid"))
            try await stores.identities.bind(issuer: "jellyfin:s", subject: "a1", to: made.id, at: .test(1))
            var films: [TitleID] = []
            for number in 1...3 { films.append(try await bench.save(.film(number, "Film \(number)"))) }
            func rate(_ film: Int, _ value: Int, by user: UserID, at moment: Double) async throws {
                let opinion = Opinion(films[film], value, source: .manual, at: .test(moment))
                _ = try await stores.ratings.take([opinion], of: user, at: .test(moment))
            }
            try await rate(0, 3, by: own.id, at: 10)
            try await rate(0, 9, by: made.id, at: 20)
            try await rate(1, 4, by: own.id, at: 40)
            try await rate(1, 8, by: made.id, at: 30)
            try await rate(2, 7, by: made.id, at: 50)

            let former = try await stores.identities.rebind(
                issuer: "jellyfin:s", subject: "a1", to: own.id, at: .test(60))
            #expect(former == made.id)
            #expect(try await stores.identities.user(issuer: "jellyfin:s", subject: "a1")?.id == own.id)
            let opinions = try await stores.ratings.ratings(by: own.id)
            let values = Dictionary(opinions.map { ($0.titleID, $0.value) }) { first, _ in first }
            #expect(values == [films[0]: 9, films[1]: 4, films[2]: 7])
            #expect(try await stores.ratings.ratings(by: made.id).isEmpty)
            let again = try await stores.identities.rebind(
                issuer: "jellyfin:s", subject: "a1", to: own.id, at: .test(70))
            #expect(again == nil)
            await #expect(throws: AccountError.unknownUser("99")) {
                _ = try await stores.identities.rebind(
                    issuer: "jellyfin:s", subject: "b2", to: UserID(99), at: .test(70))
            }
        }
    }
}
