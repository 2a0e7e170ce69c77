import Basics
package import Domain
import Jobs

/// The matching of one file: films by their ids, else by their titles, one after the other and with pauses between.
///
/// A provider that does not answer costs no more than the match: the film stays unmatched. After a few failures of the
/// service as a whole, in a row, it is left alone.
package actor MatchRun {
    private let names: any FilmNameStore
    private let provider: (any TitleProvider)?
    private let sleeper: Sleeper
    private var searches = 0
    private var failuresInARow = 0
    /// Why the provider is not asked any more.
    package private(set) var outage: MetadataFailure?

    init(names: any FilmNameStore, provider: (any TitleProvider)?, sleeper: Sleeper) {
        self.names = names
        self.provider = provider
        self.sleeper = sleeper
    }

    /// The films in their order, each beside what it probably is; further ones of the same file may follow.
    ///
    /// Throws `CancellationError` and what the catalogue throws.
    package func match(_ films: [ImportedFilm]) async throws -> [ImportItem] {
        var items: [ImportItem] = []
        for start in stride(from: 0, to: films.count, by: ImportsLimits.filmsPerMatch) {
            items += try await matchTogether(films[start..<min(start + ImportsLimits.filmsPerMatch, films.count)])
        }
        return items
    }

    private func matchTogether(_ films: ArraySlice<ImportedFilm>) async throws -> [ImportItem] {
        var outcomes = try await identify(Array(films))
        let open = outcomes.indices.filter { outcomes[$0].item == nil }
        let found = try await search(open.map { outcomes[$0].film })
        for (place, item) in zip(open, found) { outcomes[place].item = item }
        return outcomes.compactMap(\.item)
    }
}

// MARK: - By id

extension MatchRun {
    private struct Outcome {
        let film: ImportedFilm
        /// Nil when its ids do not tell which film it is, so that its title has to.
        var item: ImportItem?
    }

    private enum Answer: Sendable {
        case film(ImportMatch)
        case noFilm
        case unknown
        case notAsked
    }

    private func identify(_ films: [ImportedFilm]) async throws -> [Outcome] {
        var outcomes = films.map { Outcome(film: $0) }
        let withID = films.indices.filter { films[$0].imdbID != nil || films[$0].tmdbID != nil }
        guard !withID.isEmpty else { return outcomes }
        let known = KnownFilms(
            try await names.films(
                imdbIDs: withID.compactMap { films[$0].imdbID }, tmdbIDs: withID.compactMap { films[$0].tmdbID }))
        var asked: [Int] = []
        for place in withID {
            if let match = known.film(films[place]) {
                outcomes[place].item = ImportItem(films[place], identifiedAs: match)
            } else {
                asked.append(place)
            }
        }
        for start in stride(from: 0, to: asked.count, by: ImportsLimits.lookUpsAtOnce) {
            let places = asked[start..<min(start + ImportsLimits.lookUpsAtOnce, asked.count)]
            for (place, answer) in zip(places, try await lookUp(places.map { films[$0] })) {
                outcomes[place].item = item(films[place], answer)
            }
        }
        return outcomes
    }

    private func lookUp(_ films: [ImportedFilm]) async throws -> [Answer] {
        try Task.checkCancellation()
        guard let provider, outage == nil else { return films.map { _ in .notAsked } }
        let found = try await films.mapConcurrently(atMost: ImportsLimits.lookUpsAtOnce) { film in
            try await provider.lookUp(TitleReference(kind: .movie, imdbID: film.imdbID, tmdbID: film.tmdbID), .bulk)
        }
        return found.map { lookup in
            switch lookup {
            case .found(let draft):
                noteAnswer()
                return draft.kind == .movie ? .film(ImportMatch(draft)) : .noFilm
            case .unknown:
                noteAnswer()
                return .unknown
            case .failed(let failure):
                note(failure)
                return .notAsked
            }
        }
    }

    private func item(_ film: ImportedFilm, _ answer: Answer) -> ImportItem? {
        switch answer {
        case .film(let match): ImportItem(film, identifiedAs: match)
        case .noFilm: ImportItem(unmatched: film)
        // An IMDb id says which film it is, even where nobody knows more of it than the file.
        case .unknown: film.imdbID.map { ImportItem(film, identifiedAs: ImportMatch(film, tmdbID: nil, imdbID: $0)) }
        case .notAsked:
            ImportItem(film, identifiedAs: ImportMatch(film, tmdbID: film.tmdbID, imdbID: film.imdbID))
        }
    }
}

// MARK: - By title

extension MatchRun {
    private func search(_ films: [ImportedFilm]) async throws -> [ImportItem] {
        guard let provider else { return try await searchCatalogue(films) }
        var items: [ImportItem] = []
        for film in films { items.append(try await search(film, provider)) }
        return items
    }

    private func search(_ film: ImportedFilm, _ provider: any TitleProvider) async throws -> ImportItem {
        try Task.checkCancellation()
        guard outage == nil, let title = SearchedText.of(film.searchTitle) else { return ImportItem(unmatched: film) }
        if searches > 0, searches.isMultiple(of: ImportsLimits.searchesPerPause) {
            try await sleeper(seconds: ImportsLimits.searchPauseSeconds)
        }
        searches += 1
        do {
            var hits = try await provider.find(TitleQuery(kind: .movie, title: title, year: film.year), .bulk)
            // A year is a filter, and files are not always right about it.
            if hits.isEmpty, film.year != nil {
                hits = try await provider.find(TitleQuery(kind: .movie, title: title), .bulk)
            }
            noteAnswer()
            return ImportItem(film, hits: hits.map(ImportMatch.init))
        } catch let failure as MetadataFailure {
            note(failure)
            return ImportItem(unmatched: film)
        }
    }

    private func searchCatalogue(_ films: [ImportedFilm]) async throws -> [ImportItem] {
        try Task.checkCancellation()
        let titles = films.map { SearchedText.of($0.searchTitle) }
        let searched = films.indices.filter { titles[$0] != nil }
        var hits = [[ImportMatch]](repeating: [], count: films.count)
        try await find(searched.map { FilmName(titles[$0] ?? "", year: films[$0].year) }, at: searched, &hits)
        let again = searched.filter { hits[$0].isEmpty && films[$0].year != nil }
        try await find(again.map { FilmName(titles[$0] ?? "") }, at: again, &hits)
        return zip(films, hits).map { ImportItem($0, hits: $1) }
    }

    private func find(_ wanted: [FilmName], at places: [Int], _ hits: inout [[ImportMatch]]) async throws {
        guard !wanted.isEmpty else { return }
        let found = try await names.films(named: wanted, limit: ImportsLimits.catalogueHitsMax)
        for (place, films) in zip(places, found) { hits[place] = films }
    }
}

// MARK: - Failures

extension MatchRun {
    private func noteAnswer() { failuresInARow = 0 }

    private func note(_ failure: MetadataFailure) {
        guard failure.concernsService else { return noteAnswer() }
        failuresInARow += 1
        if failuresInARow >= ImportsLimits.serviceFailuresMax { outage = failure }
    }
}
