import Basics
import Domain
import Storage
import TestKit
import Testing

/// Lists and their filters, on both drivers.
@Suite struct VideoListTests {
    @Test(arguments: TestDriver.available)
    func `pages hold every title once`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            // Many are called alike and came in the same year.
            let films = (0..<230).map { number in
                ScannedTitle.film(
                    "Film \(number % 7)", year: 1990 + number % 3, imdb: "tt\(number)", .at("\(number).mkv"))
            }
            _ = try await bench.media.save(films, in: bench.folder, at: .test(0))
            var seen: [TitleID] = []
            for page in 0... {
                let page = try await bench.videos.page(.all(), offset: page * 48, limit: 48)
                #expect(page.total == 230)
                if page.ids.isEmpty { break }
                seen += page.ids
            }
            #expect(seen.count == 230 && Set(seen).count == 230)
            let titles = try await bench.test.stores.catalogue.titles(ids: seen)
            let keys = titles.map { "\($0.metadata.title) \($0.metadata.year ?? 0) \($0.id.rawValue + 1000)" }
            #expect(keys == keys.sorted())
            #expect(try await bench.videos.page(.all(), offset: -1, limit: -1).ids.isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a list holds what its filter asks for`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let other = try await bench.media.addLibrary(name: "B", kind: .movies, folders: ["/b"], at: .test(0))
            try await bench.save(
                .film("Heat", year: 1995, .at("h.mkv")) { $0.genres = ["Crime"] },
                .film("Alien", year: 1979, .at("a.mkv")) { metadata in
                    (metadata.genres, metadata.voteAverage) = (["Science Fiction", "Horror"], 8.5)
                },
                .film("Up", .at("u.mkv")) { $0.voteAverage = 8.2 },
                .series("Dark", year: 2017, .test(1, 1, "", .at("d.mkv"))) { $0.genres = ["sci-fi"] })
            _ = try await bench.media.save(
                [.film("Heat", year: 1995, .at("h.mkv"))], in: other.folders[0].id, at: .test(0))

            #expect(try await bench.names { $0.kind = .movie } == ["Alien", "Heat", "Up"])
            #expect(try await bench.names { $0.kind = .series } == ["Dark"])
            #expect(try await bench.names { $0.kind = .episode }.isEmpty)
            #expect(try await bench.names { $0.library = other.id } == ["Heat"])
            #expect(try await bench.names { $0.library = MediaLibraryID(99) }.isEmpty)
            for spelling in ["Sci-Fi", "science fiction", " SCIFI "] {
                #expect(try await bench.names { $0.genre = spelling } == ["Alien", "Dark"])
            }
            #expect(try await bench.names { $0.genre = "horror" } == ["Alien"])
            #expect(try await bench.names { $0.genre = "Western" }.isEmpty)
            #expect(try await bench.names { $0.yearMin = 1990 } == ["Dark", "Heat"])
            #expect(try await bench.names { $0.yearMax = 1995 } == ["Alien", "Heat"], "an unknown year is in no range")
            #expect(try await bench.names { ($0.yearMin, $0.yearMax) = (1979, 1979) } == ["Alien"])
            #expect(try await bench.names { $0.voteMin = 8.3 } == ["Alien"])
            #expect(try await bench.names { ($0.voteMin, $0.kind, $0.text) = (8, .movie, "u") } == ["Up"])
            #expect(try await bench.videos.libraryCounts(for: .all) == [bench.library.id: 4, other.id: 1])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a limit keeps what is above it, and what is unrated as it is told`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let ratings = ["U", "PG", "12A", "12", "15", "18", "R18"]
            let films = ratings.map { rating in
                ScannedTitle.film("Rated \(rating)", .at("\(rating).mkv")) { $0.contentRating = rating }
            }
            _ = try await bench.media.save(films, in: bench.folder, at: .test(0))
            try await bench.save(.film("Unrated", .at("x.mkv")), .film("Odd", .at("y.mkv")) { $0.contentRating = "NR" })
            let all = [
                "Odd", "Rated 12", "Rated 12A", "Rated 15", "Rated 18", "Rated PG", "Rated R18", "Rated U", "Unrated",
            ]
            #expect(try await bench.names() == all)
            let upTo12 = ["Rated 12", "Rated 12A", "Rated PG", "Rated U"]
            #expect(try await bench.names { $0.viewer = .upTo(.twelve) } == upTo12)
            #expect(try await bench.names { $0.viewer = .upTo(.twelveA) } == upTo12)
            #expect(try await bench.names { $0.viewer = .upTo(.twelve, unratedAs: .universal) }.count == 6)
            #expect(try await bench.names { $0.viewer = .upTo(.eighteen) }.count == 8)
            #expect(try await bench.names { $0.viewer = .upTo(.universal) } == ["Rated U"])
            #expect(try await bench.videos.libraryCounts(for: .upTo(.twelve)) == [bench.library.id: 4])
            let newest = try await bench.videos.newest(.all { $0.viewer = .upTo(.universal) }, limit: 9)
            #expect(try await bench.names(newest) == ["Rated U"])
            let named = try await bench.videos.named("rated", .all { $0.viewer = .upTo(.parentalGuidance) }, limit: 9)
            #expect(try await bench.names(named) == ["Rated PG", "Rated U"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `episodes have their own certificate or that of their series`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let series = ScannedTitle.series(
                "Dark", imdb: "tt1", .test(1, 1, "A", .at("1.mkv")) { $0.contentRating = "18" },
                .test(1, 2, "B", .at("2.mkv")), .test(1, 3, "C", .at("3.mkv")) { $0.contentRating = "U" }
            ) { $0.contentRating = "12" }
            try await bench.save(series)
            let id = try await bench.series("1.mkv")
            func seen(_ viewer: Viewer) async throws -> [String]? {
                try await bench.videos.episodes(of: id, for: viewer)?.map(\.title.metadata.title)
            }
            #expect(try await seen(.all) == ["A", "B", "C"])
            #expect(try await seen(.upTo(.twelve)) == ["B", "C"])
            #expect(try await seen(.upTo(.universal)) == ["C"])
            #expect(try await bench.names { $0.viewer = .upTo(.twelve) } == ["Dark"])
            let card = try await bench.video(id, for: .upTo(.twelve)).series
            #expect(try await card == SeriesNumbers(episodes: 2, first: bench.title("2.mkv")))
            let ids = [try await bench.title("1.mkv"), try await bench.title("2.mkv"), id]
            #expect(try await bench.videos.kept(ids, by: .all { $0.viewer = .upTo(.twelve) }) == Array(ids[1...]))

            // The series becomes stricter, and so do the episodes without a certificate of their own.
            let stricter = TitleDraft.film("Dark", imdb: "tt1") { $0.contentRating = "15" }
            _ = try await bench.test.stores.catalogue.merge([stricter], from: .user)
            #expect(try await seen(.upTo(.twelve)) == ["C"])
            #expect(try await bench.videos.videos(ids, for: .upTo(.universal)).count == 3, "who asks by id may be told")
        }
    }

    @Test(arguments: TestDriver.available)
    func `the newest file comes first, of a series that of its newest episode`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            try await bench.save(.series("Old", .test(1, 1, "", .at("o1.mkv"))), at: 1)
            try await bench.save(.film("Heat", .at("h.mkv")), .film("Up", .at("u.mkv")), at: 2)
            try await bench.save(.series("New", .test(1, 1, "", .at("n1.mkv"))), at: 3)
            #expect(try await bench.newest() == ["New", "Up", "Heat", "Old"])
            try await bench.save(.series("Old", .test(1, 2, "", .at("o2.mkv"))), at: 4)
            #expect(try await bench.newest() == ["Old", "New", "Up", "Heat"])
            #expect(try await bench.newest { $0.kind = .movie } == ["Up", "Heat"])
            #expect(try await bench.newest { $0.kind = .series } == ["Old", "New"])
            #expect(try await bench.names(bench.videos.newest(.all(), limit: 3)) == ["Old", "New", "Up"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `of given titles those are kept that the filter lets through`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let other = try await bench.media.addLibrary(name: "B", kind: .movies, folders: ["/b"], at: .test(0))
            try await bench.save(
                .film("Heat", .at("h.mkv")), .film("Up", .at("u.mkv")),
                .series("Dark Sea", .test(1, 1, "Secrets", .at("1.mkv")), .test(1, 2, "Lies", .at("2.mkv"))) {
                    $0.genres = ["Crime"]
                })
            _ = try await bench.test.stores.catalogue.merge([.film("Unlisted", imdb: "tt1")], from: .load)
            let unlisted = try #require(try await bench.test.stores.catalogue.title(imdbID: IMDbID("tt1")!)).id
            var ids = [unlisted]
            for path in ["2.mkv", "u.mkv", "1.mkv", "h.mkv"] { ids.append(try await bench.title(path)) }
            func kept(_ change: (inout VideoFilter) -> Void = { _ in }) async throws -> [String] {
                try await bench.names(bench.videos.kept(ids, by: .all(change)))
            }
            #expect(try await kept() == ["Lies", "Up", "Secrets", "Heat"])
            #expect(try await kept { $0.kind = .movie } == ["Up", "Heat"])
            #expect(try await kept { $0.kind = .episode } == ["Lies", "Secrets"])
            #expect(try await kept { $0.genre = "crime" } == ["Lies", "Secrets"])
            #expect(try await kept { $0.library = other.id }.isEmpty)
            #expect(try await kept { $0.text = "SEA" } == ["Lies", "Secrets"])
            #expect(try await kept { $0.text = "dark secret" } == ["Secrets"], "another episode's name is not its own")
            #expect(try await kept { $0.text = "tup" }.isEmpty)
            #expect(try await bench.videos.kept([], by: .all()).isEmpty)
        }
    }
}

extension MediaBench {
    fileprivate func newest(_ change: (inout VideoFilter) -> Void = { _ in }) async throws -> [String] {
        try await names(videos.newest(.all(change), limit: 99))
    }
}
