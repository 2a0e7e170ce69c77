import Basics
import Connectors
import Domain
import TestKit
import Testing

/// Connections in memory, with a way to fail.
private actor MemoryConnections: TraktConnectionStore {
    struct Full: Error {}

    private var connections: [UserID: TraktConnection] = [:]
    private var failures = 0
    private(set) var replacements = 0

    func put(_ tokens: TraktTokens?, of user: UserID) {
        connections[user] = tokens.map { TraktConnection(tokens: $0) }
    }

    func failNext(_ count: Int) { failures = count }

    func traktConnection(of user: UserID) -> TraktConnection? { connections[user] }

    func replaceTraktTokens(_ old: TraktTokens, with new: TraktTokens, of user: UserID) throws -> Bool {
        if failures > 0 {
            failures -= 1
            throw Full()
        }
        guard connections[user]?.tokens == old else { return false }
        connections[user] = TraktConnection(tokens: new)
        replacements += 1
        return true
    }

    func markTraktReconnect(_ tokens: TraktTokens, of user: UserID) {
        guard connections[user]?.tokens == tokens else { return }
        connections[user] = TraktConnection(tokens: tokens, mustReconnect: true)
    }
}

@Suite("Renewing tokens")
struct TraktRefreshTests {
    private let ada = UserID(1)

    private func with(
        secondsLeft: Double,
        _ test: @Sendable (TraktBench, TraktRefreshes, MemoryConnections, TraktTokens) async throws -> Void
    ) async throws {
        try await TraktBench.with { bench async throws in
            let store = MemoryConnections()
            let tokens = await bench.connect(secondsLeft: secondsLeft)
            await store.put(tokens, of: ada)
            let trakt = try bench.trakt()
            let refreshes = TraktRefreshes(trakt: { trakt }, store: store, now: { TraktBench.now })
            try await test(bench, refreshes, store, tokens)
        }
    }

    private func renewals(_ bench: TraktBench) async -> Int {
        await bench.fake.seen.count { $0.path == "/oauth/token" }
    }

    @Test("Good tokens are handed out as they are; due ones are renewed and stored first")
    func due() async throws {
        try await with(secondsLeft: 3_601) { bench, refreshes, _, tokens async throws in
            #expect(try await refreshes.tokens(of: ada) == tokens)
            #expect(await renewals(bench) == 0)
        }
        try await with(secondsLeft: 3_599) { bench, refreshes, store, tokens async throws in
            let new = try await refreshes.tokens(of: ada)
            #expect(new != tokens)
            #expect(await store.traktConnection(of: ada) == TraktConnection(tokens: new))
            #expect(try await refreshes.tokens(of: ada) == new)
            #expect(await renewals(bench) == 1)
        }
    }

    @Test("However many want it at the same time, Trakt is asked once", arguments: [2, 10, 50])
    func together(_ count: Int) async throws {
        try await with(secondsLeft: -1) { bench, refreshes, store, old async throws in
            await bench.fake.held.hold()
            let all = Task {
                try await (0..<count).mapConcurrently(atMost: count) { number in
                    number % 2 == 0
                        ? try await refreshes.tokens(of: ada) : try await refreshes.renewed(old, of: ada)
                }
            }
            await bench.fake.held.untilHeld(1)
            await bench.fake.held.releaseAll()
            let tokens = try await all.value
            #expect(Set(tokens).count == 1 && tokens.first != old)
            #expect(await renewals(bench) == 1)
            #expect(await store.replacements == 1)
        }
    }

    @Test("In any order, with late comers and tokens that are refused: one call for each end of a token")
    func seeds() async throws {
        try await with(secondsLeft: 86_400) { bench, refreshes, store, _ async throws in
            for seed in 0..<10 as Range<UInt64> {
                var random = TraktSeeds(state: seed)
                let pauses = (0..<20).map { _ in Int.random(in: 0...6, using: &random) }
                await bench.fake.expire("ada")
                await bench.fake.forgetSeen()
                let trakt = try bench.trakt()
                let names = try await pauses.mapConcurrently(atMost: pauses.count) { pause in
                    for _ in 0..<pause { await Task.yield() }
                    return try await refreshes.use(ada) { try await trakt.user($0).name }
                }
                #expect(names == [String](repeating: "ada", count: pauses.count))
                #expect(await renewals(bench) == 1, "seed \(seed)")
                #expect(await store.replacements == Int(seed) + 1)
            }
        }
    }

    @Test("Users do not wait for one another")
    func users() async throws {
        try await with(secondsLeft: -1) { bench, refreshes, store, _ async throws in
            let bob = UserID(2)
            await store.put(await bench.connect("bob", secondsLeft: -1), of: bob)
            await bench.fake.held.hold()
            let first = Task { try await refreshes.tokens(of: ada) }
            await bench.fake.held.untilHeld(1)
            let second = Task { try await refreshes.tokens(of: bob) }
            await bench.fake.held.untilHeld(2)
            await bench.fake.held.releaseAll()
            #expect(try await first.value != second.value)
        }
    }

    @Test("A caller that gives up does not lose the new tokens")
    func cancellation() async throws {
        try await with(secondsLeft: -1) { bench, refreshes, store, old async throws in
            await bench.fake.held.hold()
            let asking = Task { try await refreshes.tokens(of: ada) }
            await bench.fake.held.untilHeld(1)
            asking.cancel()
            await bench.fake.held.releaseAll()
            _ = try? await asking.value
            let new = try await refreshes.tokens(of: ada)
            #expect(new != old)
            #expect(await store.traktConnection(of: ada)?.tokens == new)
            #expect(await renewals(bench) == 1)
        }
    }

    @Test("While Trakt is down, due tokens serve until they end")
    func down() async throws {
        try await with(secondsLeft: 60) { bench, refreshes, _, tokens async throws in
            await bench.fake.answerAlways(Reply(503, ""))
            #expect(try await refreshes.tokens(of: ada) == tokens)
        }
        try await with(secondsLeft: 0) { bench, refreshes, store, tokens async throws in
            await bench.fake.answerAlways(Reply(503, ""))
            await #expect(throws: TraktFailure.server(status: 503)) { try await refreshes.tokens(of: ada) }
            #expect(await store.traktConnection(of: ada) == TraktConnection(tokens: tokens))
            await bench.fake.answerAlways(nil)
            #expect(try await refreshes.tokens(of: ada) != tokens)
        }
    }

    @Test("A dead refresh token marks the connection, drops nothing, and is not tried again")
    func reconnect() async throws {
        try await with(secondsLeft: 60) { bench, refreshes, store, tokens async throws in
            await bench.fake.forget("ada")
            await #expect(throws: TraktFailure.reconnect) { try await refreshes.tokens(of: ada) }
            #expect(await store.traktConnection(of: ada) == TraktConnection(tokens: tokens, mustReconnect: true))
            await #expect(throws: TraktFailure.reconnect) { try await refreshes.tokens(of: ada) }
            await #expect(throws: TraktFailure.reconnect) { try await refreshes.use(ada) { _ in 1 } }
            #expect(await renewals(bench) == 1)
        }
    }

    @Test("A refused access token is renewed once, and a second refusal is told")
    func refused() async throws {
        try await with(secondsLeft: 86_400) { bench, refreshes, _, _ async throws in
            let trakt = try bench.trakt()
            await bench.fake.expire("ada")
            #expect(try await refreshes.use(ada) { try await trakt.user($0).name } == "ada")
            await bench.fake.answerNext(Reply(401, ""), nil, Reply(401, ""))
            await #expect(throws: TraktFailure.unauthorised) {
                try await refreshes.use(ada) { try await trakt.user($0).name }
            }
            #expect(await renewals(bench) == 2)
        }
    }

    @Test("New tokens that could not be stored are kept for the next time")
    func unsaved() async throws {
        try await with(secondsLeft: -1) { bench, refreshes, store, _ async throws in
            await store.failNext(2)
            for _ in 0..<2 {
                await #expect(throws: MemoryConnections.Full.self) { try await refreshes.tokens(of: ada) }
            }
            let new = try await refreshes.tokens(of: ada)
            #expect(await store.traktConnection(of: ada)?.tokens == new)
            #expect(try await bench.trakt().user(new.access).name == "ada")
            #expect(await renewals(bench) == 1)
        }
    }

    @Test("Whoever disconnects during a renewal is disconnected, at Trakt too")
    func disconnected() async throws {
        try await with(secondsLeft: -1) { bench, refreshes, store, _ async throws in
            await bench.fake.held.hold()
            let asking = Task { try await refreshes.tokens(of: ada) }
            await bench.fake.held.untilHeld(1)
            await store.put(nil, of: ada)
            await bench.fake.held.releaseAll()
            await #expect(throws: TraktFailure.notConnected) { _ = try await asking.value }
            #expect(await bench.fake.liveAccessTokens.isEmpty)
            await #expect(throws: TraktFailure.notConnected) { try await refreshes.tokens(of: ada) }
        }
    }

    @Test("Another process that was quicker is no reason to connect again")
    func otherProcess() async throws {
        try await with(secondsLeft: -1) { bench, refreshes, store, old async throws in
            await bench.fake.held.hold()
            let asking = Task { try await refreshes.tokens(of: ada) }
            await bench.fake.held.untilHeld(1)
            // The other process used the refresh token and stored what it got.
            await bench.fake.forget("ada")
            let others = await bench.connect()
            await store.put(others, of: ada)
            await bench.fake.held.releaseAll()
            #expect(try await asking.value == others && others != old)
        }
    }
}
