import Basics
import Domain
import Storage
import TestKit
import Testing

/// Which titles scanned episodes are and where they stand, on both drivers.
@Suite struct EpisodeScanTests {
    @Test(arguments: TestDriver.available)
    func `a series comes back with its episodes in order, specials last`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let series = ScannedTitle.series(
                "Dark", year: 2017, .test(0, nil, "Making of", .at("m.mkv")), .test(0, 1, "Special", .at("0.mkv")),
                .test(2, 1, "Beginnings", .at("2.mkv")), .test(1, nil, "Lost", .at("l.mkv")),
                .test(1, 10, "Alpha", .at("10.mkv")), .test(1, 2, "Lies", .at("12.mkv"))
            ).with { series in
                series.files = [.extra("trailer.mkv")]
                series.artwork = [.test(.poster, "p.jpg")]
                series.episodes[2].artwork = [.test(.thumb, "t.jpg")]
                series.episodes[2].airDate = "2019-06-21"
            }
            #expect(try await bench.save(series) == UpsertOutcome(added: 7))
            let id = try await bench.title("trailer.mkv")
            let episodes = try #require(try await bench.videos.episodes(of: id, for: .all))
            #expect(
                episodes.map(\.title.metadata.title) == ["Lies", "Alpha", "Lost", "Beginnings", "Special", "Making of"])
            let begin = episodes[3]
            #expect(begin.place?.season == 2 && begin.place?.number == 1 && begin.place?.airDate == "2019-06-21")
            #expect(begin.place?.series.id == id && begin.title.kind == .episode && begin.title.state == .known)
            #expect(begin.artwork.keys.contains(.thumb) && begin.place?.seriesArtwork.keys.contains(.poster) == true)
            #expect(begin.series == nil && begin.addedAt == .test(0))
            let card = try await bench.video(id)
            #expect(card.series == SeriesNumbers(episodes: 6, first: episodes[0].title.id) && card.files.isEmpty)
            #expect(try await bench.videos.series(of: begin.title.id) == id)
            #expect(try await bench.videos.series(of: id) == nil)
            #expect(try await bench.videos.episodes(of: begin.title.id, for: .all) == nil)
            #expect(try await bench.names() == ["Dark"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `episodes of one name are told apart by their places`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            _ = try await bench.test.stores.catalogue.merge([.film("Pilot")], from: .load)
            try await bench.save(
                .series("A", .test(1, 1, "Pilot", .at("a1.mkv")), .test(1, 2, "Pilot", .at("a2.mkv"))),
                .series("B", .test(1, 1, "Pilot", .at("b1.mkv"))))
            #expect(try await bench.test.stores.catalogue.counts() == [.known: 6])
            let second = try await bench.title("a2.mkv")
            // The same place is the same episode, though nobody says so and it is called otherwise.
            let again = ScannedTitle.series("A", .test(1, 2, "Second", .at("new.mkv")))
            #expect(try await bench.save(again) == UpsertOutcome(changed: 1, unchanged: 1))
            #expect(try await bench.title("new.mkv") == second)
            #expect(try await bench.video(second).title.metadata.title == "Second")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a file of two episodes plays as both`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let double = ScannedFile.at("1-2.mkv").with { $0.subtitles = [.sidecar("1-2.srt")] }
            let series = ScannedTitle.series("Dark", .test(1, 1, "A", double), .test(1, 2, "B", double))
            #expect(try await bench.save(series) == UpsertOutcome(added: 3))
            let file = try await bench.file("1-2.mkv")
            #expect(file.titles.count == 2)
            let videos = try await bench.videos.videos(file.titles, for: .all)
            #expect(videos.map(\.place?.number) == [1, 2])
            #expect(videos.allSatisfy { $0.files.map(\.file.id) == [file.id] && $0.files[0].subtitles.count == 1 })
            // Whichever of both the file is said to have been, each stays what it is.
            for known in file.titles {
                var again = try await bench.known([series])
                for index in 0..<2 { again[0].episodes[index].known = known }
                #expect(
                    try await bench.media.save(again, in: bench.folder, at: .test(1)) == UpsertOutcome(unchanged: 3))
            }
            let split = ScannedTitle.series("Dark", .test(1, 1, "A", .at("1.mkv")), .test(1, 2, "B", double))
            try await bench.save(split)
            #expect(try await bench.title("1.mkv") == file.titles[0])
            #expect(try await bench.file("1-2.mkv").titles == [file.titles[1]])
        }
    }

    @Test(arguments: TestDriver.available)
    func `renumbered episodes keep their titles, also when all move by one`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let names = ["a", "b", "c"]
            let before = ScannedTitle.series("Dark").with { series in
                series.episodes = names.enumerated().map { .test(1, $0 + 1, $1, .at("\($1).mkv")) }
            }
            try await bench.save(before)
            var ids: [TitleID] = []
            for name in names { ids.append(try await bench.title("\(name).mkv")) }
            for places in [[2, 3, 4], [4, 3, 2], [1, 2, 3]] {
                var after = try await bench.known([before])[0]
                for (index, place) in places.enumerated() { after.episodes[index].number = place }
                #expect(try await bench.save(after).added == 0)
                #expect(try await bench.videos.videos(ids, for: .all).map(\.place?.number) == places)
            }
            #expect(try await bench.test.count("episode") == 3)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an episode whose new place is another's becomes a version of that one`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.series("Dark", .test(1, 1, "A", .at("a.mkv")), .test(1, 2, "B", .at("b.mkv"))))
            let (first, second) = (try await bench.title("a.mkv"), try await bench.title("b.mkv"))
            try await bench.save(
                .series(
                    "Dark", .test(1, 2, "B", .at("b.mkv"), known: second),
                    .test(1, 2, "B", .at("a.mkv", version: 1), known: first)))
            #expect(try await bench.video(second).files.map(\.file.path.text) == ["b.mkv", "a.mkv"])
            #expect(try await bench.videos.videos([first], for: .all).isEmpty)
            #expect(try await bench.videos.episodes(of: bench.series("b.mkv"), for: .all)?.count == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a special without number is known by its file alone`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let series = ScannedTitle.series("Dark", .test(0, nil, "A", .at("a.mkv")), .test(0, nil, "B", .at("b.mkv")))
            try await bench.save(series)
            let ids = [try await bench.title("a.mkv"), try await bench.title("b.mkv")]
            let again = try await bench.known([series])
            #expect(try await bench.media.save(again, in: bench.folder, at: .test(1)) == UpsertOutcome(unchanged: 3))
            var numbered = again[0]
            numbered.episodes[0].number = 1
            try await bench.save(numbered)
            #expect(try await [bench.title("a.mkv"), bench.title("b.mkv")] == ids)
            #expect(try await bench.video(ids[0]).place?.number == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `episodes that go to another series take their titles along`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.series("Drak", imdb: "tt9", .test(1, 1, "A", .at("a.mkv"))))
            let (series, episode) = (try await bench.series("a.mkv"), try await bench.title("a.mkv"))
            try await bench.save(.series("Dark", imdb: "tt1", .test(1, 1, "A", .at("a.mkv"), known: episode)))
            #expect(try await bench.title("a.mkv") == episode)
            #expect(try await bench.series("a.mkv") != series)
            #expect(try await bench.names() == ["Dark"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a series that has another name now is known by its files`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let scanned = ScannedTitle.series(
                "Dark", .test(1, 1, "A", .at("D/1.mkv")), .test(1, 2, "B", .at("D/2.mkv")))
            try await bench.save(scanned)
            let id = try await bench.series("D/1.mkv")
            // An outside service knows it by another name, and what it says is stronger than a file's name.
            _ = try await bench.test.stores.catalogue.merge([.series("Dark", tmdb: 7)], from: .fileName)
            _ = try await bench.test.stores.catalogue.merge([.series("Dunkelheit", tmdb: 7)], from: .tmdb)
            #expect(try await bench.names() == ["Dunkelheit"])

            var again = try await bench.known([scanned])[0]
            again.known = nil
            for index in 0..<2 { again.episodes[index].known = nil }
            #expect(try await bench.save(again) == UpsertOutcome(unchanged: 3))
            #expect(try await bench.series("D/1.mkv") == id)

            // The folder was renamed: all files moved.
            again.episodes[0].files[0].path = FilePath("Dark (2017)/1.mkv")
            again.episodes[1].files[0].path = FilePath("Dark (2017)/2.mkv")
            try await bench.save(again)
            #expect(try await bench.series("Dark (2017)/1.mkv") == id)
            #expect(try await bench.names() == ["Dunkelheit"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `an episode that is sorted into another series does not take its own along`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(
                .series(
                    "Dark", .test(1, 1, "", .at("D/1.mkv")), .test(1, 2, "", .at("D/2.mkv")),
                    .test(1, 3, "", .at("D/3.mkv"))))
            let (dark, third) = (try await bench.series("D/1.mkv"), try await bench.file("D/3.mkv").id)
            try await bench.save(.series("Fargo", .test(1, 3, "", .at("F/3.mkv", known: third))))
            #expect(try await bench.series("F/3.mkv") != dark)
            #expect(try await bench.names() == ["Dark", "Fargo"])
            #expect(try await bench.videos.episodes(of: dark, for: .all)?.count == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an episode takes no id that is another title's, and needs no name`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let nameless = ScannedEpisode.test(1, 1, " ", .at("1.mkv")) { $0.overview = "Much." }.with(imdb: "tt1")
            #expect(try await bench.save(.series("Dark", imdb: "tt1", nameless)) == UpsertOutcome(added: 2))
            let episode = try await bench.video(bench.title("1.mkv"))
            #expect(episode.title.imdbID == nil && episode.title.metadata.overview == "Much.")
            #expect(episode.title.metadata.title.isEmpty && episode.title.state == .pending)
            #expect(episode.place?.series.imdbID == IMDbID("tt1"))
            let due = try await bench.test.stores.enrichment.due(limit: 9, at: .test(9))
            #expect(due.map(\.titleID) == [episode.place?.series.id], "its series, and not by itself")
            #expect(try await bench.test.stores.enrichment.dueCount(at: .test(9)) == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `episodes are no part of the search index and of what is counted`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.film("Heat", .at("h.mkv")), .series("Dark", .test(1, 1, "A", .at("1.mkv"))))
            let index = bench.test.stores.index
            let pending = try await index.pending(model: "m", after: nil, limit: 9)
            #expect(pending.map(\.title.metadata.title) == ["Heat", "Dark"])
            #expect(try await index.counts(model: "m") == IndexingCounts(known: 2, indexed: 0))
            let indexed = pending.map {
                IndexedTitle(
                    titleID: $0.title.id, titleRevision: $0.title.revision, facets: [], embeddings: [],
                    removedFacets: [])
            }
            try await index.store(indexed, model: "m")
            #expect(try await index.counts(model: "m") == IndexingCounts(known: 2, indexed: 2))
            #expect(try await index.pending(model: "m", after: nil, limit: 9).isEmpty)
            #expect(try await bench.test.stores.statistics.systemStatistics(model: "m").known == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a removed series takes its episodes along, a removed episode leaves its series`(
        driver: TestDriver
    ) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let catalogue = bench.test.stores.catalogue
            try await bench.save(
                .series("Dark", .test(1, 1, "Secrets", .at("1.mkv")), .test(1, 2, "Lies", .at("2.mkv"))),
                .series("Fargo", .test(1, 1, "A", .at("f.mkv"))))
            let dark = try await bench.series("1.mkv")
            #expect(try await catalogue.remove([bench.title("1.mkv")]) == 1)
            #expect(try await bench.names { $0.text = "secrets" }.isEmpty)
            #expect(try await bench.video(dark).series?.episodes == 1)
            #expect(try await catalogue.remove([bench.title("f.mkv")]) == 1)
            #expect(try await bench.names() == ["Dark"])
            #expect(try await catalogue.remove([dark]) == 2)
            #expect(try await catalogue.counts() == [.known: 1])
            #expect(try await bench.test.count("listing") == 0)
        }
    }
}

extension MediaBench {
    /// The series of the only episode of a file.
    func series(_ path: String) async throws -> TitleID {
        try #require(try await videos.series(of: title(path)))
    }
}

extension ScannedEpisode {
    fileprivate func with(imdb: String) -> ScannedEpisode {
        var episode = self
        var draft = drafts[0].draft
        draft.imdbID = IMDbID(imdb)
        episode.drafts = [SourcedDraft(source: .nfo, draft: draft)]
        return episode
    }
}

extension TitleDraft {
    fileprivate static func series(_ name: String, tmdb: Int) -> TitleDraft {
        var draft = TitleDraft.film(name, tmdb: tmdb)
        draft.kind = .series
        return draft
    }
}
