import AsyncHTTPClient
import Basics
import Connectors
import Domain
import TestKit
import Testing

/// A running fake of Trakt and the product's connector to it, on clocks that move only when somebody waits.
struct TraktBench: Sendable {
    let fake: FakeTrakt
    let http: OutgoingHTTP
    let clock = MovedClock()
    let address: String

    /// Enough for an answer on this machine; only answers that never come use it up.
    static let patience = 300.0
    /// What the wall clock says.
    static let now = Instant(milliseconds: 1_772_395_200_000)

    static func with(
        _ titles: [FakeTraktTitle] = [.matrix, .breakingBad], _ test: @Sendable (TraktBench) async throws -> Void
    ) async throws {
        let fake = FakeTrakt(titles)
        let client = OutgoingHTTP.makeClient()
        let outcome = await Result {
            try await fake.serve { address in
                try await test(TraktBench(fake: fake, http: OutgoingHTTP(client: client), address: address))
            }
        }
        try await client.shutdown()
        try outcome.get()
    }

    func trakt(
        secret: String = FakeTrakt.clientSecret, clientID: String = FakeTrakt.clientID, address: String? = nil,
        redirectURI: String = FakeTrakt.redirectURI, timeoutSeconds: Double = patience
    ) throws -> RemoteTrakt {
        let settings = TraktSettings(
            clientID: clientID, clientSecret: secret, redirectURI: redirectURI,
            baseURL: (address ?? self.address) + "/",
            timeoutSeconds: timeoutSeconds, interactiveSeconds: timeoutSeconds)
        return RemoteTrakt(
            settings: try #require(settings), http: http, clock: OutgoingClock(now: clock.now, sleep: clock.sleep),
            now: { Self.now })
    }

    /// The tokens of a connection that is there already.
    func connect(_ user: String = "ada", secondsLeft: Double = 86_400) async -> TraktTokens {
        let grant = await fake.connect(user)
        return TraktTokens(
            access: TraktToken(grant.access), refresh: TraktToken(grant.refresh),
            issuedAt: Self.now.adding(seconds: secondsLeft - 604_800),
            expiresAt: Self.now.adding(seconds: secondsLeft), scope: "public")
    }

    static let matrix = TraktTitle(.movie, TraktIDs(imdb: IMDbID("tt0133093"), tmdb: 603, trakt: 481))
    static let breakingBad = TraktTitle(
        .show, TraktIDs(imdb: IMDbID("tt0903747"), tmdb: 1_396, tvdb: 81_189, trakt: 1_388))

    static func rating(_ title: TraktTitle, _ value: Int, at moment: Instant = now) throws -> TraktRating {
        try #require(TraktRating(title, value: value, at: moment))
    }

    static func batch<Entry>(_ entries: Entry...) throws -> TraktBatch<Entry> {
        try #require(TraktBatch.batches(entries).first)
    }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct TraktSeeds: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
