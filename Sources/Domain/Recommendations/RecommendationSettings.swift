/// How recommendations of one kind of title are chosen.
package struct PickSettings: Sendable, Hashable {
    /// Nearest titles that are looked at.
    package var candidatesMax: Int
    /// Titles that are picked.
    package var selectedCount: Int
    /// Titles of the history that the taste is made of.
    package var historyMax: Int
    package var weights = PickWeights()

    package init(candidatesMax: Int, selectedCount: Int, historyMax: Int) {
        self.candidatesMax = candidatesMax
        self.selectedCount = selectedCount
        self.historyMax = historyMax
    }

    package static let movies = PickSettings(candidatesMax: 50_000, selectedCount: 50, historyMax: 50)
    package static let series = PickSettings(candidatesMax: 50_000, selectedCount: 12, historyMax: 100)
}

/// What counts how much when a title is scored; each 0...1, and they need not add up to 1.
package struct PickWeights: Sendable, Hashable {
    package var similarity = 0.4
    package var novelty = 0.2
    package var rating = 0.2
    package var diversity = 0.2

    package init() {}
}

/// How recommendations are chosen.
package struct RecommendationSettings: Sendable, Hashable {
    package var movies = PickSettings.movies
    package var series = PickSettings.series

    package init() {}
}

/// In what form lists of titles are written for a media server.
package struct OutputSettings: Sendable, Hashable {
    /// Links to the files, instead of `.strm` files with their addresses.
    package var linksMovies = false
    package var linksSeries = true

    package init() {}
}

/// Whether explanations are written into files that a media server reads. They are made in any case.
package struct ExplanationSettings: Sendable, Hashable {
    package var isEnabled = true
    /// Whether people whom an administrator let may decide for themselves.
    package var allowsOverride = false

    package init() {}

    /// What holds for somebody.
    package func isInEffect(for person: PersonalSettings) -> Bool {
        guard mayChoose(person), let choice = person.wantsExplanations else { return isEnabled }
        return choice
    }

    /// Whether somebody's own choice counts.
    package func mayChoose(_ person: PersonalSettings) -> Bool {
        allowsOverride && person.mayChooseExplanations
    }
}
