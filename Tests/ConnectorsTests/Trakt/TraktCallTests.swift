import Basics
import Connectors
import Domain
import TestKit
import Testing

@Suite("Calls of Trakt")
struct TraktCallTests {
    @Test("Every call says who asks, in headers and never in the URL")
    func headers() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            _ = try await trakt.user(tokens.access)
            _ = try await trakt.activity(tokens.access)
            _ = try await trakt.ratings(.movie, tokens.access)
            _ = try await trakt.ratings(.show, tokens.access)
            _ = try await trakt.rate(try TraktBench.batch(try TraktBench.rating(TraktBench.matrix, 9)), tokens.access)
            _ = try await trakt.unrate(try TraktBench.batch(TraktBench.matrix), tokens.access)
            let seen = await bench.fake.seen
            #expect(
                seen.map(\.line) == [
                    "GET /users/me", "GET /sync/last_activities", "GET /sync/ratings/movies",
                    "GET /sync/ratings/shows", "POST /sync/ratings", "POST /sync/ratings/remove",
                ])
            for request in seen {
                #expect(request.headers["trakt-api-version"] == "2")
                #expect(request.headers["trakt-api-key"] == FakeTrakt.clientID)
                #expect(request.headers["content-type"] == "application/json")
                #expect(request.headers["user-agent"] == "Kinothek/1.0")
                #expect(request.headers["authorization"] == "Bearer " + tokens.access.rawValue)
                #expect(!request.query.values.contains { $0.contains("secret") })
                #expect(!request.text.contains("secret"))
            }
        }
    }

    @Test("The connector shows no secret")
    func secrets() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            var dumped = ""
            dump(trakt, to: &dumped)
            #expect(!"\(trakt)\(String(reflecting: trakt))\(dumped)".contains(FakeTrakt.clientSecret))
        }
    }

    @Test("The account has a name")
    func user() async throws {
        try await TraktBench.with { bench async throws in
            let tokens = await bench.connect("Sean")
            let user = try await bench.trakt().user(tokens.access)
            #expect(user == TraktUser(name: "Sean", slug: "sean", displayName: "The Sean"))
            await bench.fake.answerNext(Reply(200, #"{"username":"  "}"#))
            await #expect(throws: TraktFailure.malformed) { try await bench.trakt().user(tokens.access) }
        }
    }

    @Test("The last change of ratings tells whether to read them")
    func activity() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let tokens = await bench.connect()
            let first = try await trakt.activity(tokens.access)
            #expect(first.moviesRatedAt == Instant(milliseconds: 1_772_396_130_000))
            #expect(first.hasNews(of: .movie, since: nil) && first.hasNews(of: .show, since: nil))
            #expect(!first.hasNews(of: .movie, since: try await trakt.activity(tokens.access)))
            await bench.fake.change { $0.ratedAtText = "2026-03-02T00:00:00.000Z" }
            #expect(try await trakt.activity(tokens.access).hasNews(of: .show, since: first))
            await bench.fake.answerNext(Reply(200, "{}"))
            let silent = try await trakt.activity(tokens.access)
            #expect(silent.hasNews(of: .movie, since: silent))
        }
    }

    @Test("Ratings come with ids, value, moment and name")
    func ratings() async throws {
        let bare = FakeTraktTitle(9, "movie", "Bare") { $0.tmdb = 77 }
        try await TraktBench.with([.matrix, .breakingBad, bare]) { bench async throws in
            let tokens = await bench.connect()
            await bench.fake.change {
                $0.ratings["ada"] = [
                    FakeTrakt.Rating(481, 9, "2026-01-05T20:00:00.000Z"),
                    FakeTrakt.Rating(1_388, 10, "2014-09-01T09:10:11.000Z"),
                    FakeTrakt.Rating(9, 1, "2026-01-05T20:00:00Z"),
                ]
            }
            let films = try await bench.trakt().ratings(.movie, tokens.access)
            let moment = Instant(milliseconds: 1_767_643_200_000)
            let bareTitle = TraktTitle(.movie, TraktIDs(tmdb: 77, trakt: 9))
            #expect(films.areComplete)
            #expect(
                films.ratings == [
                    TraktRating(TraktBench.matrix, value: 9, at: moment, name: "The Matrix", year: 1999),
                    TraktRating(bareTitle, value: 1, at: moment, name: "Bare", year: nil),
                ])
            let shows = try await bench.trakt().ratings(.show, tokens.access)
            #expect(shows.ratings.map(\.title) == [TraktBench.breakingBad])
            #expect(shows.ratings.first?.ratedAt == Instant(milliseconds: 1_409_562_611_000))
        }
    }

    @Test("A rating is sent with every id, its value and its moment")
    func rate() async throws {
        try await TraktBench.with { bench async throws in
            let tokens = await bench.connect()
            let moment = Instant(milliseconds: 1_767_643_200_007)
            let batch = try TraktBench.batch(
                try TraktBench.rating(TraktBench.matrix, 9, at: moment),
                try TraktBench.rating(TraktBench.breakingBad, 4, at: moment))
            let answer = try await bench.trakt().rate(batch, tokens.access)
            #expect((answer.movies, answer.shows) == (1, 1) && answer.notFound.isEmpty)
            #expect(
                await bench.fake.seen.last?.text
                    == #"{"movies":[{"ids":{"imdb":"tt0133093","tmdb":603,"trakt":481},"#
                    + #""rated_at":"2026-01-05T20:00:00.007Z","rating":9}],"#
                    + #""shows":[{"ids":{"imdb":"tt0903747","tmdb":1396,"trakt":1388,"tvdb":81189},"#
                    + #""rated_at":"2026-01-05T20:00:00.007Z","rating":4}]}"#)
            // A second time replaces the first.
            _ = try await bench.trakt().rate(
                try TraktBench.batch(try TraktBench.rating(TraktBench.matrix, 3)), tokens.access)
            let films = try await bench.trakt().ratings(.movie, tokens.access)
            #expect(films.ratings.map(\.value) == [3])
        }
    }

    @Test("What Trakt does not know is told, and the rest is stored")
    func notFound() async throws {
        try await TraktBench.with { bench async throws in
            let tokens = await bench.connect()
            let strange = TraktTitle(.movie, TraktIDs(imdb: IMDbID("tt9999999")))
            let nameless = TraktTitle(.movie, TraktIDs(tvdb: 5))
            let batch = try TraktBench.batch(
                try TraktBench.rating(strange, 5), try TraktBench.rating(nameless, 6),
                try TraktBench.rating(TraktBench.matrix, 7))
            let answer = try await bench.trakt().rate(batch, tokens.access)
            #expect(answer.movies == 1)
            #expect(answer.isUnknown(strange) && answer.isUnknown(nameless) && !answer.isUnknown(TraktBench.matrix))
            #expect(!answer.isUnknown(TraktTitle(.show, strange.ids)))
            let asked = await bench.fake.seen.count
            let nothing = try await bench.trakt().unrate(try TraktBench.batch(nameless), tokens.access)
            #expect(nothing.notFound == [nameless])
            #expect(await bench.fake.seen.count == asked)
        }
    }

    @Test("Taking ratings back")
    func unrate() async throws {
        try await TraktBench.with { bench async throws in
            let tokens = await bench.connect()
            await bench.fake.change { $0.ratings["ada"] = [FakeTrakt.Rating(481, 9, "2026-01-05T20:00:00.000Z")] }
            let batch = try TraktBench.batch(TraktBench.matrix, TraktBench.breakingBad)
            let answer = try await bench.trakt().unrate(batch, tokens.access)
            #expect((answer.movies, answer.shows) == (1, 0) && answer.notFound.isEmpty)
            #expect(try await bench.trakt().ratings(.movie, tokens.access).ratings.isEmpty)
            #expect(
                await bench.fake.seen.first?.text
                    == #"{"movies":[{"ids":{"imdb":"tt0133093","tmdb":603,"trakt":481}}],"#
                    + #""shows":[{"ids":{"imdb":"tt0903747","tmdb":1396,"trakt":1388,"tvdb":81189}}]}"#)
        }
    }

    @Test("Batches are bounded and hold everything in order", arguments: [0, 1, 99, 100, 101, 250, 1_000])
    func batches(_ count: Int) {
        let batches = TraktBatch.batches(Array(0..<count))
        #expect(batches.flatMap(\.entries) == Array(0..<count))
        #expect(batches.allSatisfy { (1...DomainLimits.traktBatchMax).contains($0.entries.count) })
        #expect(batches.count == (count + 99) / 100)
    }

    @Test("Changes of one account are a second apart, those of another do not wait")
    func pace() async throws {
        try await TraktBench.with { bench async throws in
            let trakt = try bench.trakt()
            let (ada, bob) = (await bench.connect("ada"), await bench.connect("bob"))
            let batch = try TraktBench.batch(try TraktBench.rating(TraktBench.matrix, 9))
            _ = try await trakt.rate(batch, ada.access)
            _ = try await trakt.rate(batch, bob.access)
            _ = try await trakt.ratings(.movie, ada.access)
            #expect(bench.clock.waits.isEmpty)
            _ = try await trakt.unrate(try TraktBench.batch(TraktBench.matrix), ada.access)
            #expect(bench.clock.waits == [1])
            bench.clock.advance(seconds: 1)
            _ = try await trakt.rate(batch, ada.access)
            #expect(bench.clock.waits == [1])
        }
    }

    @Test(
        "Only plain addresses, ids and secrets are taken",
        arguments: [
            ("id", "s", "https://films.example/cb", "https://api.trakt.tv", true),
            ("id", "s", "http://192.168.1.2:8080/cb?x=1", "http://127.0.0.1:1/proxy/", true),
            ("", "s", "https://films.example/cb", "https://api.trakt.tv", false),
            ("id", "", "https://films.example/cb", "https://api.trakt.tv", false),
            ("i d", "s", "https://films.example/cb", "https://api.trakt.tv", false),
            ("id", "a\r\nX: b", "https://films.example/cb", "https://api.trakt.tv", false),
            ("id", "s", "films.example/cb", "https://api.trakt.tv", false),
            ("id", "s", "javascript:alert(1)", "https://api.trakt.tv", false),
            ("id", "s", "https://films.example/cb#x", "https://api.trakt.tv", false),
            ("id", "s", "https://films.example/cb ", "https://api.trakt.tv", false),
            ("id", "s", "https://films.example/cb", "https://u:p@api.trakt.tv", false),
            ("id", "s", "https://films.example/cb", "https://api.trakt.tv?x=1", false),
            ("id", "s", "https://films.example/cb", "ftp://api.trakt.tv", false),
        ])
    func settings(_ id: String, _ secret: String, _ redirect: String, _ base: String, _ isGood: Bool) {
        let settings = TraktSettings(clientID: id, clientSecret: secret, redirectURI: redirect, baseURL: base)
        #expect((settings != nil) == isGood)
    }
}
