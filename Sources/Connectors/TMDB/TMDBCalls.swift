import Domain

/// The questions that the product asks.
struct TMDBCalls: Sendable {
    let language: String
    let region: String

    init(_ settings: TMDBSettings) {
        language = settings.language
        region = settings.region
    }

    /// What an IMDb id stands for.
    enum Found: Sendable, Equatable {
        case movie(Int)
        case series(Int)
        case episode(TMDBDetails)
        /// Nothing, a person or a season.
        case nothing
    }

    func find(_ id: IMDbID) -> TMDBCall<Found> {
        TMDBCall(
            "/find/\(id.rawValue)", ["external_source": "imdb_id", "language": language],
            keptSeconds: { $0 == .nothing ? ConnectorsLimits.tmdbUnknownSeconds : ConnectorsLimits.tmdbDetailsSeconds },
            read: { node in
                if let id = node["movie_results"].list.first?["id"].positiveInt { return .movie(id) }
                if let id = node["tv_results"].list.first?["id"].positiveInt { return .series(id) }
                if let one = node["tv_episode_results"].list.first.flatMap(TMDBDetails.episode) { return .episode(one) }
                return .nothing
            })
    }

    func movie(_ id: Int) -> TMDBCall<TMDBDetails> {
        details("/movie/\(id)", parts: "credits,external_ids,keywords,release_dates") { [region] node in
            TMDBDetails.movie(node, region: region)
        }
    }

    func series(_ id: Int) -> TMDBCall<TMDBDetails> {
        details("/tv/\(id)", parts: "aggregate_credits,content_ratings,external_ids,keywords") { [region] node in
            TMDBDetails.series(node, region: region)
        }
    }

    /// Without `language` in the one that is set.
    func season(_ number: Int, ofSeries id: Int, language: String? = nil) -> TMDBCall<[ProvidedEpisode]> {
        TMDBCall(
            "/tv/\(id)/season/\(number)", ["language": language ?? self.language],
            keptSeconds: { _ in ConnectorsLimits.tmdbRunningSeriesSeconds },
            read: { node in
                guard node["episodes"].isList else { return nil }
                return node["episodes"].list.compactMap { TMDBDetails.listed($0, season: number) }
            })
    }

    /// The overview in the language that has the most of them; empty where there is none either.
    func standardOverview(of kind: TitleKind, _ id: Int) -> TMDBCall<String> {
        TMDBCall(
            (kind == .series ? "/tv/" : "/movie/") + String(id), ["language": TMDBSettings.standardLanguage],
            keptSeconds: { _ in ConnectorsLimits.tmdbDetailsSeconds }, read: { $0["overview"].text ?? "" })
    }

    /// Nil for kinds that cannot be searched.
    func search(_ query: TitleQuery) -> TMDBCall<[TitleCandidate]>? {
        guard query.kind == .movie || query.kind == .series else { return nil }
        let isMovie = query.kind == .movie
        var parameters = ["query": query.title, "include_adult": "false", "language": language, "page": "1"]
        if isMovie { parameters["region"] = region }
        if let year = query.year { parameters[isMovie ? "year" : "first_air_date_year"] = String(year) }
        return TMDBCall(
            isMovie ? "/search/movie" : "/search/tv", parameters,
            keptSeconds: { _ in ConnectorsLimits.tmdbSearchSeconds },
            read: { node in
                node["results"].list.compactMap { card in
                    guard let id = card["id"].positiveInt, let metadata = TMDBFields.card(card, query.kind)
                    else { return nil }
                    var candidate = TitleCandidate(kind: query.kind, tmdbID: id, metadata: metadata)
                    candidate.genreIDs = TMDBFields.genreIDs(card)
                    candidate.originalLanguage = card["original_language"].text
                    return candidate
                }
            })
    }

    private func details(
        _ path: String, parts: String, read: @escaping @Sendable (JSONNode) -> TMDBDetails?
    ) -> TMDBCall<TMDBDetails> {
        TMDBCall(
            path, ["append_to_response": parts, "language": language],
            keptSeconds: {
                $0.isInProduction ? ConnectorsLimits.tmdbRunningSeriesSeconds : ConnectorsLimits.tmdbDetailsSeconds
            }, read: read)
    }
}
