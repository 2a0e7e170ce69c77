import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What is listed, and under which names, whoever changed it.
@Suite struct ListingTests {
    @Test(arguments: TestDriver.available)
    func `lists are in the order of sort title, year and id`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let names = ["The Zone", "Éclair", "A Äpfel", "eclair 2", "Heat", "$", "Das Boot", "The", "Über", "九"]
            let films = names.map { ScannedTitle.film($0, .at("\($0).mkv")) }
            _ = try await bench.media.save(films, in: bench.folder, at: .test(0))
            try await bench.save(.film("Heat", year: 1986, .at("86.mkv")), .film("Heat", year: 1972, .at("72.mkv")))
            let order = ["$", "A Äpfel", "Das Boot", "Éclair", "eclair 2", "Heat", "Heat", "Heat", "The", "Über"]
            #expect(try await bench.names() == order + ["The Zone", "九"])
            let heats = try await bench.videos.page(.all { $0.text = "heat" }, offset: 0, limit: 9).ids
            #expect(try await bench.videos.videos(heats, for: .all).map(\.title.metadata.year) == [nil, 1972, 1986])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a listing holds all names, each with its letter`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let series = ScannedTitle.series(
                "Die Brücke", .test(1, 1, "Pilot", .at("1.mkv")) { $0.credits = [Credit(name: "Guest", role: .cast)] },
                .test(1, 2, "Zwei  Männer", .at("2.mkv"))
            ) { metadata in
                metadata.originalTitle = "Bron\tBroen"
                metadata.credits = [
                    Credit(name: "Sofia Helin", role: .cast), Credit(name: "Hans Rosenfeldt", role: .director),
                    Credit(name: "Sofia Helin", role: .director),
                ]
            }
            try await bench.save(series)
            let row = try await bench.listing(of: bench.series("1.mkv"))
            let lines = [
                "tdie brucke", "obron broen", "epilot", "ezwei manner", "psofia helin", "phans rosenfeldt",
            ]
            #expect(row.searchText == lines.joined(separator: "\n"))
            #expect(row.sortKey == "brucke")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a listing follows every writer of its title`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let catalogue = bench.test.stores.catalogue
            try await bench.save(.film("Haet", imdb: "tt1", .at("h.mkv")), .film("Up", .at("u.mkv")))
            let id = try await bench.title("h.mkv")
            let found = TitleDraft.film("The Heat", year: 1995, imdb: "tt1") { metadata in
                metadata.credits = [Credit(name: "Al Pacino", role: .cast)]
                metadata.contentRating = "15"
            }
            let fetch = TitleFetch(titleID: id, lookup: .found(found), failures: 0, nextAttemptAt: .test(9))
            let batch = FetchBatch(provider: "tmdb", source: .tmdb, fetches: [fetch], fetchedAt: .test(0))
            _ = try await bench.test.stores.enrichment.store(batch)
            let row = try await bench.listing(of: id)
            #expect(row.sortKey == "heat" && row.year == 1995 && row.certificate == Certificate.fifteen.rank.rawValue)
            #expect(row.searchText == "tthe heat\npal pacino")

            _ = try await catalogue.setLocked(true, fields: [.title], of: id)
            _ = try await catalogue.merge([.film("Heat", year: 1996, imdb: "tt1")], from: .user)
            #expect(try await bench.listing(of: id).sortKey == "heat")
            #expect(try await bench.listing(of: id).year == 1996)
            _ = try await catalogue.merge([.film("Unlisted", imdb: "tt2")], from: .user)
            #expect(try await bench.names() == ["The Heat", "Up"], "no film without a file")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a series' listing follows its episodes`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let series = ScannedTitle.series("Dark", .test(1, 1, "Pilot", .at("1.mkv")), .test(1, 2, "B", .at("2.mkv")))
            try await bench.save(series, at: 1)
            let id = try await bench.series("1.mkv")
            #expect(try await bench.listing(of: id).addedAt == .test(1))
            var again = try await bench.known([series])[0]
            again.episodes[0].drafts = [SourcedDraft(source: .nfo, draft: .film("Secrets"))]
            try await bench.save(again, at: 2)
            #expect(try await bench.listing(of: id).searchText == "tdark\nesecrets\neb")
            try await bench.save(.series("Dark", .test(1, 3, "C", .at("3.mkv"))), at: 3)
            #expect(try await bench.listing(of: id).addedAt == .test(3))
            #expect(try await bench.listing(of: id).searchText == "tdark\nesecrets\neb\nec")

            try await bench.media.markMissing([bench.file("3.mkv").id, bench.file("2.mkv").id], at: .test(4))
            #expect(try await bench.listing(of: id).searchText.hasSuffix("eb\nec"), "missing ones are still listed")
            #expect(try await bench.media.purge(missingBefore: .test(5), in: nil) == 2)
            #expect(try await bench.listing(of: id).searchText == "tdark\nesecrets")
            #expect(try await bench.listing(of: id).addedAt == .test(1))
        }
    }

    @Test(arguments: TestDriver.available)
    func `files that are missing for long are forgotten, and titles without a file are listed no longer`(
        driver: TestDriver
    ) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let other = try await bench.media.addLibrary(name: "B", kind: .movies, folders: ["/b"], at: .test(0))
            try await bench.save(
                .film("Heat", .at("h.mkv"), .at("h2.mkv", version: 1)),
                .film("Up", .at("u.mkv")).with { $0.artwork = [.test(.poster, "p.jpg")] },
                .series("Dark", .test(1, 1, "A", .at("1.mkv"))))
            _ = try await bench.media.save([.film("Alien", .at("a.mkv"))], in: other.folders[0].id, at: .test(0))
            let (up, episode) = (try await bench.title("u.mkv"), try await bench.title("1.mkv"))
            let gone = [try await bench.file("h2.mkv").id, try await bench.file("u.mkv").id]
            try await bench.media.markMissing(gone, at: .test(5))
            try await bench.media.markMissing([bench.file("1.mkv").id], at: .test(6))
            let elsewhere = try #require(try await bench.media.files(of: other.folders[0].id).first).id
            try await bench.media.markMissing([elsewhere], at: .test(5))

            #expect(try await bench.media.purge(missingBefore: .test(5), in: nil) == 0)
            #expect(try await bench.media.purge(missingBefore: .test(6), in: bench.library.id) == 2)
            #expect(try await bench.names() == ["Alien", "Dark", "Heat"])
            #expect(try await bench.videos.artwork(.poster, of: up) == nil)
            #expect(try await bench.media.purge(missingBefore: .test(9), in: nil) == 2)
            #expect(try await bench.names() == ["Heat"])
            #expect(try await bench.test.stores.catalogue.titles(ids: [up, episode]).count == 2, "titles stay")
            try await bench.save(.film("Up", .at("u.mkv")), .series("Dark", .test(1, 1, "A", .at("1.mkv"))))
            #expect(try await [bench.title("u.mkv"), bench.title("1.mkv")] == [up, episode])
        }
    }
}

extension MediaBench {
    /// The row of `listing`.
    func listing(of id: TitleID) async throws -> ListingRow {
        try await test.database.read { connection in
            let row = try #require(
                try connection.first(
                    """
                    SELECT sort_key, year, certificate, search_text, added_at, title_text FROM listing
                    WHERE title_id = \(id)
                    """))
            return ListingRow(
                sortKey: try row.text(0), year: try row.int(1), certificate: try row.optionalInt(2),
                searchText: try row.text(3).withLetters, titleText: try row.text(5).withLetters,
                addedAt: try row.get(4))
        }
    }
}

/// What a test looks at in `listing`.
struct ListingRow {
    let sortKey: String
    let year: Int
    let certificate: Int?
    /// With a letter in front of each name in place of the sign.
    let searchText: String
    let titleText: String
    let addedAt: Instant
}

extension String {
    fileprivate var withLetters: String {
        let letters: [Character: Character] = ["\u{1}": "t", "\u{2}": "o", "\u{3}": "e", "\u{4}": "p"]
        return String(map { letters[$0] ?? $0 })
    }
}
