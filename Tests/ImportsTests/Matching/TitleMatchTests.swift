import Basics
import Domain
import Imports
import TestKit
import Testing

@Suite("Films of a file by their titles at TMDB")
struct TitleMatchTests {
    private static func work(_ id: Int, _ title: String, _ date: String, original: String? = nil) -> FakeWork {
        FakeWork(id: id, imdb: nil, title, overview: "Of \(title).") { work in
            work.date = date
            work.originalTitle = original
            work.votes = 10
        }
    }

    private static let aliens = [
        work(4, "Alien: Romulus", "2024-08-13"), work(2, "Aliens", "1986-07-18"),
        work(3, "Alien: Covenant", "2017-05-09"),
        work(1, "Alien", "1979-05-25"),
    ]

    @Test("The film of exactly the name goes before newer ones, and two others are kept beside it")
    func exactFirst() async throws {
        try await MatchBench.with(Self.aliens) { bench async throws in
            let items = try await bench.match(.named("alien"))
            try #require(items.count == 1)
            #expect(items[0].match?.tmdbID == 1)
            #expect(items[0].alternatives.map(\.tmdbID) == [4, 2])
            #expect(abs(items[0].confidence - 0.6) < 1e-9)
            #expect(items[0].quality == .high)
            #expect(items[0].status == .pending)
        }
    }

    @Test("A name is folded before it is compared, and the original title counts as well")
    func folded() async throws {
        try await MatchBench.with([]) { bench async throws in
            let cards = [(7, "Le Fabuleux Destin", "x"), (8, "Other", "Le  Fabuleux: Destin d\u{2019}Am\u{e9}lie!")]
            await bench.fake.answerNext(Reply(200, Self.page(cards)))
            let items = try await bench.match(.named("LE FABULEUX DESTIN D'AMELIE"))
            #expect(items.first?.match?.tmdbID == 8)
            #expect(items.first?.quality == .high)
        }
    }

    /// An answer to a search with id, title and original title.
    private static func page(_ cards: [(Int, String, String)]) -> String {
        let results = cards.map { #"{"id":\#($0.0),"title":"\#($0.1)","original_title":"\#($0.2)"}"# }
        return #"{"page":1,"results":[\#(results.joined(separator: ","))]}"#
    }

    @Test("Two films of exactly the name are not sure without a year")
    func namesakes() async throws {
        let works = [Self.work(1, "Dune", "2021-09-15"), Self.work(2, "Dune", "1984-12-14")]
        try await MatchBench.with(works) { bench async throws in
            let items = try await bench.match(.named("Dune"), .named("Dune", year: 1984))
            #expect(items.map(\.match?.tmdbID) == [1, 2])
            #expect(items.map(\.quality) == [.medium, .high])
            #expect(items.first?.alternatives.map(\.tmdbID) == [2])
        }
    }

    @Test("A match carries what is shown of it")
    func fields() async throws {
        try await MatchBench.with([Self.work(1, "Alien", "1979-05-25")]) { bench async throws in
            let match = try #require(try await bench.match(.named("Alien")).first?.match)
            #expect(match.title == "Alien" && match.originalTitle == "Alien" && match.year == 1979)
            #expect(match.overview == "Of Alien." && match.posterPath == "/poster1.jpg")
            #expect(match.genreIDs == [28] && match.voteAverage == 8.2 && match.voteCount == 10)
            #expect(match.releaseDate == "1979-05-25" && match.originalLanguage == "en" && match.popularity == 85.5)
            let draft = match.draft
            #expect(draft.kind == .movie && draft.tmdbID == 1 && draft.metadata.title == "Alien")
            #expect(draft.metadata.genres == ["Action"] && draft.metadata.languages == ["en"])
            #expect(draft.metadata.posterPath == "/poster1.jpg" && draft.metadata.releaseDate == "1979-05-25")
        }
    }

    @Test("The year of a title is asked for, that of a viewing never, and adults' films are left out")
    func question() async throws {
        try await MatchBench.with(Self.aliens) { bench async throws in
            var watched = ImportedFilm.named("Aliens")
            watched.watchDates = [Instant(milliseconds: 1_700_000_000_000)]
            _ = try await bench.match(.named("Alien", year: 1979), watched)
            let seen = await bench.fake.seen
            #expect(seen.map(\.path) == ["/search/movie", "/search/movie"])
            #expect(seen.map { $0.query["query"] } == ["Alien", "Aliens"])
            #expect(seen.map { $0.query["year"] } == ["1979", nil])
            #expect(seen.allSatisfy { $0.query["include_adult"] == "false" && $0.query["page"] == "1" })
            #expect(seen.allSatisfy { $0.query["language"] == "en-US" })
        }
    }

    @Test("What is not found with its year is looked for once more without")
    func wrongYear() async throws {
        try await MatchBench.with(Self.aliens) { bench async throws in
            let items = try await bench.match(.named("Alien", year: 1980), .named("Nothing", year: 1980))
            #expect(items.map(\.match?.tmdbID) == [1, nil])
            #expect(items.map(\.quality) == [.high, .none])
            #expect(abs(items[0].confidence - 0.8) < 1e-9)
            #expect(items[1].confidence == 0 && items[1].alternatives.isEmpty)
            let years = await bench.fake.seen.map { $0.query["year"] }
            #expect(years == ["1980", nil, "1980", nil])
        }
    }
}
