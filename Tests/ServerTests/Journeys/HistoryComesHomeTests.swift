import Foundation
import TestKit
import Testing

@Suite("Journey: history comes home", .serialized)
struct HistoryComesHomeTests {
    private static let settings = [
        "KINOTHEK_MEDIA_WATCH": "0",
        // The test decides faster than a person does.
        "KINOTHEK_RATE_SEARCH": "100000", "KINOTHEK_RATE_DETAIL": "100000",
    ]

    /// What a killed server left behind.
    private struct Left: Sendable {
        let cookie: String
        let token: String
        let session: String
        /// The films that it said were added, of those that were about to be when it was killed.
        let underWay: Task<[Int], Never>
    }

    @Test("300 rows are found, decided about through a kill -9, taken out, brought in again, and taken back")
    func story() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let left = try await LiveServer.untilKilled(sandbox, environment: Self.settings) { server in
            let visitor = try await WebVisitor.setUp(server)
            let loaded = try await sandbox.run(
                "catalogue", "load", PrimeHistory.catalogue(in: sandbox), environment: Self.settings)
            try #require(loaded.status == 0, "\(loaded.errors)")
            return try await begin(visitor, RankingClient.signIn(at: server))
        }
        let answered = await left.underWay.value
        try await LiveServer.with(sandbox, environment: Self.settings) { server in
            let visitor = WebVisitor(server: server, cookie: left.cookie)
            let anna = HistoryOwner(
                ranking: RankingClient(server: server, token: left.token),
                discovery: try await DiscoveryClient.with(sandbox, server))
            try await expectWhole(left.session, answered, anna.ranking)
            let counts = try await decide(left.session, visitor, anna.ranking)
            let digest = try await anna.digest()
            #expect(digest.ratings.count == counts.ratings)
            let ben = try await bringToBen(from: visitor, sandbox, server)
            let copy = try await ben.digest()
            #expect(copy == digest, "what was taken out comes to the same when it is brought in")
            try await takeBack(left.session, visitor, anna, counts)
            let later = try await ben.digest()
            #expect(later == digest, "nobody else's history is touched")
        }
    }

    /// 240 films are sure and added at once. Of the doubtful ones ten are decided about one after the other, and some
    /// are when this returns.
    private func begin(_ visitor: WebVisitor, _ ranking: RankingClient) async throws -> Left {
        let upload = try await ranking.upload(PrimeHistory.table)
        let counts = [
            "total_entries": 300, "movies_found": 270, "tv_shows_filtered": 25, "rows_ignored": 5,
            "duplicates_merged": 10, "already_ranked": 0, "ready_for_review": 260,
        ]
        for (name, count) in counts { #expect(upload[name] == .int(count), "\(name)") }
        let id = try #require(upload["session_id"]?.text)
        let sure = upload["movies"]?.list?.filter { $0["quality"] == .text("high") } ?? []
        #expect(sure.compactMap { $0["tmdb_match"]?["title"]?.text } == PrimeHistory.sure)

        let added = try await visitor.post("/import/\(id)/add-sure", "as=4")
        #expect(added.status == 200, "\(added.text)")
        let session = try await ranking.session(id)
        #expect(session["added_count"] == .int(240) && session["remaining_count"] == .int(20))
        let pending = session.pending
        try #require(pending.count == 20)
        let underWay = Task {
            var answered: [Int] = []
            for index in pending.prefix(10) {
                let answer = try? await visitor.post("/import/\(id)/films/\(index)/add", "stars=3")
                guard answer?.status == 200 else { break }
                answered.append(index)
            }
            return answered
        }
        let isInTheMiddle = await Patience.until {
            let session = try? await ranking.session(id)
            return session?["added_count"]?.int ?? 0 >= 243
        }
        #expect(isInTheMiddle)
        return Left(cookie: visitor.cookie, token: ranking.token, session: id, underWay: underWay)
    }

    /// What was said to be added before the kill is there, and no film is added by half.
    private func expectWhole(_ id: String, _ answered: [Int], _ ranking: RankingClient) async throws {
        let session = try await ranking.session(id)
        let movies = session["movies"]?.list ?? []
        try #require(movies.count == 260)
        for index in answered { #expect(movies[index]["status"] == .text("added"), "film \(index)") }
        let rated = try await ranking.rankings()
        #expect(rated.count == session["added_count"]?.int)
    }

    /// Decides about what is left, in four ways; returns what the import came to.
    private func decide(
        _ id: String, _ visitor: WebVisitor, _ ranking: RankingClient
    ) async throws -> PrimeHistory.Counts {
        let session = try await ranking.session(id)
        let added = try #require(session["added_count"]?.int)
        var counts = PrimeHistory.Counts(ratings: added, viewings: added + PrimeHistory.seenAgain.count)
        var others: [String] = []
        for (place, index) in session.pending.enumerated() {
            switch place % 4 {
            case 0: try await visitor.decide("skip", index, of: id)
            case 1: try await visitor.decide("watched", index, of: id)
            case 2:
                // The second best is the one that was meant.
                let film = session["movies"]?.list?[index]
                others.append(try #require(film?["alternatives"]?.list?.first?["title"]?.text))
                try await visitor.decide("match", index, of: id, "choice=0")
                try await visitor.decide("add", index, of: id, "stars=5")
            default: try await visitor.decide("add", index, of: id, "stars=2")
            }
            if place % 4 > 0 { counts.viewings += 1 }
            if place % 4 > 1 { counts.ratings += 1 }
        }
        let end = try await ranking.session(id)
        #expect(end["remaining_count"] == .int(0))
        let titles = try await ranking.rankings().compactMap { $0["movie"]?["title"]?.text }
        #expect(!others.isEmpty && Set(titles).isSuperset(of: others), "\(others)")
        return counts
    }

    /// What Anna takes out becomes the history of somebody who has none.
    private func bringToBen(
        from visitor: WebVisitor, _ sandbox: Sandbox, _ server: LiveServer
    ) async throws -> HistoryOwner {
        let table = try await visitor.get("/import/export/kinothek.csv")
        try #require(table.status == 200, "\(table.text)")
        let made = try await sandbox.run(
            "user", "add", "ben@example.org", environment: ["KINOTHEK_NEW_PASSWORD": "another long one"])
        try #require(made.status == 0, "\(made.errors)")
        let key = try await sandbox.run("user", "key", "ben@example.org").output.trimmingCharacters(in: .newlines)
        let ranking = RankingClient(server: server, token: key)
        let upload = try await ranking.upload(table.text, of: "csv", name: "kinothek.csv")
        let session = try #require(upload["session_id"]?.text)
        let outcome = try await ranking.ask("POST", "/import/csv/session/\(session)/add-matched/", "{}")
        #expect(outcome["remaining"] == .int(0), "films that are named by their ids are all sure")
        return HistoryOwner(ranking: ranking, discovery: DiscoveryClient(server: server, key: key))
    }

    /// The import is closed long since when all of it goes, but for the film that Anna thinks of otherwise by now.
    private func takeBack(
        _ session: String, _ visitor: WebVisitor, _ anna: HistoryOwner, _ counts: PrimeHistory.Counts
    ) async throws {
        let changed = PrimeHistory.sure[0]
        let film = try await anna.ranking.ranking(of: changed)?["movie"]?["id"]?.text
        try await anna.ranking.rateAgain(try #require(film), stars: 1)
        let closed = try await visitor.post("/import/\(session)/cancel", "")
        #expect(closed.status == 200, "\(closed.text)")
        try await anna.ranking.ask("GET", "/import/amazon-prime/session/\(session)/", expecting: 404)

        let page = try await visitor.post("/import/\(session)/take-back", "")
        #expect(page.status == 200)
        #expect(page.text.contains("\(counts.ratings - 1) ratings"), "\(page.text)")
        #expect(page.text.contains("\(counts.viewings) viewings"))
        #expect(page.text.contains("<li>\(changed)</li>"), "what stays is named")
        let rest = try await anna.digest()
        #expect(rest.ratings.count == 1 && rest.ratings.first?.hasPrefix("\(changed), 1, ") == true, "\(rest.ratings)")
        #expect(rest.viewings.isEmpty)
        let again = try await visitor.post("/import/\(session)/take-back", "")
        #expect(again.status == 409, "an import is taken back once")
    }

    @Test("a search that is cut off by a kill -9 goes on where it was, and comes to the same")
    func killedWhileMatching() async throws {
        let titles = (10...99).map { "Lantern Night \($0)" }
        let fake = FakeTMDB(titles.enumerated().map { FakeWork(id: 5_000 + $0.offset, imdb: nil, $0.element) })
        try await fake.serve { tmdb in
            let sandbox = try Sandbox()
            defer { sandbox.remove() }
            let keys = ["KINOTHEK_TMDB_API_KEY": FakeTMDB.key, "KINOTHEK_TMDB_BASE_URL": tmdb + "/3"]
            let environment = Self.settings.merging(keys) { $1 }
            let left = try await LiveServer.untilKilled(sandbox, environment: environment) { server in
                try await beginSearch(for: titles, in: fake, WebVisitor.setUp(server))
            }
            await fake.held.releaseAll()
            try await LiveServer.with(sandbox, environment: environment) { server in
                let visitor = WebVisitor(server: server, cookie: left.cookie)
                // The killed worker's lease ends while this server runs.
                #expect(await visitor.waitForSearch(of: left.session))
                let session = try await RankingClient.signIn(at: server).session(left.session)
                let found = session["movies"]?.list ?? []
                #expect(found.compactMap { $0["parsed"]?["title"]?.text } == titles)
                #expect(found.compactMap { $0["tmdb_match"]?["title"]?.text } == titles)
                #expect(session["remaining_count"] == .int(titles.count))
            }
            let searches = await fake.searches
            #expect(searches.count { $0 == titles[0] } == 1, "what was found before is not looked for again")
            #expect(searches.count <= titles.count * 3 / 2, "most of it was kept")
        }
    }

    /// Brings a file in the browser, and returns when half of its films were looked for and the next one is.
    private func beginSearch(
        for titles: [String], in fake: FakeTMDB, _ visitor: WebVisitor
    ) async throws -> (cookie: String, session: String) {
        await fake.held.hold()
        let rows = titles.map { PrimeHistory.row("2025-03-04 20:15:00.000", "Movie", $0) }
        let session = try await visitor.bring(PrimeHistory.table(of: rows), name: "prime.csv")
        let isHalfWay = await Patience.until {
            await fake.held.releaseOne()
            let searches = await fake.searches
            return searches.count > titles.count / 2
        }
        #expect(isHalfWay)
        return (visitor.cookie, session)
    }
}

extension FakeTMDB {
    /// The titles of films that were searched for, in order.
    fileprivate var searches: [String] {
        seen.filter { $0.path == "/search/movie" }.compactMap { $0.query["query"] }
    }
}
