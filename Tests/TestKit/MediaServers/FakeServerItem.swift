/// A film, series, season, episode or box set that the fake media server has, with the members that the product reads.
package struct FakeServerItem: Sendable {
    /// The types by their names on the wire.
    package enum Kind: String, Sendable {
        case movie = "Movie"
        case series = "Series"
        case season = "Season"
        case episode = "Episode"
        case boxSet = "BoxSet"
    }

    /// A file behind the item.
    package struct Source: Sendable {
        package var path: String
        package var width = 1920
        package var height = 1080
        package var codec = "h264"
        package var languages = ["eng"]

        package init(path: String) {
            self.path = path
        }
    }

    package let kind: Kind
    /// Becomes a GUID on Jellyfin and stays a number on Emby.
    package let number: Int
    package var name: String?
    /// The number of the library.
    package var library = 1
    /// The number of the series.
    package var series: Int?
    package var season: Int?
    package var episode: Int?
    package var lastEpisode: Int?
    package var imdb: String?
    package var tmdb: String?
    package var tvdb: String?
    package var overview: String?
    package var genres: [String] = []
    package var studios: [String] = []
    /// Name, kind and role.
    package var people: [(name: String, type: String, role: String?)] = []
    package var year: Int?
    package var premiere: String?
    package var end: String?
    package var status: String?
    package var runtimeTicks: Int64?
    package var communityRating: Double?
    package var criticRating: Double?
    package var certificate: String?
    package var sources: [Source] = []

    package init(_ kind: Kind, _ number: Int, _ name: String?, _ change: (inout FakeServerItem) -> Void = { _ in }) {
        self.kind = kind
        self.number = number
        self.name = name
        change(&self)
    }

    /// A film with every member.
    package static let matrix = FakeServerItem(.movie, 101, "The Matrix") { item in
        item.imdb = "tt0133093"
        item.tmdb = "603"
        item.overview = "A hacker learns that the world is simulated."
        item.genres = ["Action", "Science Fiction"]
        item.studios = ["Village Roadshow"]
        item.people = [
            ("Keanu Reeves", "Actor", "Neo"), ("Lana Wachowski", "Director", nil), ("Lana Wachowski", "Writer", nil),
        ]
        item.year = 1999
        item.premiere = "1999-03-31T00:00:00.0000000Z"
        item.runtimeTicks = 81_769_200_000
        item.communityRating = 8.2
        item.criticRating = 87
        item.certificate = "R"
        var large = Source(path: "/media/films/The Matrix (1999)/The Matrix (1999) - 2160p.mkv")
        (large.width, large.height, large.codec, large.languages) = (3840, 1600, "hevc", ["eng", "ger"])
        item.sources = [large, Source(path: "/media/films/The Matrix (1999)/The Matrix (1999).mkv")]
    }

    package static let breakingBad = FakeServerItem(.series, 201, "Breaking Bad") { item in
        item.library = 2
        item.imdb = "tt0903747"
        item.tmdb = "1396"
        item.tvdb = "81189"
        item.studios = ["AMC"]
        item.year = 2008
        item.premiere = "2008-01-20T00:00:00.0000000Z"
        item.end = "2013-09-29T00:00:00.0000000Z"
        item.status = "Ended"
    }

    package static func episode(_ number: Int, of series: Int, _ season: Int?, _ episode: Int?) -> FakeServerItem {
        FakeServerItem(.episode, number, "Chapter \(number)") { item in
            item.library = 2
            item.series = series
            item.season = season
            item.episode = episode
            item.runtimeTicks = 28_200_000_000
            item.sources = [Source(path: "/media/tv/\(number).mkv")]
        }
    }

    /// Films with nothing but a name, in the order of their names.
    package static func films(_ count: Int, from first: Int = 1_000) -> [FakeServerItem] {
        (0..<count).map { place in
            FakeServerItem(.movie, first + place, "Film " + String(String(100_000 + place).dropFirst()))
        }
    }
}
