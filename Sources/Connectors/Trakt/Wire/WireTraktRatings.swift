import Basics
import Domain

/// Ratings as Trakt writes them.
enum WireTraktRatings {
    /// Nil for anything but a list; nil entries are those that cannot be read.
    static func list(_ node: JSONNode, _ kind: TraktKind) -> [TraktRating?]? {
        node.isList ? node.list.map { rating($0, kind) } : nil
    }

    /// What became of a change; `count` is the member that counts. Nil for anything else.
    static func answer(_ node: JSONNode, _ count: String) -> TraktRatingsAnswer? {
        guard node[count].isObject else { return nil }
        var answer = TraktRatingsAnswer()
        answer.movies = node[count][TraktKind.movie.plural].positiveInt ?? 0
        answer.shows = node[count][TraktKind.show.plural].positiveInt ?? 0
        for kind in TraktKind.allCases {
            let entries = node["not_found"][kind.plural].list.prefix(DomainLimits.traktBatchMax)
            answer.notFound += entries.map { TraktTitle(kind, ids($0["ids"])) }
        }
        return answer
    }

    private static func rating(_ node: JSONNode, _ kind: TraktKind) -> TraktRating? {
        let title = node[kind.rawValue]
        let ids = ids(title["ids"])
        guard !ids.isEmpty, let value = node["rating"].int, let moment = node["rated_at"].text.flatMap(WireTime.instant)
        else { return nil }
        let year = title["year"].int.flatMap { ConnectorsLimits.traktYears.contains($0) ? $0 : nil }
        return TraktRating(TraktTitle(kind, ids), value: value, at: moment, name: title["title"].text, year: year)
    }

    private static func ids(_ node: JSONNode) -> TraktIDs {
        TraktIDs(
            imdb: node["imdb"].text.flatMap { IMDbID($0) }, tmdb: node["tmdb"].positiveInt,
            tvdb: node["tvdb"].positiveInt, trakt: node["trakt"].positiveInt)
    }
}

extension TraktKind {
    /// In paths, and as a member of lists of both kinds.
    var plural: String { rawValue + "s" }
}
