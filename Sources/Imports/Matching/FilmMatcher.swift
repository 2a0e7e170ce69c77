package import Domain
package import Jobs

/// Finds the films that files and people mean: at a provider where there is one, else in the catalogue.
package struct FilmMatcher: Sendable {
    private let names: any FilmNameStore
    private let provider: @Sendable () -> (any TitleProvider)?
    private let sleeper: Sleeper

    /// `provider` gives the one that is set now; nil when none is.
    package init(
        names: any FilmNameStore, provider: @escaping @Sendable () -> (any TitleProvider)?, sleeper: Sleeper = .live
    ) {
        self.names = names
        self.provider = provider
        self.sleeper = sleeper
    }

    package var hasProvider: Bool { provider() != nil }

    /// The matching of one file.
    package func run() -> MatchRun {
        MatchRun(names: names, provider: provider(), sleeper: sleeper)
    }

    /// Films by a name that somebody typed, at most 20, those with exactly the name first; of this year where one is
    /// named. Throws `MetadataFailure` when the provider does not answer.
    package func search(
        _ text: String, year: Int?, _ urgency: RequestUrgency = .interactive
    ) async throws -> [ImportMatch] {
        guard let text = SearchedText.of(text) else { return [] }
        let hits: [ImportMatch]
        if let provider = provider() {
            hits = try await provider.find(TitleQuery(kind: .movie, title: text, year: year), urgency).map(
                ImportMatch.init)
        } else {
            hits =
                try await names.films(named: [FilmName(text, year: year)], limit: ImportsLimits.searchHitsMax).first
                ?? []
        }
        return Array(RankedHits(hits, named: text).films.prefix(ImportsLimits.searchHitsMax))
    }

    /// A film by The Movie Database's id.
    package func film(tmdbID: Int, _ urgency: RequestUrgency = .interactive) async throws -> FilmAnswer {
        guard let provider = provider() else { return .unavailable }
        switch try await provider.lookUp(TitleReference(kind: .movie, imdbID: nil, tmdbID: tmdbID), urgency) {
        case .found(let draft): return .found(ImportMatch(draft), draft)
        case .unknown: return .unknown
        case .failed: return .unavailable
        }
    }
}

/// What a provider says of a film whose id somebody named.
package enum FilmAnswer: Sendable, Hashable {
    /// With all that it knows.
    case found(ImportMatch, TitleDraft)
    /// It has no film of this id.
    case unknown
    /// It cannot be asked, or there is none.
    case unavailable
}

/// A title as it is searched for.
enum SearchedText {
    /// Nil when there is nothing to search for.
    static func of(_ title: String) -> String? {
        let text = title.prefix(ImportsLimits.searchedCharactersMax)
        return text.allSatisfy(\.isWhitespace) ? nil : String(text)
    }
}
