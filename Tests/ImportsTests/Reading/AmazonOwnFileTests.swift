import Basics
import Domain
import Testing

@testable import Imports

@Suite("Reading: Amazon Prime Video, Amazon's own tables and the script's JSON")
struct AmazonOwnFileTests {
    private typealias Bench = ReadingBench

    private let header =
        "City Name,Is Autoplay,Is Deleted,Material Type Description,Playback End Datetime (UTC),"
        + "Playback Start Datetime (UTC),Profile Type,Seconds Viewed,Title\n"

    @Test func playbacksOfFilmsAreReadAndTheirPlacesAreNot() throws {
        let history = try Bench.amazon(
            header
                + "Bonn,No,No,Feature,2024-01-15T14:00:00Z,2024-01-15T12:00:00.5Z,ADULT,5400,\"\"\"Up\"\"\"\n"
                + "Bonn,No,No,feature,2024-01-14 14:00:00.0,2024-01-14 12:00:00.0,ADULT,300,Up\n"
                + "Bonn,No,No,Full,2024-01-15T14:00:00Z,2024-01-15T12:00:00Z,ADULT,2400,Pilot-Lost - Season 1\n"
                + "Bonn,No,No,Trailer,2024-01-15T14:00:00Z,2024-01-15T12:00:00Z,ADULT,900,Dune\n")
        #expect(history.source == .amazonPrime)
        #expect(history.films.map(\.title) == ["Up"])
        #expect(
            history.films.first?.watchDates.map(\.iso8601WithMilliseconds) == [
                "2024-01-15T12:00:00.500Z", "2024-01-14T12:00:00.000Z",
            ])
        #expect(history.counts.filmRows == 2)
        #expect(history.counts.mergedRows == 1)
        #expect(history.counts.otherRows == 2)
    }

    @Test func whatWasDeletedOrHardlySeenOrHasNoTitleIsIgnored() throws {
        let history = try Bench.amazon(
            header
                + "x,No,Yes,Feature,,2024-01-15T12:00:00Z,ADULT,5400,Up\n"
                + "x,No,No,Feature,,2024-01-15T12:00:00Z,ADULT,299,Dune\n"
                + "x,No,No,Full,,2024-01-15T12:00:00Z,ADULT,299.9,Lost\n"
                + "x,No,No,Feature,,2024-01-15T12:00:00Z,ADULT,5400,Not Available\n"
                + "x,No,No,Feature,,2024-01-15T12:00:00Z,ADULT,5400,\"\"\"\"\"\"\n"
                + "x,No,No,Feature,,Not Available,ADULT,Not Available,Alien\n")
        #expect(history.counts.ignoredRows == 5)
        #expect(history.films.map(\.title) == ["Alien"])
        #expect(history.films.first?.watchDates == [])
    }

    @Test func withoutSecondsNothingIsTooShort() throws {
        let history = try Bench.amazon(
            "Material Type Description,Playback Start Datetime (UTC),Title\nFeature,2024-01-15T12:00:00Z,Up\n")
        #expect(history.films.map(\.title) == ["Up"])
    }

    @Test func theOlderTableIsRead() throws {
        let history = try Bench.amazon(
            "Playback Hour,Title,Video Type,City\n01/15/2019 22:00:00,Up,Movie,Bonn\n02/03/2019 21:00:00,Lost,TV,Bonn\n"
        )
        #expect(history.films.map(\.title) == ["Up"])
        #expect(history.films.first?.watchDates.map(\.iso8601) == ["2019-01-15T22:00:00Z"])
        #expect(history.counts.otherRows == 1)
    }

    @Test func theJSONOfTheScriptIsRead() throws {
        let history = try Bench.amazon(
            """
            \u{FEFF} [
              {"dateWatched": 1705312800000, "type": "Movie", "title": " Up ", "id": "a", "path": "/a",
               "imageUrl": "https://m/1.jpg"},
              {"dateWatched": "2024-01-16 10:00:00.173", "type": "Movie", "title": "Oben", "id": "a"},
              {"dateWatched": "25/02/2024", "type": "Series", "title": "Lost", "episodeTitle": "Pilot"},
              {"dateWatched": "01/02/2024", "type": "Movie", "title": "Dune (2021)", "id": null, "imageUrl": 5},
              {"type": "Movie"}, {"type": "Movie", "title": 7}, 12
            ]
            """)
        #expect(history.counts.totalEntries == 7)
        #expect(history.counts.filmRows == 3)
        #expect(history.counts.otherRows == 1)
        #expect(history.counts.ignoredRows == 3)
        #expect(history.films.map(\.title) == ["Up", "Dune (2021)"])
        #expect(history.films.map(\.days) == [["2024-01-16", "2024-01-15"], ["2024-02-01"]])
        #expect(history.films.map(\.imageURL) == ["https://m/1.jpg", nil])
        #expect(history.films.last?.year == 2021)
    }

    @Test(arguments: ["[", "[{\"type\": \"Movie\", \"title\": \"Up\"}", "[{\"type\": \"movie\", \"movie\": {}}]"])
    func otherJSONIsNotRead(text: String) {
        #expect(AmazonPrimeFile.read(Array(text.utf8), thisYear: 2026) == nil)
    }
}
