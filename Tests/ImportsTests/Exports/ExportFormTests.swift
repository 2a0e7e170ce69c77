import Activity
import Basics
import Domain
import Foundation
import Imports
import TestKit
import Testing

@Suite("What people take out, in each form")
struct ExportFormTests {
    private static let solaris = RecordedTitle.film("Solaris", 1972, imdb: "tt0069293", tmdb: 593)
    private static let formula = RecordedTitle.film("=HYPERLINK(\"x\"), or so", tmdb: 7)
    private static let pilot = RecordedTitle.episode("Pilot", of: "Twin Peaks", 1, 2)
    private static let series = RecordedTitle(
        kind: .series, title: "Twin Peaks", year: 1990, imdbID: IMDbID("tt0098936"), tmdbID: 1920)
    /// 14 November 2023, 22:13:20.
    private static let moment = Instant.test(0)

    private static let records = ListedRecords(
        ratings: [.of(solaris, 9), .of(formula, 3), .of(series, 8)],
        viewings: [
            .of(solaris, moment), .of(pilot, moment, plays: 2), .of(solaris, WatchEvent.undated),
            .of(formula, moment),
        ],
        kept: [RecordedKept(title: solaris, addedAt: moment)])

    private func file(_ form: ExportForm) async throws -> ExportPieces {
        var made: ExportPieces?
        try await DeskBench.with { bench async throws in
            let export = HistoryExport(records: Self.records, profiles: bench.profiles, world: bench.clock.world)
            made = try await export.file(form, of: bench.ann)
        }
        return try #require(made)
    }

    @Test("Letterboxd gets films by their ids, ratings of ten, and days")
    func letterboxd() async throws {
        let text = try await file(.letterboxd).text
        #expect(
            text == """
                tmdbID,imdbID,Title,Year,Rating10,WatchedDate\r
                593,tt0069293,Solaris,1972,9,\r
                7,,"'=HYPERLINK(""x""), or so",,3,\r
                593,tt0069293,Solaris,1972,,2023-11-14\r
                593,tt0069293,Solaris,1972,,\r
                7,,"'=HYPERLINK(""x""), or so",,,2023-11-14\r

                """)
    }

    @Test("IMDb's form has what IMDb knows")
    func imdb() async throws {
        let lines = try await file(.imdb).text.split(separator: "\r\n")
        try #require(lines.count == 3)
        #expect(lines[0].hasPrefix("Const,Your Rating,Date Rated,Title,"))
        #expect(
            lines[1] == "tt0069293,9,2023-11-14,Solaris,Solaris,https://www.imdb.com/title/tt0069293,Movie,,,1972,,,,")
        #expect(lines[2].hasPrefix("tt0098936,8,2023-11-14,Twin Peaks,"))
        #expect(lines[2].contains("TV Series"))
    }

    @Test("Netflix' form names episodes by their series, and says nothing of days that nobody knows")
    func netflix() async throws {
        let text = try await file(.netflix).text
        #expect(
            text == """
                Title,Date\r
                "Solaris","2023-11-14"\r
                "Twin Peaks: Season 1: Pilot","2023-11-14"\r
                "Solaris",""\r
                "'=HYPERLINK(""x""), or so","2023-11-14"\r

                """)
    }

    @Test("Trakt's lists have films, series and episodes with their ids and moments")
    func trakt() async throws {
        let members = try await file(.trakt).members
        #expect(
            members.keys.sorted() == [
                "lists-watchlist.json", "ratings-movies.json", "ratings-shows.json", "watched-history-1.json",
            ])
        let history = try Looked(members["watched-history-1.json"])
        #expect(history[0]["movie"]["ids"]["tmdb"].int == 593)
        #expect(history[0]["watched_at"].text == "2023-11-14T22:13:20.000Z")
        #expect(history[1]["type"].text == "episode")
        #expect(history[1]["show"]["title"].text == "Twin Peaks")
        #expect(history[1]["episode"]["number"].int == 2)
        #expect(history[2]["watched_at"].text == "1970-01-01T00:00:00.000Z")
        let ratings = try Looked(members["ratings-movies.json"])
        #expect(ratings[0]["rating"].int == 9)
        #expect(ratings[1]["movie"]["title"].text == "=HYPERLINK(\"x\"), or so", "JSON is no spreadsheet")
        let shows = try Looked(members["ratings-shows.json"])
        #expect(shows[0]["show"]["title"].text == "Twin Peaks")
        let list = try Looked(members["lists-watchlist.json"])
        #expect(list[0]["listed_at"].text == "2023-11-14T22:13:20.000Z")
    }

    @Test("Our own table has every record with all that is kept of it")
    func csv() async throws {
        let lines = try await file(.csv).text.split(separator: "\r\n")
        #expect(lines.count == 9)
        #expect(lines[1].hasPrefix("rating,movie,Solaris,1972,tt0069293,593,,,9,2023-11-14T22:13:20.000Z,,,,,,manual,"))
        #expect(
            lines[5] == """
                viewing,episode,Pilot,2011,,,2023-11-14T22:13:20.000Z,2,,,,Twin Peaks,1,2,ann,playback,"TV, upstairs"
                """)
        #expect(lines[8].hasPrefix("kept,movie,Solaris,1972,tt0069293,593,,,,,2023-11-14T22:13:20.000Z,"))
    }

    @Test("Everything is in the archive of everything, in tables and in lists, and no secret")
    func everything() async throws {
        let members = try await file(.everything).members
        #expect(
            members.keys.sorted() == [
                "account.json", "kept.json", "ratings.csv", "ratings.json", "viewings.csv", "viewings.json",
                "watchlist.csv",
            ])
        let account = try Looked(members["account.json"])
        #expect(account["email"].text == "ann@example.org")
        #expect(account["profiles"][0]["name"].text == "ann")
        #expect(account["profiles"][0]["is_included"].bool == true)
        let viewings = try Looked(members["viewings.json"])
        #expect(viewings[1]["title"]["series"].text == "Twin Peaks")
        #expect(viewings[1]["plays"].int == 2)
        #expect(viewings[1]["device"].text == "TV, upstairs")
        let ratings = try Looked(members["ratings.json"])
        #expect(ratings[2]["title"]["kind"].text == "series")
        #expect(members.values.allSatisfy { !$0.lowercased().contains("password") && !$0.contains("scrypt") })
    }

    @Test("Nothing is a file with its heading, and lists that are empty", arguments: ExportForm.allCases)
    func nothing(_ form: ExportForm) async throws {
        try await DeskBench.with { bench async throws in
            let pieces = try await bench.export.file(form, of: bench.ann)
            if form.isArchive {
                let members = try await pieces.members
                for (name, text) in members where name.hasSuffix(".json") {
                    #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil, "\(name)")
                }
                #expect(!members.isEmpty || form == .letterboxdParts)
            } else {
                let lines = try await pieces.text.split(separator: "\r\n")
                #expect(lines.count == 1)
            }
        }
    }
}
