import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Titles of which scans know little, and what becomes of the answers about them, on both drivers.
@Suite struct WantedTitleTests {
    @Test(arguments: TestDriver.available)
    func `a scan puts on the list what its files say little of`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(
                .film("Bare", year: 2001, .at("bare.mkv")), .film("Known", imdb: "tt1", .at("known.mkv")),
                .film("Told", .at("told.mkv")) { $0.overview = "All of it." },
                .film("No Poster", imdb: "tt2", .at("poster.mkv")) { $0.overview = "All of it." },
                .film("With Poster", imdb: "tt3", .at("own.mkv")) { $0.overview = "All of it." }.with {
                    $0.artwork = [.test(.poster, "own.jpg")]
                },
                .series("Dark", year: 2017, .test(1, 2, "", .at("d12.mkv")), .test(3, 1, "", .at("d31.mkv"))))
            let due = try await bench.enrichment.due(limit: 99, at: .test(0))
            #expect(try await bench.names(due.map(\.titleID)) == ["Bare", "Known", "No Poster", "Dark"])
            #expect(due.map(\.name?.title) == ["Bare", nil, nil, "Dark"])
            #expect(due.map(\.name?.year) == [2001, nil, nil, 2017])
            #expect(due.map(\.seasons) == [[], [], [], [1, 3]] && due.allSatisfy(\.isListed))
            #expect(due.map(\.reference.imdbID?.rawValue) == [nil, "tt1", "tt2", nil])
            #expect(try await bench.enrichment.dueCount(at: .test(0)) == 4)
            #expect(try await bench.enrichment.due(limit: 2, at: .test(0)) == Array(due.prefix(2)))
            #expect(try await bench.enrichment.item(due[3].titleID) == due[3])
            #expect(try await bench.enrichment.item(bench.title("d12.mkv"))?.name == nil, "an episode")
            #expect(try await bench.enrichment.item(TitleID(999)) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `who was asked about is off the list until something changes`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let film = ScannedTitle.film("Bare", year: 2001, .at("a.mkv"))
            try await bench.save(film)
            let id = try await bench.title("a.mkv")
            var fetch = TitleFetch(titleID: id, lookup: .unknown, failures: 0, nextAttemptAt: .test(100))
            fetch.detail = "no title is called Bare"
            try await bench.store(fetch)
            #expect(try await bench.enrichment.due(limit: 9, at: .test(50)).isEmpty)
            try await bench.save(film)
            #expect(try await bench.enrichment.dueCount(at: .test(50)) == 0, "nothing is new")
            #expect(try await bench.enrichment.due(limit: 9, at: .test(100)).map(\.name?.title) == ["Bare"])
            // A description says another year.
            try await bench.save(film.with { $0.known = id }.with(nfo: .film("", year: 2002)))
            let due = try await bench.enrichment.due(limit: 9, at: .test(50))
            #expect(due.map(\.name?.year) == [2002])
            #expect(try await bench.enrichment.due(limit: 9, at: .test(100)) == due, "once, however often it is due")
            try await bench.store(TitleFetch(titleID: id, lookup: .unknown, failures: 0, nextAttemptAt: .test(100)))
            #expect(try await bench.enrichment.dueCount(at: .test(50)) == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `answers go to the title that was asked about, whatever it is called there`(
        driver: TestDriver
    ) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Seven", year: 1996, .at("a.mkv")), .film("Se7en", year: 1995, .at("b.mkv")))
            let (first, second) = (try await bench.title("a.mkv"), try await bench.title("b.mkv"))
            var fetch = TitleFetch(
                titleID: first,
                lookup: .found(.film("Se7en", year: 1995, imdb: "tt0114369", tmdb: 807) { $0.tagline = "x" }),
                failures: 0, nextAttemptAt: .test(100))
            fetch.isByName = true
            try await bench.store(fetch)
            let titles = try await bench.test.stores.catalogue.titles(ids: [first, second])
            #expect(titles.map(\.tmdbID) == [807, nil] && titles.map(\.metadata.tagline) == ["x", nil])
            #expect(titles.map(\.metadata.title) == ["Se7en", "Se7en"], "two films of one name")
            // The other one is found as well: it is not to be there twice.
            var again = TitleFetch(titleID: second, lookup: fetch.lookup, failures: 0, nextAttemptAt: .test(100))
            again.isByName = true
            #expect(try await bench.store(again) == UpsertOutcome())
            let kept = try await bench.test.stores.catalogue.title(id: second)
            #expect(kept?.tmdbID == nil && kept?.metadata.tagline == nil)
            let notes = try await bench.test.database.read { connection in
                try connection.query("SELECT outcome, detail FROM title_fetch ORDER BY title_id")
                    .map { "\(try $0.text(0)) \(try $0.text(1))" }
            }
            #expect(notes == ["found ", "unknown title \(first) is this one already"])
            // By its id it is what somebody says that it is, even so.
            again.isByName = false
            try await bench.store(again)
            #expect(try await bench.test.stores.catalogue.title(id: second)?.metadata.tagline == "x")
            #expect(try await bench.test.stores.catalogue.title(id: second)?.tmdbID == nil, "the id is another's")
        }
    }

    @Test(arguments: TestDriver.available)
    func `of a batch in which two are one film the one with an id is it`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", year: 1996, .at("a.mkv")), .film("H", imdb: "tt0113277", .at("b.mkv")))
            let (guess, sure) = (try await bench.title("a.mkv"), try await bench.title("b.mkv"))
            let heat = MetadataLookup.found(.film("Heat", year: 1995, imdb: "tt0113277", tmdb: 949))
            let fetches = [guess, sure].map { id in
                var fetch = TitleFetch(titleID: id, lookup: heat, failures: 0, nextAttemptAt: .test(100))
                fetch.isByName = id == guess
                return fetch
            }
            #expect(try await bench.store(fetches) == UpsertOutcome(changed: 1))
            let titles = try await bench.test.stores.catalogue.titles(ids: [guess, sure])
            #expect(titles.map(\.tmdbID) == [nil, 949] && titles.map(\.metadata.year) == [1996, 1995])
        }
    }

    @Test(arguments: TestDriver.available)
    func `episodes are met by their places, and lists follow`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(
                .series(
                    "Dark", year: 2017, .test(1, 1, "One", .at("1.mkv")),
                    .test(1, 2, "Two", .at("2.mkv"))))
            let episodes = [try await bench.title("1.mkv"), try await bench.title("2.mkv")]
            let series = try #require(try await bench.videos.series(of: episodes[0]))
            var draft = TitleDraft.film("Dark", year: 2017, imdb: "tt5753856", tmdb: 70_523) { $0.overview = "Time." }
            draft.kind = .series
            var fetch = TitleFetch(titleID: series, lookup: .found(draft), failures: 0, nextAttemptAt: .test(100))
            fetch.episodes = [(1, 1), (1, 3), (2, 1)].map { season, number in
                var draft = TitleDraft.film("Secrets \(number)", tmdb: season * 10 + number) { metadata in
                    metadata.releaseDate = "2017-12-01"
                }
                draft.kind = .episode
                return ProvidedEpisode(season: season, number: number, draft: draft)
            }
            #expect(try await bench.store(fetch) == UpsertOutcome(changed: 2))
            #expect(try await bench.names(episodes) == ["Secrets 1", "Two"])
            let videos = try #require(try await bench.videos.episodes(of: series, for: .all))
            #expect(videos.map(\.place?.airDate) == ["2017-12-01", nil])
            #expect(videos.map(\.title.tmdbID) == [11, nil])
            #expect(try await bench.names(bench.videos.named("secrets", .all(), limit: 9)) == ["Dark"])
            #expect(try await bench.names(bench.videos.named("one", .all(), limit: 9)).isEmpty)
            #expect(try await bench.store(fetch) == UpsertOutcome(unchanged: 2))
            // A scan that says nothing of the day leaves it.
            try await bench.save(.series("Dark", year: 2017, .test(1, 1, "One", .at("1.mkv", size: 7))))
            #expect(try await bench.video(episodes[0]).place?.airDate == "2017-12-01")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a title of this server's own is never of another kind`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", imdb: "tt1", .at("a.mkv")))
            let id = try await bench.title("a.mkv")
            var draft = TitleDraft.film("Dark", imdb: "tt1", tmdb: 3) { $0.overview = "x" }
            draft.kind = .series
            let fetch = TitleFetch(titleID: id, lookup: .found(draft), failures: 0, nextAttemptAt: .test(100))
            #expect(try await bench.store(fetch) == UpsertOutcome())
            let title = try await bench.test.stores.catalogue.title(id: id)
            #expect(title?.kind == .movie && title?.metadata.overview == nil && title?.tmdbID == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `another id means another title: it is asked about anew`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(
                .film("Heat", imdb: "tt1", .at("a.mkv")) { $0.overview = "x" }, .film("Up", imdb: "tt2", .at("b.mkv")))
            let id = try await bench.title("a.mkv")
            try await bench.store(
                TitleFetch(
                    titleID: id, lookup: .found(.film("Heat", imdb: "tt1", tmdb: 949) { $0.posterPath = "/p.jpg" }),
                    failures: 0, nextAttemptAt: .test(1000)))
            var edit = TitleEdit(titleID: id)
            edit.imdbID = IMDbID("tt3")
            #expect(try await bench.test.stores.catalogue.edit(edit).isEmpty)
            let title = try await bench.test.stores.catalogue.title(id: id)
            #expect(title?.imdbID?.rawValue == "tt3" && title?.tmdbID == nil)
            #expect(try await bench.enrichment.due(limit: 1, at: .test(0)).map(\.titleID) == [id])
            let taken = try #require(IMDbID("tt2"))
            edit.imdbID = taken
            let wish = edit
            await #expect(throws: TitleEditError.idTaken(taken)) {
                _ = try await bench.test.stores.catalogue.edit(wish)
            }
            await #expect(throws: TitleEditError.unknownTitle) {
                _ = try await bench.test.stores.catalogue.edit(TitleEdit(titleID: TitleID(999)))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `what an administrator says is locked, and only that`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(
                .film("Heat", .at("a.mkv")) {
                    $0.credits = [.init(name: "A", role: .director), .init(name: "C", role: .cast)]
                })
            let id = try await bench.title("a.mkv")
            var edit = TitleEdit(titleID: id)
            edit.metadata.title = "Hitze"
            edit.credits = [.director: ["B"], .writer: ["W"]]
            let catalogue = bench.test.stores.catalogue
            #expect(try await catalogue.edit(edit) == [.title, .credits])
            let title = try #require(try await catalogue.title(id: id))
            #expect(title.metadata.title == "Hitze" && title.provenance.locked == [.title, .credits])
            #expect(
                title.metadata.directors == ["B"] && title.metadata.writers == ["W"] && title.metadata.cast == ["C"])
            #expect(try await bench.names { $0.text = "hitze" } == ["Hitze"])
            let revision = try await catalogue.revision()
            #expect(try await catalogue.edit(edit) == [.title, .credits])
            #expect(try await catalogue.revision() == revision, "saying it twice changes nothing")
            var again = TitleEdit(titleID: id)
            again.metadata.title = "Heat"
            _ = try await catalogue.edit(again)
            #expect(try await catalogue.title(id: id)?.metadata.title == "Heat", "who locked a field may change it")
        }
    }
}

extension MediaBench {
    fileprivate var enrichment: SQLEnrichmentStore { test.stores.enrichment }

    @discardableResult
    fileprivate func store(_ fetches: [TitleFetch]) async throws -> UpsertOutcome {
        try await enrichment.store(FetchBatch(provider: "tmdb", source: .tmdb, fetches: fetches, fetchedAt: .test(0)))
    }

    @discardableResult
    fileprivate func store(_ fetch: TitleFetch) async throws -> UpsertOutcome { try await store([fetch]) }
}
