import Domain
import Testing

@testable import Curation

@Suite struct TwinsTests {
    private static let plot =
        "A group of professional bank robbers start to feel the heat from police when they leave a clue behind."

    @Test func theTitleOfWhichMoreIsKnownStays() throws {
        let full = CheckedTitle.test(7, "Heat", 1995, imdb: "tt0113277", tmdb: 949) { $0.overview = Self.plot }
        let bare = CheckedTitle.test(3, "Heat", 1995)
        let found = Twins.proposals(among: [bare, full])
        let change = try #require(found[TitleID(3)])
        #expect(found.count == 1)
        #expect(change.field == .duplicate && change.current.isNull)
        #expect(change.proposed.json == #"{"id":"local-7","title":"Heat","year":1995}"#)
        #expect(change.confidence >= 0.75)
        #expect(change.reason == "They have the same name, the same year, an id in one entry only.")
    }

    @Test func ofThreeEntriesTwoGoToOne() {
        let titles = [
            CheckedTitle.test(1, "Heat", 1995), .test(2, "Heat", 1995, tmdb: 949), .test(3, "Heat", 1995),
        ]
        let found = Twins.proposals(among: titles)
        #expect(found.keys.sorted() == [TitleID(1), TitleID(3)])
        #expect(found.values.allSatisfy { $0.proposed.json.contains("local-2") })
    }

    @Test func remakesAndNamesakesStayApart() {
        let first = CheckedTitle.test(1, "Heat", 1995, tmdb: 949)
        for other in [
            CheckedTitle.test(2, "Heat", 1986), .test(3, "Heat", 1995, tmdb: 77), .test(4, "Heat", nil),
            .test(5, "Heat", 1995, kind: .series),
        ] {
            #expect(Twins.proposals(among: [first, other]).isEmpty, "\(other.title.id)")
        }
    }

    @Test func twoIdsNeedTheSamePeopleAndTheSamePlot() {
        func film(_ id: Int32, tmdb: Int, director: String, plot: String) -> CheckedTitle {
            .test(id, "Heat", 1995, tmdb: tmdb) {
                $0.overview = plot
                $0.runtimeMinutes = 170
                $0.credits = [Credit(name: director, role: .director)]
            }
        }
        let one = film(1, tmdb: 949, director: "Michael Mann", plot: Self.plot)
        #expect(Likeness(one, film(2, tmdb: 3, director: "michael mann", plot: Self.plot)).confidence >= 0.7)
        #expect(Likeness(one, film(2, tmdb: 3, director: "Dick Richards", plot: Self.plot)).confidence == 0)
        let other = "An ex-soldier works as a bodyguard in Las Vegas and dreams about going to Venice some day."
        #expect(Likeness(one, film(2, tmdb: 3, director: "Michael Mann", plot: other)).confidence == 0)
    }

    @Test func anotherLengthSpeaksAgainstItUnlessItIsAnEdition() {
        let film = CheckedTitle.test(1, "Alien", 1979).with(.at("a.mkv", minutes: 117))
        let long = CheckedTitle.test(2, "Alien", 1979).with(.at("b.mkv", minutes: 137))
        let edition = CheckedTitle.test(2, "Alien", 1979)
            .with(.at("b.mkv", minutes: 137, label: "Director's Cut"))
        #expect(Likeness(film, long).confidence < Likeness(film, edition).confidence)
        #expect(Likeness(film, film).confidence > Likeness(film, edition).confidence)
    }
}
