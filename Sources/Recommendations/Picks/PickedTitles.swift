package import Domain

/// A run, and what it selected.
package struct PickedTitles: Hashable, Sendable {
    package let run: RecommendationRun
    /// In their order.
    package let picks: [PickedTitle]

    package init(run: RecommendationRun, picks: [PickedTitle]) {
        self.run = run
        self.picks = picks
    }
}

/// A title that was selected.
package struct PickedTitle: Hashable, Sendable {
    package let candidate: StoredCandidate
    package let title: Title
    /// Its place among the selected ones that are still shown, from 1.
    package let place: Int

    package init(candidate: StoredCandidate, title: Title, place: Int) {
        self.candidate = candidate
        self.title = title
        self.place = place
    }
}

/// What is known about a title's place among recommendations.
package enum PickVerdict: Hashable, Sendable {
    /// Nothing was recommended yet.
    case noRun
    case noCandidate
    case candidate(PickInsight)
}

/// Why a title was recommended, or what kept it from that.
package struct PickInsight: Hashable, Sendable {
    package let candidate: StoredCandidate
    /// The nearest first.
    package let evidence: [ShownEvidence]
    package let genres: GenreAnalysis

    package init(candidate: StoredCandidate, evidence: [ShownEvidence], genres: GenreAnalysis) {
        self.candidate = candidate
        self.evidence = evidence
        self.genres = genres
    }
}

/// A title that speaks for another one, with all that is shown of it.
package struct ShownEvidence: Hashable, Sendable {
    package let id: String
    package let evidence: Evidence
    package let title: Title

    package init(id: String, evidence: Evidence, title: Title) {
        self.id = id
        self.evidence = evidence
        self.title = title
    }
}

/// A title's genres, split by those that a person watches most.
package struct GenreAnalysis: Hashable, Sendable {
    package struct Share: Hashable, Sendable {
        package let genre: String
        /// Watched titles that have it.
        package let count: Int
        /// Its share of all genres of watched titles, 0...1.
        package let weight: Double
    }

    package let genres: [String]
    package let matching: [String]
    package let new: [String]
    package let top: [Share]

    /// `watched` are all genres of the history, the most frequent first.
    package init(of genres: [String], in watched: [NameCount]) {
        let familiar = Set(watched.prefix(PickLimits.familiarGenresMax).map { $0.name.lowercased() })
        self.genres = genres
        matching = genres.filter { familiar.contains($0.lowercased()) }
        new = genres.filter { !familiar.contains($0.lowercased()) }
        let total = watched.reduce(0) { $0 + $1.count }
        top = watched.prefix(PickLimits.topGenresMax).map { genre in
            Share(genre: genre.name, count: genre.count, weight: Double(genre.count) / Double(max(1, total)))
        }
    }
}
