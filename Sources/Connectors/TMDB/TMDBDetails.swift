import Domain

/// What TMDB knows about one film, series or episode.
struct TMDBDetails: Sendable, Equatable {
    let kind: TitleKind
    let tmdbID: Int
    let imdbID: IMDbID?
    var metadata: TitleMetadata
    /// A series that gets new episodes, and so new facts.
    var isInProduction = false

    static func movie(_ node: JSONNode, region: String) -> TMDBDetails? {
        guard let id = node["id"].positiveInt, var metadata = TMDBFields.card(node, .movie) else { return nil }
        TMDBFields.addCommon(to: &metadata, from: node)
        metadata.runtimeMinutes = node["runtime"].positiveInt
        metadata.studios = TMDBFields.names(node["production_companies"])
        metadata.keywords = TMDBFields.names(node["keywords"]["keywords"])
        metadata.credits = TMDBFields.credits(node["credits"])
        metadata.contentRating = TMDBCertification.movie(node["release_dates"]["results"], region: region)
        return TMDBDetails(kind: .movie, tmdbID: id, imdbID: TMDBFields.imdbID(node), metadata: metadata)
    }

    static func series(_ node: JSONNode, region: String) -> TMDBDetails? {
        guard let id = node["id"].positiveInt, var metadata = TMDBFields.card(node, .series) else { return nil }
        TMDBFields.addCommon(to: &metadata, from: node)
        metadata.runtimeMinutes = node["episode_run_time"].list.lazy.compactMap(\.positiveInt).first
        metadata.studios = TMDBFields.names(node["networks"])
        metadata.keywords = TMDBFields.names(node["keywords"]["results"])
        metadata.credits = TMDBFields.credits(node["aggregate_credits"])
        metadata.contentRating = TMDBCertification.series(node["content_ratings"]["results"], region: region)
        return TMDBDetails(
            kind: .series, tmdbID: id, imdbID: TMDBFields.imdbID(node), metadata: metadata,
            isInProduction: node["in_production"].number == 1)
    }

    /// An episode as `find` lists it.
    static func episode(_ node: JSONNode) -> TMDBDetails? {
        guard let id = node["id"].positiveInt, let metadata = TMDBFields.card(node, .episode) else { return nil }
        return TMDBDetails(kind: .episode, tmdbID: id, imdbID: nil, metadata: metadata)
    }

    /// An episode in the list of its season. The name that TMDB gives to those without one says nothing.
    static func listed(_ node: JSONNode, season: Int) -> ProvidedEpisode? {
        guard let details = episode(node), let number = node["episode_number"].int, number >= 0 else { return nil }
        var metadata = details.metadata
        if metadata.title == "Episode \(number)" { metadata.title = "" }
        metadata.runtimeMinutes = node["runtime"].positiveInt
        let draft = TitleDraft(kind: .episode, imdbID: nil, tmdbID: details.tmdbID, metadata: metadata)
        return ProvidedEpisode(season: season, number: number, draft: draft)
    }
}

/// Which certificate of several stands for a country.
enum TMDBCertification {
    /// Cinema first, then limited release, digital, disc, television, premiere.
    private static let preference = [3, 2, 4, 5, 6, 1]

    /// Of the entries in `release_dates`.
    static func movie(_ countries: JSONNode, region: String) -> String? {
        let entries = countries.list.filter { $0["iso_3166_1"].text == region }.flatMap { $0["release_dates"].list }
        return preference.lazy.compactMap { type in
            entries.lazy.filter { $0["type"].int == type }.compactMap { $0["certification"].text }.first
        }.first
    }

    /// Of the entries in `content_ratings`.
    static func series(_ countries: JSONNode, region: String) -> String? {
        countries.list.lazy.filter { $0["iso_3166_1"].text == region }.compactMap { $0["rating"].text }.first
    }
}
