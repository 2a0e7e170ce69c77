import Domain
import Testing

@testable import Imports

@Suite("Netflix's files")
struct NetflixFileTests {
    @Test func theListOfTitlesIsRead() throws {
        let history = try HistoryFixture.read(
            """
            "Title","Date"
            "Dark: Season 1: Secrets","12/31/25"
            "Mad Max: Fury Road","1/2/24"
            "Roma","3/4/19"
            "Roma","3/5/19"
            "","3/5/19"
            """)
        #expect(history.source == .netflix)
        #expect(history.films.map(\.title) == ["Mad Max: Fury Road", "Roma"])
        #expect(history.films.map(\.days) == [["2024-01-02"], ["2019-03-05", "2019-03-04"]])
        #expect(history.films.allSatisfy { $0.isWatched && $0.rating == nil })
        #expect(history.counts.totalEntries == 5)
        #expect(history.counts.filmRows == 3)
        #expect(history.counts.otherRows == 1)
        #expect(history.counts.ignoredRows == 1)
        #expect(history.counts.mergedRows == 1)
    }

    @Test(arguments: [
        (["1/2/24", "12/31/23"], "2024-01-02"), (["1/2/24", "31/12/23"], "2024-02-01"),
        (["01/02/2024", "31/12/2023"], "2024-02-01"), (["01.02.24", "31.12.23"], "2024-02-01"),
        (["2024-02-01", "2023-12-31"], "2024-02-01"),
    ])
    func datesAreReadInTheWayOfTheirFile(_ dates: [String], _ day: String) throws {
        let text = "Title,Date\nRoma,\(dates[0])\nOkja,\(dates[1])\n"
        #expect(try HistoryFixture.read(text).film("Roma")?.days == [day])
    }

    @Test func headersInOtherLanguagesAreKnown() throws {
        #expect(try HistoryFixture.read("Titel,Datum\nRoma,01.02.24").source == .netflix)
        #expect(try HistoryFixture.read("Título,Fecha\nRoma,01/02/24").source == .netflix)
    }

    private static let playbacks = """
        Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,\
        Latest Bookmark,Country
        Anna,2024-01-02 20:15:00,02:00:10,,Roma,,TV,02:00:10,02:00:10,DE (Germany)
        Anna,2024-01-01 20:15:00,00:04:59,,Too Short,,TV,,,DE (Germany)
        Anna,2024-01-01 20:15:00,00:05:00,,Long Enough,,TV,,,DE (Germany)
        Anna,2024-01-01 20:15:00,00:30:00,,A Trailer,TRAILER,TV,,,DE (Germany)
        Anna,2024-01-01 20:15:00,00:30:00,Autoplayed: user action: None; ,By Itself,,TV,,,DE (Germany)
        Anna,2024-01-01 20:15:00,00:30:00,Autoplayed: user action: User_Interaction; ,By Hand,,TV,,,DE (Germany)
        Anna,2024-01-01 20:15:00,00:45:00,,Dark: Season 1: Secrets,,TV,,,DE (Germany)

        """
    private static let both = playbacks + "Ben,2024-03-01 10:00:00,01:30:00,,Okja,,TV,,,DE (Germany)\n"

    @Test func playbacksThatAreNoViewingsAreLeftOut() throws {
        let history = try HistoryFixture.read(Self.playbacks)
        #expect(history.films.map(\.title) == ["Roma", "Long Enough", "By Hand"])
        #expect(history.film("Roma")?.watchDates == [try HistoryFixture.moment("2024-01-02 20:15:00")])
        #expect(history.counts.ignoredRows == 3)
        #expect(history.counts.otherRows == 1)
    }

    @Test func newerHeadersAreKnown() throws {
        let text = Self.playbacks.replacing("Start Time", with: "Start Time (UTC)")
            .replacing("Duration", with: "Duration (H:MM:SS)")
        #expect(try HistoryFixture.read(text).films.map(\.title) == ["Roma", "Long Enough", "By Hand"])
    }

    @Test func oneOfSeveralProfilesIsChosen() throws {
        #expect(throws: HistoryFileError.profiles(["Anna", "Ben"])) { try HistoryFixture.read(Self.both) }
        #expect(throws: HistoryFileError.profiles(["Anna", "Ben"])) {
            try HistoryFixture.read(Self.both) { $0.netflixProfile = "Carla" }
        }
        let history = try HistoryFixture.read(Self.both) { $0.netflixProfile = "Ben" }
        #expect(history.films.map(\.title) == ["Okja"])
        #expect(history.counts.totalEntries == 1)
    }

    @Test func theArchiveOfAllPersonalDataIsRead() throws {
        let members = [
            ("ACCOUNT/AccountDetails.csv", "First Name\nAnna\n"),
            ("CONTENT_INTERACTION/Ratings.csv", "Profile Name,Title Name,Rating Type,Star Value,Thumbs Value\n"),
            ("CONTENT_INTERACTION/ViewingActivity.csv", Self.both),
        ]
        let history = try HistoryFixture.read(archive: members) { $0.netflixProfile = "Anna" }
        #expect(history.source == .netflix)
        #expect(history.films.count == 3)
    }

    @Test(arguments: [
        "Dark: Season 1: Secrets", "Dark: Staffel 1: Geheimnisse", "The Crown: Limited Series: Episode 1",
        "Money Heist: Part 1: Episode 2", "Star Trek: Picard: Folge 3", "Dark : Saison 1 : Les secrets",
        "地球：第 1 季：开始", "Dark: Season 2", "Elite: Temporada 3", "Inside Man: Episode 4", "Dahmer: Limited Series",
    ])
    func episodesAreNoFilms(_ title: String) {
        #expect(NetflixTitle.isEpisode(title))
    }

    @Test(arguments: [
        "Roma", "Mad Max: Fury Road", "Kill Bill: Vol. 2", "Dune: Part Two", "John Wick: Chapter 4", "2:22",
        "Mission: Impossible - Fallout", "Black Mirror: Bandersnatch", "Season 1", "Ratio 16:9", "12:01",
        "Star Wars: Episode VIII", "Series: A Documentary", ":", "",
    ])
    func whatMayBeAFilmIsOne(_ title: String) {
        #expect(!NetflixTitle.isEpisode(title))
    }
}
