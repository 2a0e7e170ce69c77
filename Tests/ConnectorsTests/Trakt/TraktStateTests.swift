import Basics
import Domain
import Testing

@Suite("One way to Trakt and back")
struct TraktStateTests {
    private let begin = Instant(milliseconds: 1_772_395_200_000)
    private let user = UserID(7)

    private func world(_ seed: UInt8, at moment: Instant) -> World {
        World(now: { moment }, randomBytes: { count in (0..<count).map { UInt8(truncatingIfNeeded: $0) &+ seed } })
    }

    @Test("A state is long, different every time, and safe in a URL")
    func fresh() {
        let states = (0..<200).map { TraktState(for: user, in: world(UInt8($0), at: begin)) }
        #expect(Set(states.map(\.text)).count == 200)
        #expect(states.allSatisfy { Base64URL.decode($0.text)?.count == DomainLimits.traktStateBytes })
        #expect(states.allSatisfy { $0.user == user && $0.createdAt == begin && $0.usedAt == nil })
    }

    @Test("It is good once, for its user, for ten minutes")
    func rules() throws {
        let state = TraktState(for: user, in: world(1, at: begin))
        let used = try state.used(state.text, by: user, at: begin.adding(seconds: 599))
        #expect(used.usedAt == begin.adding(seconds: 599) && used.text == state.text)
        let table: [(TraktState, String, UserID, Double, TraktStateError)] = [
            (state, "other", user, 1, .unknown), (state, "", user, 1, .unknown),
            (state, state.text + "x", user, 1, .unknown), (state, state.text, UserID(8), 1, .otherUser),
            (used, state.text, user, 1, .used), (state, state.text, user, 600, .expired),
            (state, state.text, user, 86_400, .expired), (state, state.text, user, -600, .expired),
        ]
        for (state, text, user, seconds, error) in table {
            #expect(throws: error) { try state.used(text, by: user, at: begin.adding(seconds: seconds)) }
        }
    }

    @Test("It is kept as long as it is good", arguments: [(0.0, false), (599.9, false), (600, true), (-601, true)])
    func over(_ seconds: Double, _ isOver: Bool) {
        let state = TraktState(for: user, in: world(1, at: begin))
        #expect(state.isOver(at: begin.adding(seconds: seconds)) == isOver)
    }
}

@Suite("Values of Trakt")
struct TraktValueTests {
    private let begin = Instant(milliseconds: 1_772_395_200_000)

    private func tokens(lifeSeconds: Double) -> TraktTokens {
        TraktTokens(
            access: TraktToken("hunter2"), refresh: TraktToken("hunter3"), issuedAt: begin,
            expiresAt: begin.adding(seconds: lifeSeconds), scope: "public")
    }

    @Test(
        "Tokens are due with less than an hour left, or less than a tenth where that is shorter",
        arguments: [
            (7_776_000.0, 3_600.0), (604_800, 3_600), (86_400, 3_600), (36_000, 3_600), (35_000, 3_500),
            (3_600, 360), (600, 60),
        ])
    func due(_ life: Double, _ margin: Double) {
        let tokens = tokens(lifeSeconds: life)
        #expect(!tokens.areDue(at: begin))
        #expect(!tokens.areDue(at: begin.adding(seconds: life - margin)))
        #expect(tokens.areDue(at: begin.adding(seconds: life - margin + 0.001)))
        #expect(tokens.areDue(at: begin.adding(seconds: life + 1)))
        #expect(!tokens.haveExpired(at: begin.adding(seconds: life - 0.001)))
        #expect(tokens.haveExpired(at: begin.adding(seconds: life)))
    }

    @Test("Tokens without a life, or whose end is before their beginning, are due", arguments: [0.0, -5])
    func oddLives(_ life: Double) {
        #expect(tokens(lifeSeconds: life).areDue(at: begin) && tokens(lifeSeconds: life).haveExpired(at: begin))
    }

    @Test("Secrets do not show in texts")
    func secrets() {
        let tokens = tokens(lifeSeconds: 60)
        var dumped = ""
        dump(tokens, to: &dumped)
        dump(TraktConnection(tokens: tokens), to: &dumped)
        for text in ["\(tokens)", String(reflecting: tokens), "\(tokens.access)", dumped] {
            #expect(!text.contains("hunter"))
        }
    }

    @Test("Failures tell no secret, and each is told apart")
    func failures() {
        let passing: [TraktFailure] = [.rateLimited(seconds: 7.2), .unreachable, .timeout, .server(status: 503)]
        let lasting: [TraktFailure] = [
            .notConnected, .reconnect, .unauthorised, .codeRefused, .applicationRefused, .notFound, .accountLimit,
            .accountLocked, .membersOnly, .tooLarge, .malformed, .rejected(status: 400),
        ]
        #expect(passing.allSatisfy(\.mayPass) && !lasting.contains(where: \.mayPass))
        let texts = (passing + lasting).map(\.description)
        #expect(Set(texts).count == texts.count && texts.allSatisfy { !$0.contains("://") })
        #expect(texts[0].contains("8 s"))
        #expect(
            [.nan, .infinity, 1e300].allSatisfy { TraktFailure.rateLimited(seconds: $0).description.contains("0 s") })
    }

    @Test("Titles are found by IMDb, then TVDb for series, then TMDb, and never by Trakt's own id")
    func keys() throws {
        let imdb = try #require(IMDbID("tt0903747"))
        let ids = TraktIDs(imdb: imdb, tmdb: 1, tvdb: 2, trakt: 3)
        #expect(TraktTitle(.show, ids).keys == [.imdb(imdb), .tvdb(2), .tmdb(1)])
        #expect(TraktTitle(.movie, ids).keys == [.imdb(imdb), .tmdb(1)])
        #expect(TraktTitle(.movie, TraktIDs(trakt: 3)).keys.isEmpty)
        let known: [TraktTitle.Key: String] = [.tmdb(1): "by TMDb", .tvdb(2): "by TVDb"]
        #expect(TraktTitle(.show, ids).match { known[$0] } == "by TVDb")
        #expect(TraktTitle(.movie, ids).match { known[$0] } == "by TMDb")
        #expect(TraktTitle(.movie, TraktIDs(imdb: imdb)).match { known[$0] } == nil)
    }

    @Test("Missing ids are never equal to missing ids")
    func overlap() {
        #expect(!TraktIDs().overlaps(TraktIDs()) && TraktIDs().isEmpty)
        #expect(!TraktIDs(tmdb: 1).overlaps(TraktIDs(tvdb: 1)))
        #expect(TraktIDs(tmdb: 1, trakt: 9).overlaps(TraktIDs(tmdb: 1, trakt: 8)))
    }

    @Test("Values are 1 to 10", arguments: [(0, false), (1, true), (10, true), (11, false), (-1, false)])
    func values(_ value: Int, _ isGood: Bool) {
        #expect((TraktRating(TraktTitle(.movie, TraktIDs(trakt: 1)), value: value, at: begin) != nil) == isGood)
    }
}
