import Basics
import Domain

/// The members that several kinds of answers have in common.
enum TMDBFields {
    /// What stands on a card of a list; nil without any name.
    static func card(_ node: JSONNode, _ kind: TitleKind) -> TitleMetadata? {
        let isMovie = kind == .movie
        let original = node[isMovie ? "original_title" : "original_name"].text
        guard let name = node[isMovie ? "title" : "name"].text ?? original else { return nil }
        var metadata = TitleMetadata(title: name)
        metadata.originalTitle = original
        setDate(node[dateMember(of: kind)].text, in: &metadata)
        metadata.overview = node["overview"].text
        metadata.posterPath = node["poster_path"].text
        metadata.popularity = node["popularity"].number
        // Without votes the average of 0 says nothing.
        metadata.voteCount = node["vote_count"].positiveInt
        if metadata.voteCount != nil { metadata.voteAverage = node["vote_average"].number.flatMap(scaled) }
        return metadata
    }

    /// What films and series have in the same places.
    static func addCommon(to metadata: inout TitleMetadata, from node: JSONNode) {
        metadata.tagline = node["tagline"].text
        metadata.genres = names(node["genres"])
        metadata.languages = bounded(node["spoken_languages"].texts("iso_639_1"))
        let producers = node["production_countries"].texts("iso_3166_1")
        metadata.countries = bounded(producers.isEmpty ? node["origin_country"].list.compactMap(\.text) : producers)
    }

    static func names(_ list: JSONNode) -> [String] { bounded(list.texts("name")) }

    /// What cards have in place of the names of genres.
    static func genreIDs(_ card: JSONNode) -> [Int] {
        Array(card["genre_ids"].list.compactMap(\.positiveInt).prefix(ConnectorsLimits.tmdbNamesMax))
    }

    /// Directors first, then the writers, then the cast in billing order.
    static func credits(_ node: JSONNode) -> [Credit] {
        func crew(_ jobs: Set<String>) -> [String] {
            var seen: Set<String> = []
            return node["crew"].list.filter { $0["job"].text.map(jobs.contains) ?? false }
                .compactMap { $0["name"].text }.filter { seen.insert($0).inserted }
        }
        let cast = node["cast"].list.enumerated().compactMap { place, member in
            member["name"].text.map { (name: $0, order: member["order"].int ?? place) }
        }
        let billed = cast.sorted { $0.order < $1.order }.prefix(ConnectorsLimits.tmdbCastMax).map(\.name)
        return bounded(crew(["Director"])).map { Credit(name: $0, role: .director) }
            + bounded(crew(["Writer", "Screenplay", "Story"])).map { Credit(name: $0, role: .writer) }
            + billed.map { Credit(name: $0, role: .cast) }
    }

    static func imdbID(_ node: JSONNode) -> IMDbID? {
        (node["external_ids"]["imdb_id"].text ?? node["imdb_id"].text).flatMap { IMDbID($0) }
    }

    private static func dateMember(of kind: TitleKind) -> String {
        switch kind {
        case .movie: "release_date"
        case .series: "first_air_date"
        case .episode, .scene: "air_date"
        }
    }

    /// The year counts even where the day does not exist.
    private static func setDate(_ text: String?, in metadata: inout TitleMetadata) {
        guard let text else { return }
        metadata.releaseDate = CivilDate(text)?.description
        metadata.year = Int(text.prefix(4)).flatMap { ConnectorsLimits.tmdbYears.contains($0) ? $0 : nil }
    }

    private static func scaled(_ average: Double) -> Double? { (0...10).contains(average) ? average : nil }

    private static func bounded(_ names: [String]) -> [String] { Array(names.prefix(ConnectorsLimits.tmdbNamesMax)) }
}
