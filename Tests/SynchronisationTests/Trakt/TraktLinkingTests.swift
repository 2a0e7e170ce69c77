import Basics
import Domain
import Jobs
import SQL
import Storage
import Synchronisation
import TestKit
import Testing

@Suite("The way to Trakt and back")
struct TraktLinkingTests {
    @Test("A user is sent to Trakt, comes back with a code, and is connected")
    func roundTrip() async throws {
        try await TraktHouse.with(connects: false) { house in
            #expect(try await house.standing() == house.links.standing(of: house.bob))
            let before = try await house.standing()
            #expect(before.isConfigured && !before.isConnected)
            let url = try await house.links.authorizeURL(for: house.ada)
            let parts = url.split(separator: "?", maxSplits: 1).map(String.init)
            #expect(parts[0].hasPrefix("http://127.0.0.1:") && parts[0].hasSuffix("/oauth/authorize"))
            let names = parts[1].split(separator: "&").map { $0.prefix { $0 != "=" } }
            #expect(names == ["response_type", "client_id", "redirect_uri", "state"])
            let way = try await house.allow(house.ada, as: "ada")
            house.clock.advance(seconds: 5)
            let account = try await house.links.connect(house.ada, code: way.code, state: way.state)
            #expect(account.name == "ada")
            let standing = try await house.standing()
            #expect(standing.isConnected && standing.name == "ada" && standing.syncedAt == nil)
            #expect(standing.problem == nil)
            #expect(try await !house.links.standing(of: house.bob).isConnected)
        }
    }

    @Test("Neither tokens nor states are in the database as they are", arguments: TestDriver.available)
    func sealed(_ driver: TestDriver) async throws {
        try await TraktHouse.with(driver, connects: false) { house in
            let way = try await house.allow(house.ada, as: "ada")
            _ = try await house.links.connect(house.ada, code: way.code, state: way.state)
            let (tokens, digest) = try await house.test.database.read { connection in
                (
                    try #require(try connection.first("SELECT tokens FROM trakt_link")).blob(0),
                    try #require(try connection.first("SELECT digest FROM trakt_state WHERE used_at > 0")).blob(0)
                )
            }
            #expect(!String(decoding: tokens, as: UTF8.self).contains("secret"))
            #expect(digest.count == 32 && digest != Array(way.state.utf8))
            let link = try #require(try await house.stores.trakt.traktLink(of: house.ada))
            let opened = try TestSealing().open(link.sealedTokens)
            #expect(String(decoding: opened, as: UTF8.self).contains("access-"))
        }
    }

    @Test("A state counts once, for its user, for ten minutes, and Trakt is not asked for others")
    func states() async throws {
        try await TraktHouse.with(connects: false) { house in
            func fails(_ error: TraktStateError, _ state: String, by user: UserID) async {
                await #expect(throws: error) {
                    _ = try await house.links.connect(user, code: await house.fake.allow("ada"), state: state)
                }
            }
            let way = try await house.allow(house.ada, as: "ada")
            await fails(.unknown, "", by: house.ada)
            await fails(.unknown, "x" + way.state, by: house.ada)
            await fails(.unknown, String(repeating: "x", count: 100_000), by: house.ada)
            await fails(.otherUser, way.state, by: house.bob)
            let old = try await house.allow(house.ada, as: "ada")
            house.clock.advance(seconds: 600)
            await fails(.expired, old.state, by: house.ada)
            #expect(await house.fake.seen.isEmpty)
            let fresh = try await house.allow(house.ada, as: "ada")
            _ = try await house.links.connect(house.ada, code: fresh.code, state: fresh.state)
            await fails(.used, fresh.state, by: house.ada)
            #expect(await house.count("POST /oauth/token") == 1)
        }
    }

    @Test("A state survives a restart, and is good once for all processes", arguments: TestDriver.available)
    func restart(_ driver: TestDriver) async throws {
        try await TraktHouse.with(driver, connects: false) { house in
            let way = try await house.allow(house.ada, as: "ada")
            try await house.test.reopened { other async throws in
                let features = house.restarted(other.stores)
                _ = try await features.links.connect(house.ada, code: way.code, state: way.state)
                #expect(try await features.links.standing(of: house.ada).isConnected)
            }
            await #expect(throws: TraktStateError.used) {
                _ = try await house.links.connect(house.ada, code: "another", state: way.state)
            }
        }
    }

    @Test("A code that Trakt refuses connects nobody, and has used the state")
    func refusedCode() async throws {
        try await TraktHouse.with(connects: false) { house in
            let way = try await house.allow(house.ada, as: "ada")
            await #expect(throws: TraktFailure.codeRefused) {
                _ = try await house.links.connect(house.ada, code: "made-up", state: way.state)
            }
            await #expect(throws: TraktStateError.used) {
                _ = try await house.links.connect(house.ada, code: way.code, state: way.state)
            }
            #expect(try await !house.standing().isConnected)
        }
    }

    @Test("Tokens of an account that cannot be read are given back")
    func unreadableAccount() async throws {
        try await TraktHouse.with(connects: false) { house in
            let way = try await house.allow(house.ada, as: "ada")
            let down = Reply(502, "")
            await house.fake.answerNext(nil, down, down, down)
            await #expect(throws: TraktFailure.server(status: 502)) {
                _ = try await house.links.connect(house.ada, code: way.code, state: way.state)
            }
            #expect(await house.fake.liveAccessTokens.isEmpty)
            #expect(try await !house.standing().isConnected)
        }
    }

    @Test("Whoever disconnects is forgotten here and at Trakt, and keeps the ratings")
    func disconnect() async throws {
        try await TraktHouse.with { house in
            try await house.rate("The Matrix", 9)
            #expect(await house.fake.liveAccessTokens.count == 1)
            #expect(try await house.links.disconnect(house.ada))
            #expect(await house.fake.liveAccessTokens.isEmpty)
            #expect(try await !house.standing().isConnected)
            #expect(try await house.links.disconnect(house.ada), "again")
            #expect(await house.count("POST /oauth/revoke") == 1)
            #expect(try await house.ours("The Matrix") == 9)
            #expect(try await !house.pusher.pushOnce())
        }
    }

    @Test("Disconnecting works while Trakt is down or not set up any more, and says so")
    func disconnectAlone() async throws {
        try await TraktHouse.with { house in
            try await house.connect(house.bob, as: "bob")
            await house.fake.answerAlways(Reply(503, ""))
            #expect(try await !house.links.disconnect(house.ada))
            #expect(try await !house.standing().isConnected)
            #expect(try await !house.restarted(isConfigured: false).links.disconnect(house.bob))
            #expect(try await !house.standing(house.bob).isConnected)
        }
    }

    @Test("Nobody who disconnects waits for a Trakt that hangs")
    func disconnectFromHanging() async throws {
        try await TraktHouse.with { house async throws in
            await house.fake.held.hold()
            // The time is up as soon as Trakt has the request and says nothing.
            let features = house.restarted(
                sleeper: Sleeper { seconds in
                    #expect(seconds < 10)
                    await house.fake.held.untilHeld(1)
                })
            #expect(try await !features.links.disconnect(house.ada))
            #expect(try await !house.standing().isConnected)
            #expect(try await features.links.disconnect(house.ada), "there is nothing left to end")
            await house.fake.held.releaseAll()
        }
    }

    @Test("Without an application at Trakt nobody is sent there")
    func notConfigured() async throws {
        try await TraktHouse.with(connects: false) { house in
            let features = house.restarted(isConfigured: false)
            await #expect(throws: TraktFailure.notConfigured) {
                _ = try await features.links.authorizeURL(for: house.ada)
            }
            let way = try await house.allow(house.ada, as: "ada")
            await #expect(throws: TraktFailure.notConfigured) {
                _ = try await features.links.connect(house.ada, code: way.code, state: way.state)
            }
            await #expect(throws: TraktFailure.notConfigured) { _ = try await features.sync.synchronise(house.ada) }
            #expect(try await !features.links.standing(of: house.ada).isConfigured)
            #expect(try await !features.pusher.pushOnce())
        }
    }

    @Test("With another key the user has to connect again, and can")
    func lostKey() async throws {
        try await TraktHouse.with { house in
            let features = house.restarted(key: 8)
            await #expect(throws: TraktFailure.reconnect) { _ = try await features.sync.synchronise(house.ada) }
            let standing = try await features.links.standing(of: house.ada)
            #expect(!standing.isConnected && standing.problem == TraktFailure.reconnect.description)
            let way = try await house.allow(house.ada, as: "ada")
            _ = try await features.links.connect(house.ada, code: way.code, state: way.state)
            _ = try await features.sync.synchronise(house.ada)
            #expect(try await features.links.standing(of: house.ada).problem == nil)
        }
    }
}
