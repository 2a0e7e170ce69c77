/// A film, series or episode that the fake TMDB knows, with the members that the product reads.
package struct FakeWork: Sendable {
    package enum Kind: Sendable {
        case movie, series, episode
    }

    package let kind: Kind
    package let id: Int
    /// Nil for works that cannot be found by an IMDb id.
    package let imdbID: String?
    package var title: String
    package var originalTitle: String?
    /// By language; languages that are missing have an empty one, as on the wire.
    package var overviews: [String: String] = [:]
    package var date = "1999-03-31"
    package var genres: [String] = []
    package var keywords: [String] = []
    package var directors: [String] = []
    package var cast: [String] = []
    /// Country, type of release, certification.
    package var certifications: [(country: String, type: Int, text: String)] = []
    package var runtimeMinutes = 0
    package var votes = 0
    package var isInProduction = false
    /// Of a series, by number.
    package var seasons: [Int: [FakeEpisode]] = [:]

    package init(
        _ kind: Kind = .movie, id: Int, imdb: String?, _ title: String, overview: String = "",
        _ change: (inout FakeWork) -> Void = { _ in }
    ) {
        self.kind = kind
        self.id = id
        imdbID = imdb
        self.title = title
        overviews["en-US"] = overview
        change(&self)
    }

    /// A film with every part.
    package static let matrix = FakeWork(
        id: 603, imdb: "tt0133093", "The Matrix", overview: "A hacker learns that the world is simulated."
    ) { work in
        work.overviews["de-DE"] = "Ein Hacker erfährt, dass die Welt simuliert ist."
        work.genres = ["Action", "Science Fiction"]
        work.keywords = ["dystopia", "simulated reality"]
        work.directors = ["Lana Wachowski", "Lilly Wachowski"]
        work.cast = ["Keanu Reeves", "Laurence Fishburne"]
        work.certifications = [("DE", 3, "16"), ("US", 6, "TV-14"), ("US", 1, ""), ("US", 3, "R")]
        work.runtimeMinutes = 136
        work.votes = 26_000
    }

    /// A series whose number is that of a film too.
    package static let breakingBad = FakeWork(
        .series, id: 1396, imdb: "tt0903747", "Breaking Bad", overview: "A teacher turns to crime."
    ) { work in
        work.date = "2008-01-20"
        work.genres = ["Drama"]
        work.keywords = ["drug dealer"]
        work.cast = ["Bryan Cranston"]
        work.certifications = [("US", 0, "TV-MA")]
        work.runtimeMinutes = 47
        work.votes = 15_000
    }
}
