package import Domain

/// The Movie Database as the product sees it: titles by id and by name, and the episodes of series.
///
/// One value serves the whole process, because its limits and its memory are shared. Nothing is logged.
package struct TMDB: TitleProvider {
    package let name = "tmdb"
    package let source = FieldSource.tmdb
    private let client: TMDBClient
    private let calls: TMDBCalls

    /// Changed settings need a new value.
    package init(settings: TMDBSettings, http: OutgoingHTTP, clock: OutgoingClock = .live) {
        client = TMDBClient(settings: settings, http: http, clock: clock)
        calls = TMDBCalls(settings)
    }

    package func lookUp(_ reference: TitleReference, _ urgency: RequestUrgency) async throws -> MetadataLookup {
        do {
            guard let details = try await details(of: reference, urgency) else { return .unknown }
            return .found(
                TitleDraft(
                    kind: details.kind, imdbID: reference.imdbID ?? details.imdbID, tmdbID: details.tmdbID,
                    metadata: details.metadata))
        } catch TMDBFailure.notFound {
            return .unknown
        } catch let failure as TMDBFailure {
            return .failed(failure.asMetadataFailure)
        }
    }

    package func find(_ query: TitleQuery, _ urgency: RequestUrgency) async throws -> [TitleCandidate] {
        guard let call = calls.search(query) else { return [] }
        do {
            return try await client.answer(call, urgency)
        } catch let failure as TMDBFailure {
            throw failure.asMetadataFailure
        }
    }

    package func episodes(
        ofSeries id: Int, season: Int, _ urgency: RequestUrgency
    ) async throws -> [ProvidedEpisode] {
        do {
            var episodes = try await client.answer(calls.season(season, ofSeries: id), urgency)
            guard client.settings.language != TMDBSettings.standardLanguage,
                episodes.contains(where: { $0.draft.metadata.overview == nil })
            else { return episodes }
            let standard = try await client.answer(
                calls.season(season, ofSeries: id, language: TMDBSettings.standardLanguage), urgency)
            let overviews = Dictionary(standard.map { ($0.number, $0.draft.metadata.overview) }) { first, _ in first }
            for place in episodes.indices where episodes[place].draft.metadata.overview == nil {
                episodes[place].draft.metadata.overview = overviews[episodes[place].number] ?? nil
            }
            return episodes
        } catch TMDBFailure.notFound {
            return []
        } catch let failure as TMDBFailure {
            throw failure.asMetadataFailure
        }
    }

    /// Whether TMDB takes the key: nil when it does. Throws `CancellationError` only.
    package func keyProblem() async throws -> MetadataFailure? {
        do {
            try await client.checkKey()
            return nil
        } catch let failure as TMDBFailure {
            return failure.asMetadataFailure
        }
    }

    /// By TMDB's own id, which is one question instead of two; by the IMDb id where there is none or it is gone,
    /// because titles are merged there.
    private func details(of reference: TitleReference, _ urgency: RequestUrgency) async throws -> TMDBDetails? {
        if let id = reference.tmdbID, [.movie, .series].contains(reference.kind) {
            do {
                return try await details(of: reference.kind, id, urgency)
            } catch TMDBFailure.notFound where reference.imdbID != nil {}
        }
        guard let imdbID = reference.imdbID else { return nil }
        return switch try await client.answer(calls.find(imdbID), urgency) {
        case .movie(let id): try await details(of: .movie, id, urgency)
        case .series(let id): try await details(of: .series, id, urgency)
        case .episode(let episode): episode
        case .nothing: nil
        }
    }

    private func details(of kind: TitleKind, _ id: Int, _ urgency: RequestUrgency) async throws -> TMDBDetails {
        var details = try await client.answer(kind == .series ? calls.series(id) : calls.movie(id), urgency)
        guard details.metadata.overview == nil, client.settings.language != TMDBSettings.standardLanguage
        else { return details }
        do {
            let overview = try await client.answer(calls.standardOverview(of: kind, id), urgency)
            details.metadata.overview = overview.isEmpty ? nil : overview
        } catch is TMDBFailure {
            // A title without an overview is better than none.
        }
        return details
    }
}
