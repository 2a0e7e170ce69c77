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
        let film = item.film.upTo(now)
        decision.opinion = opinion(on: film, now: now)
        let isWatched = self == .watched || film.isWatched
        if isWatched {
            decision.viewings = film.watchDates.isEmpty ? [WatchEvent.undated] : film.watchDates
        }
        if self != .watched { decision.keptAt = film.keptAt }
        return decision
    }

    private func opinion(on film: ImportedFilm, now: Instant) -> ImportedOpinion? {
        switch self {
        case .watched: nil
        case .rate(let value, let moment?):
            ImportedOpinion(value: value, ratedAt: moment.upTo(now), isGivenNow: false)
        case .rate(let value, nil):
            ImportedOpinion(value: value, ratedAt: film.lastWatchedAt ?? now, isGivenNow: true)
        case .asInFile(let moment):
            film.rating.map { rating in
                ImportedOpinion(
                    value: rating.value,
                    ratedAt: moment?.upTo(now) ?? rating.ratedAt ?? film.lastWatchedAt ?? now, isGivenNow: false)
            }
        }
    }
}

extension Instant {
    /// Whether nothing can have happened at this moment yet: day and month were swapped, or a clock was wrong.
    fileprivate func isAhead(of now: Instant) -> Bool { self > now.adding(seconds: ImportsLimits.aheadSecondsMax) }

    /// Now instead of a moment at which nothing can have happened yet.
    func upTo(_ now: Instant) -> Instant { isAhead(of: now) ? now : self }
}

extension ImportedFilm {
    /// The film without moments that are still to come: nobody knows when such a viewing was, and what was said or
    /// kept then is of now.
    func upTo(_ now: Instant) -> ImportedFilm {
        var film = self
        let past = watchDates.filter { !$0.isAhead(of: now) && $0 != WatchEvent.undated }
        if past.count < watchDates.count { film.watchDates = past + [WatchEvent.undated] }
        film.rating?.ratedAt = rating?.ratedAt?.upTo(now)
        film.keptAt = keptAt?.upTo(now)
        return film
    }

    /// The newest viewing of which somebody knows when it was.
    fileprivate var lastWatchedAt: Instant? { watchDates.first { $0 != WatchEvent.undated } }
}
