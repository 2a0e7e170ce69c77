/// What becomes of titles that somebody disliked.
package enum DislikeBehaviour: String, Sendable, Hashable, CaseIterable {
    /// They are never recommended.
    case exclude
    /// They may be, but they and what is like them count for less.
    case penalize
}

/// What one person chose, or an administrator for them.
package struct PersonalSettings: Sendable, Hashable {
    package var dislikes = DislikeBehaviour.exclude
    /// Whether what the person has watched may be recommended again.
    package var includesWatched = false
    /// Given by an administrator; see `ExplanationSettings.allowsOverride`.
    package var mayChooseExplanations = false
    /// The person's own choice; nil for none.
    package var wantsExplanations: Bool?
    /// What the person's library of picks is called; nil takes the template.
    package var movieLibraryName: String?
    package var seriesLibraryName: String?

    package init() {}
}

extension PersonalSettings {
    private enum Key: String {
        case dislikes = "dislike_behavior"
        case includesWatched = "include_watched"
        case mayChooseExplanations = "explanations.may_choose"
        case wantsExplanations = "explanations.choice"
        case movieLibraryName = "library_titles.movies"
        case seriesLibraryName = "library_titles.series"
    }

    /// Reads what `stored` wrote; what it does not understand has its standard.
    package init(stored: [String: String]) {
        func text(_ key: Key) -> String? { stored[key.rawValue] }
        dislikes = text(.dislikes).flatMap(DislikeBehaviour.init(rawValue:)) ?? .exclude
        includesWatched = text(.includesWatched) == "true"
        mayChooseExplanations = text(.mayChooseExplanations) == "true"
        wantsExplanations = text(.wantsExplanations).map { $0 == "true" }
        movieLibraryName = text(.movieLibraryName)
        seriesLibraryName = text(.seriesLibraryName)
    }

    /// What differs from the standard, by key.
    package var stored: [String: String] {
        var values: [Key: String] = [:]
        if dislikes != .exclude { values[.dislikes] = dislikes.rawValue }
        if includesWatched { values[.includesWatched] = "true" }
        if mayChooseExplanations { values[.mayChooseExplanations] = "true" }
        values[.wantsExplanations] = wantsExplanations.map { $0 ? "true" : "false" }
        values[.movieLibraryName] = movieLibraryName
        values[.seriesLibraryName] = seriesLibraryName
        return Dictionary(values.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
    }
}
