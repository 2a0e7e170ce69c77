package import Basics

/// What one synchronisation of films, or of series, has to do.
package struct TraktSyncPlan<Title: Hashable & Comparable & Sendable>: Sendable {
    /// A title's new rating.
    package struct Change: Hashable, Sendable {
        package let title: Title
        package let value: Int
        package let at: Instant
    }

    /// New here, with source `trakt`.
    package private(set) var imports: [Change] = []
    /// Other values here, with source `trakt`.
    package private(set) var updates: [Change] = []
    /// Ratings to send to Trakt.
    package private(set) var pushes: [Change] = []
    /// Ratings to remove here.
    package private(set) var removals: [Title] = []
    /// Ratings to remove at Trakt.
    package private(set) var withdrawals: [Title] = []
    /// Titles in Trakt's list of which both sides say the same when imports and updates are done. Their `agreedAt`
    /// moves to the moment of the synchronisation if the list is complete.
    package private(set) var agreed: Set<Title> = []
    /// Trakt's ratings that changed nothing here: of titles that are not in the catalogue, second ones of the same
    /// title, equal ones, and those that give way to ours.
    package private(set) var skippedCount = 0

    package var importedCount: Int { imports.count }
    package var updatedCount: Int { updates.count }

    /// `ours` holds all of the user's ratings of the kind. `match` finds a title of the catalogue.
    package init(
        _ theirs: TraktRatings, ours: [Title: TraktSync.Ours], now: Instant, match: (TraktRating) -> Title?
    ) {
        var known: [Title: TraktRating] = [:]
        var order: [Title] = []
        for rating in theirs.ratings {
            guard let title = match(rating) else { continue }
            guard let other = known[title] else {
                known[title] = rating
                order.append(title)
                continue
            }
            if rating.ratedAt > other.ratedAt { known[title] = rating }
        }
        for title in order {
            guard let rating = known[title] else { continue }
            let theirs = TraktSync.Theirs.rated(value: rating.value, at: rating.ratedAt)
            take(TraktSync.decide(ours[title] ?? .nothing, theirs, now: now), title)
        }
        for title in ours.keys.filter({ known[$0] == nil }).sorted() {
            guard let own = ours[title] else { continue }
            take(TraktSync.decide(own, theirs.areComplete ? .absent : .unknown, now: now), title)
        }
        agreed = Set(order).subtracting(pushes.map(\.title)).subtracting(withdrawals)
        skippedCount = theirs.ratings.count - imports.count - updates.count
    }

    private mutating func take(_ decision: TraktSync.Decision, _ title: Title) {
        switch decision {
        case .importHere(let value, let moment): imports.append(Change(title: title, value: value, at: moment))
        case .updateHere(let value, let moment): updates.append(Change(title: title, value: value, at: moment))
        case .push(let value, let moment): pushes.append(Change(title: title, value: value, at: moment))
        case .removeHere: removals.append(title)
        case .removeThere: withdrawals.append(title)
        case .nothing: break
        }
    }
}
