package import Domain

/// What recommendations go by for one profile and one kind of title.
package struct TastePerson: Sendable {
    /// What tells of the person's taste.
    package let history: [HistoryEntry]
    /// Everything as it is stored, with what the person took out of their taste.
    package let entries: [TasteEntry]

    /// `counted` is what is left of the entries for the taste.
    init(_ entries: [TasteEntry], counted: [TasteEntry]) {
        self.entries = entries
        history = counted.filter { $0.isWatched || $0.isFavourite || $0.rating != nil }.map { HistoryEntry($0) }
    }

    /// Whether there is anything that picks can be made from.
    package var hasTaste: Bool { history.contains { $0.tellsOfTaste } }

    /// What must not be chosen: also what was taken out of the taste is known to the person.
    func known(includesWatched: Bool, dislikes: DislikeBehaviour) -> Set<TitleID> {
        Set(
            entries.lazy.filter { entry in
                if entry.isDisliked, dislikes == .exclude { return true }
                if entry.isWatched { return !includesWatched }
                return entry.rating != nil && !entry.isDisliked
            }.map(\.titleID))
    }
}

extension TasteEntry {
    var isDisliked: Bool { rating.map { $0 <= Opinion.dislikeMax } ?? false }

    /// Seen to its end, or beyond the beginning.
    var isWatched: Bool { plays > 0 || completion > Opinion.startedMin }
}
