import Basics
package import Domain

/// What recommendations go by for one profile and one kind of title.
package struct TastePerson: Sendable {
    /// What tells of the person's taste.
    package let history: [HistoryEntry]
    /// Everything as it is stored, with what the person took out of their taste.
    package let entries: [TasteEntry]

    /// `genres` gives those of a title; of one that it does not know none are omitted.
    init(_ entries: [TasteEntry], without omissions: [TasteOmission], genres: (TitleID) -> [String]) {
        self.entries = entries
        let filter = OmissionFilter(omissions)
        history = entries.compactMap { filter.rest(of: $0, genres: genres($0.titleID)) }.map { HistoryEntry($0) }
    }

    /// Whether there is anything that picks can be made from.
    package var hasTaste: Bool { history.contains { $0.tellsOfTaste } }

    /// What must not be chosen: also what was taken out of the taste is known to the person.
    func known(includesWatched: Bool, dislikes: DislikeBehaviour) -> Set<TitleID> {
        Set(
            entries.lazy.filter { entry in
                if entry.isDisliked, dislikes == .exclude { return true }
                if includesWatched { return false }
                return entry.isWatched || (entry.rating != nil && !entry.isDisliked)
            }.map(\.titleID))
    }
}

/// Takes out of somebody's history what they do not want to be counted.
private struct OmissionFilter {
    private var titles: Set<TitleID> = []
    private var genres: Set<String> = []
    private var periods: [Range<Instant>] = []

    init(_ omissions: [TasteOmission]) {
        for omission in omissions {
            switch omission {
            case .title(let title): titles.insert(title)
            case .genre(let genre): genres.insert(genre.lowercased())
            case .period(let period): periods.append(period)
            }
        }
    }

    /// What is left of an entry; nil for nothing.
    func rest(of entry: TasteEntry, genres titleGenres: [String]) -> TasteEntry? {
        guard !titles.contains(entry.titleID), !titleGenres.contains(where: { genres.contains($0.lowercased()) })
        else { return nil }
        var rest = entry
        if isOmitted(entry.lastPlayedAt) {
            (rest.plays, rest.lastPlayedAt, rest.episodesWatched, rest.completion) = (0, nil, 0, 0)
        }
        if isOmitted(entry.ratedAt) { (rest.rating, rest.ratedAt) = (nil, nil) }
        return rest.isWatched || rest.isFavourite || rest.rating != nil ? rest : nil
    }

    private func isOmitted(_ moment: Instant?) -> Bool {
        guard let moment, moment != WatchEvent.undated else { return false }
        return periods.contains { $0.contains(moment) }
    }
}

extension TasteEntry {
    var isDisliked: Bool { rating.map { $0 <= Opinion.dislikeMax } ?? false }

    /// Seen to its end, or beyond the beginning.
    var isWatched: Bool { plays > 0 || completion > Opinion.startedMin }
}
