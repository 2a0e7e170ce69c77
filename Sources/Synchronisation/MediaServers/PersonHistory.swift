import Accounts
import Basics
import Domain

/// What one person watched and likes on the media server, taken over.
struct PersonHistory {
    let parts: MediaServerParts
    let visit: ServerVisit
    /// Films or series.
    let kind: TitleKind
    let isFull: Bool

    struct Outcome {
        /// Plays that were told.
        var itemCount = 0
        /// Plays of items that are no title here.
        var unknownCount = 0
        /// Why what is no longer told was not removed.
        var problem: String?
    }

    /// `onPage` is called after each page. Throws `MediaServerFailure`, what stores throw, and what `onPage` throws.
    func takeOver(_ user: MediaServerUser, onPage: () async throws -> Void) async throws -> Outcome {
        let account = try await parts.people.account(of: user, on: visit.key)
        let profile = try await parts.profiles.profiles(of: account.id, at: parts.world.now()).first
        guard let profile else { throw ProfileError.unknown }
        let shelf = PlayShelf(profile: profile.id, source: visit.key.kind.watchSource)
        let key = HistoryMarkKey(user: account.id, server: visit.key, kind: kind)
        let outcome = try await plays(of: user.id, shelf, key, onPage: onPage)
        try await FavouriteRound(plays: parts.plays, visit: visit, shelf: shelf, now: parts.world.now())
            .takeOver(kind, of: user.id, onPage: onPage)
        return outcome
    }

    private func plays(
        of user: MediaServerID, _ shelf: PlayShelf, _ key: HistoryMarkKey, onPage: () async throws -> Void
    ) async throws -> Outcome {
        let startedAt = parts.world.now()
        let mark = try await parts.plays.mark(key)
        // Titles of a library that was switched on since may have been watched long ago.
        let completedAt = try await parts.plays.completedAt(kind, on: visit.key)
        let isBehind = mark.map { mark in completedAt.map { $0 > mark.readAt } ?? false } ?? true
        let since = isFull || isBehind ? nil : mark?.playedUntil
        let filter: UserPlayFilter = kind == .movie ? .playedFilms : .playedEpisodes
        var collector = PlayCollector(parts.plays, shelf, on: visit.key, isFull: isFull)
        let end = try await visit.server.plays(of: user, filter, since: since).read { page in
            try await collector.take(page)
            try await onPage()
        }
        try await collector.finish(isComplete: end.isComplete, kind == .movie ? .movie : .episode)
        var outcome = Outcome(itemCount: collector.itemCount, unknownCount: collector.unknownCount)
        switch end {
        case .incomplete(.failed(let failure)): throw failure
        case .incomplete(let problem): outcome.problem = problem.sentence
        case .complete, .reachedKnown:
            let latest = [mark?.playedUntil, collector.latest.map { min($0, startedAt) }].compactMap(\.self).max()
            let readAt = isBehind && since == nil ? startedAt : mark?.readAt ?? startedAt
            try await parts.plays.setMark(HistoryMark(playedUntil: latest, readAt: readAt), key)
        }
        return outcome
    }
}
