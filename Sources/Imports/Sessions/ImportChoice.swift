import Basics
import Domain

/// What somebody says of one film of an import.
enum ImportChoice: Sendable, Hashable {
    /// 1 to 10, as of a moment where one is named.
    case rate(Int, at: Instant?)
    /// What the file says: its rating where it has one, as of a moment where one is named.
    case asInFile(ratedAt: Instant?)
    /// Watched, and nothing about how it was.
    case watched
}

extension ImportChoice {
    /// What is to be written for an item; `draft` is what is known of its film.
    func decision(on item: ImportItem, at index: Int, draft: TitleDraft, now: Instant) -> ImportDecision {
        var decision = ImportDecision(index: index, draft: draft)
        decision.opinion = opinion(on: item.film, now: now)
        let isWatched = self == .watched || item.film.isWatched
        if isWatched {
            decision.viewings = item.film.watchDates.isEmpty ? [WatchEvent.undated] : item.film.watchDates
        }
        if self != .watched { decision.keptAt = item.film.keptAt }
        return decision
    }

    private func opinion(on film: ImportedFilm, now: Instant) -> ImportedOpinion? {
        switch self {
        case .watched: nil
        case .rate(let value, let moment?): ImportedOpinion(value: value, ratedAt: moment, isGivenNow: false)
        case .rate(let value, nil):
            ImportedOpinion(value: value, ratedAt: film.lastWatchedAt ?? now, isGivenNow: true)
        case .asInFile(let moment):
            film.rating.map { rating in
                ImportedOpinion(
                    value: rating.value, ratedAt: moment ?? rating.ratedAt ?? film.lastWatchedAt ?? now,
                    isGivenNow: false)
            }
        }
    }
}

extension ImportedFilm {
    /// The newest viewing of which somebody knows when it was.
    fileprivate var lastWatchedAt: Instant? { watchDates.first { $0 != WatchEvent.undated } }
}
