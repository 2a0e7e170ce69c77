package import Domain

/// What picks of one kind of title for one person are made of.
package struct PickRequest: Sendable {
    package var settings: PickSettings
    /// In any order; entries of titles that the catalogue does not hold say nothing.
    package var history: [HistoryEntry]
    package var dislikes = DislikeBehaviour.exclude
    /// Whether titles that were played may be picked again. What was rated without a play stays out.
    package var includesWatched = false
    /// What this person must not see: above the parental limit, or in no enabled library.
    package var hidden: Set<TitleID> = []

    package init(settings: PickSettings, history: [HistoryEntry]) {
        self.settings = settings
        self.history = history
    }
}
