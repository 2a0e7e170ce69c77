import Basics
import Domain

/// Lists as Trakt hands them out. A viewing of which nobody knows when it was has the moment that Trakt has for that,
/// the beginning of 1970.
enum TraktExport {
    static func files(_ profiles: [Profile]) -> [ExportFile] {
        [
            ExportJSON.list("watched-history-1.json", profiles.map(viewings)),
            ExportJSON.list("ratings-movies.json", [ratings(of: .movie)]),
            ExportJSON.list("ratings-shows.json", [ratings(of: .series)]),
            ExportJSON.list("lists-watchlist.json", profiles.map(kept)),
        ]
    }

    private static func ratings(of kind: TitleKind) -> ExportSection {
        .ratings(separator: ExportJSON.separator) { record in
            guard record.title.kind == kind, var element = TraktRecord(record.title) else { return nil }
            element.ratedAt = record.ratedAt.iso8601WithMilliseconds
            element.rating = record.value
            return try ExportJSON.bytes(element)
        }
    }

    private static func viewings(of profile: Profile) -> ExportSection {
        .viewings(profile, separator: ExportJSON.separator) { record in
            guard var element = TraktRecord(record.title) else { return nil }
            element.watchedAt = record.watchedAt.iso8601WithMilliseconds
            element.action = "watch"
            return try ExportJSON.bytes(element)
        }
    }

    private static func kept(of profile: Profile) -> ExportSection {
        .kept(profile, separator: ExportJSON.separator) { record in
            guard var element = TraktRecord(record.title) else { return nil }
            element.listedAt = record.addedAt.iso8601WithMilliseconds
            return try ExportJSON.bytes(element)
        }
    }
}

/// An element of Trakt's lists.
private struct TraktRecord: Encodable {
    let type: String
    var movie: Work?
    var show: Work?
    var episode: Episode?
    var watchedAt: String?
    var action: String?
    var ratedAt: String?
    var rating: Int?
    var listedAt: String?

    /// Nil for what Trakt has no place for.
    init?(_ title: RecordedTitle) {
        switch title.kind {
        case .movie:
            (type, movie) = ("movie", Work(title: title.title, year: title.year, ids: IDs(title)))
        case .series:
            (type, show) = ("show", Work(title: title.title, year: title.year, ids: IDs(title)))
        case .episode:
            guard let place = title.episode else { return nil }
            (type, show) = ("episode", Work(title: place.series))
            episode = Episode(season: place.season, number: place.number, title: title.title, ids: IDs(title))
        case .scene:
            return nil
        }
    }

    struct Work: Encodable {
        let title: String
        var year: Int?
        var ids = IDs()
    }

    struct Episode: Encodable {
        let season: Int
        let number: Int
        let title: String
        let ids: IDs
    }

    struct IDs: Encodable {
        var imdb: String?
        var tmdb: Int?

        init() {}

        init(_ title: RecordedTitle) {
            imdb = title.imdbID?.rawValue
            tmdb = title.tmdbID
        }
    }
}
