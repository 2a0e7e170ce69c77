import Domain

extension ImportItem {
    /// A film that nothing was found for.
    init(unmatched film: ImportedFilm) {
        self.init(film: film, match: nil, confidence: 0, quality: .none, alternatives: [])
    }

    /// A film whose id says which it is.
    init(_ film: ImportedFilm, identifiedAs match: ImportMatch) {
        self.init(film: film, match: match, confidence: 1, quality: .high, alternatives: [])
    }

    /// A film beside what a search by its title found, in the order of the search.
    init(_ film: ImportedFilm, hits: [ImportMatch]) {
        let ranked = RankedHits(hits, named: film.searchTitle)
        guard let best = ranked.films.first else {
            self.init(unmatched: film)
            return
        }
        let confidence = MatchConfidence(film, best, isOnlyExact: ranked.exactCount == 1)
        self.init(
            film: film, match: best, confidence: confidence.value, quality: confidence.quality,
            alternatives: Array(ranked.films.dropFirst().prefix(ImportsLimits.alternativesMax)))
    }
}
