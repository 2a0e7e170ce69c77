import Basics
import Domain
import Storage
import Synchronisation
import TestKit
import Testing

@Suite("Tokens of Trakt over a real store")
struct TraktRenewalTests {
    @Test("A refused token is renewed once, and the new one is stored", arguments: TestDriver.available)
    func refused(_ driver: TestDriver) async throws {
        try await TraktHouse.with(driver) { house in
            let before = try #require(try await house.stores.trakt.traktLink(of: house.ada))
            await house.fake.expire("ada")
            await house.fake.forgetSeen()
            _ = try await house.sync.synchronise(house.ada)
            #expect(await house.count("POST /oauth/token") == 1)
            let after = try #require(try await house.stores.trakt.traktLink(of: house.ada))
            #expect(after.sealedTokens != before.sealedTokens && after.connectedAt == before.connectedAt)
            // After a restart they are still good.
            _ = try await house.restarted().sync.synchronise(house.ada)
            #expect(await house.count("POST /oauth/token") == 1)
        }
    }

    @Test("However many want something at the same time, Trakt is asked for tokens once", arguments: [2, 8])
    func together(_ count: Int) async throws {
        try await TraktHouse.with { house in
            try await house.rate("The Matrix", 9)
            await house.fake.expire("ada")
            await house.fake.forgetSeen()
            _ = try await (0..<count).mapConcurrently(atMost: count) { number in
                if number == 0 {
                    try await house.pusher.pushOnce()
                } else {
                    _ = try await house.sync.synchronise(house.ada)
                }
            }
            #expect(await house.count("POST /oauth/token") == 1)
            #expect(await house.theirs() == [481: 9])
        }
    }

    @Test("Tokens are renewed before they end")
    func due() async throws {
        try await TraktHouse.with { house in
            await house.fake.forgetSeen()
            house.clock.advance(seconds: Double(FakeTrakt.lifeSeconds) - 3_601)
            _ = try await house.sync.synchronise(house.ada)
            #expect(await house.count("POST /oauth/token") == 0)
            house.clock.advance(seconds: 2)
            _ = try await house.sync.synchronise(house.ada)
            #expect(await house.count("POST /oauth/token") == 1)
        }
    }

    @Test("Whoever took the permission back has to connect again; nothing is dropped, and nobody else is concerned")
    func reconnect() async throws {
        try await TraktHouse.with { house in
            try await house.connect(house.bob, as: "bob")
            try await house.rate("The Matrix", 9)
            await house.fake.forget("ada")
            await #expect(throws: TraktFailure.reconnect) { _ = try await house.sync.synchronise(house.ada) }
            await house.fake.forgetSeen()
            await #expect(throws: TraktFailure.reconnect) { _ = try await house.sync.synchronise(house.ada) }
            #expect(try await !house.pusher.pushOnce())
            #expect(await house.fake.seen.isEmpty, "Trakt is not asked again and again")
            let standing = try await house.standing()
            #expect(!standing.isConnected && standing.name == "ada")
            #expect(standing.problem == TraktFailure.reconnect.description)
            #expect(try await house.stores.trakt.wishCount(of: house.ada) == 1)
            _ = try await house.sync.synchronise(house.bob)
            try await house.connect(house.ada, as: "ada")
            _ = try await house.sync.synchronise(house.ada)
            try await house.pushAll()
            #expect(await house.theirs() == [481: 9])
        }
    }
}
