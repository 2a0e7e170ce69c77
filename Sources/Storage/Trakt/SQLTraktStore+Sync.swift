package import Basics
package import Domain
import SQL

/// Where Trakt's ratings meet those of this server.
extension SQLTraktStore: TraktSyncStore {
    package func catalogueVersion() async throws -> Int64 {
        try await database.read { try $0.version(of: .titles) }
    }

    package func reconcile(
        _ pulls: [TraktPull], _ glance: TraktGlance, over link: TraktLink, at moment: Instant
    ) async throws -> [TraktKind: TraktTally] {
        try await database.writeAmongRemovals { connection in
            try Self.lock(link.user, connection)
            guard try Self.link(of: link.user, connection)?.connectedAt == link.connectedAt else {
                throw TraktFailure.notConnected
            }
            let meeting = TraktMeeting(ratings: ratings, user: link.user, moment: moment, connection: connection)
            var tallies: [TraktKind: TraktTally] = [:]
            for pull in pulls { tallies[pull.kind] = try meeting.hold(over: pull) }
            let isWhole = pulls.allSatisfy(\.ratings.areComplete)
            try connection.execute(
                """
                UPDATE trakt_link SET synced_at = \(moment), movies_rated_at = \(glance.activity.moviesRatedAt),
                    shows_rated_at = \(glance.activity.showsRatedAt),
                    catalogue_version = \(isWhole ? glance.catalogue : nil), problem = NULL
                WHERE user_id = \(link.user)
                """)
            return tallies
        }
    }
}

/// Brings the ratings of one kind together, inside one transaction.
private struct TraktMeeting {
    /// A row of the table `rating`.
    private struct Standing {
        let ours: TraktSync.Ours
        let ratedAt: Instant
    }

    let ratings: SQLRatingStore
    let user: UserID
    let moment: Instant
    let connection: any SQLConnection

    func hold(over pull: TraktPull) throws -> TraktTally {
        let kind = pull.kind.titleKind
        let standings = try standings(kind)
        let titles = try titles(pull)
        let plan = TraktSyncPlan(pull.ratings, ours: standings.mapValues(\.ours), now: moment) { rating in
            rating.title.match { titles[$0] }
        }
        try takeOver(plan, standings)
        if pull.ratings.areComplete { try agree(on: plan.agreed) }
        try wish(plan, standings, pull)
        return TraktTally(plan)
    }

    private func standings(_ kind: TitleKind) throws -> [TitleID: Standing] {
        var standings: [TitleID: Standing] = [:]
        try connection.forEach(
            """
            SELECT title_id, value, source, rated_at, updated_at, trakt_at FROM rating
            WHERE user_id = \(user) AND kind = \(kind) AND title_id IS NOT NULL
            """
        ) { row in
            let (source, ratedAt) = (try row.get(2, as: RatingSource.self), try row.get(3, as: Instant.self))
            let ours: TraktSync.Ours =
                if let value = try row.optionalInt(1) {
                    .rated(
                        TraktSync.Own(
                            value: value, source: source, changedAt: ratedAt, touchedAt: try row.get(4),
                            agreedAt: try row.get(5)))
                } else if source == .trakt {
                    // The copy went when Trakt's rating did: nobody took anything back here.
                    .nothing
                } else {
                    .withdrawn(at: ratedAt)
                }
            standings[try row.get(0)] = Standing(ours: ours, ratedAt: ratedAt)
        }
        return standings
    }

    /// The titles that Trakt's ratings may mean, by each of their ids.
    private func titles(_ pull: TraktPull) throws -> [TraktTitle.Key: TitleID] {
        let keys = pull.ratings.ratings.flatMap(\.title.keys)
        var titles: [TraktTitle.Key: TitleID] = [:]
        let imdbIDs = keys.compactMap { if case .imdb(let id) = $0 { id } else { nil } }
        let tmdbIDs = keys.compactMap { if case .tmdb(let id) = $0 { id } else { nil } }
        let tvdbIDs = keys.compactMap { if case .tvdb(let id) = $0 { id } else { nil } }
        let meant: SQL = "t.kind = \(pull.kind.titleKind) AND \(sql: MergedTitles.isMeant)"
        let id: SQL = MergedTitles.meantID
        if !imdbIDs.isEmpty {
            try connection.forEach(
                "SELECT \(sql: id), t.imdb_id FROM title t WHERE t.imdb_id IN \(list: imdbIDs) AND \(sql: meant)"
            ) { row in
                let imdbID: IMDbID = try row.get(1)
                titles[.imdb(imdbID)] = try row.get(0)
            }
        }
        if !tmdbIDs.isEmpty {
            try connection.forEach(
                "SELECT \(sql: id), t.tmdb_id FROM title t WHERE t.tmdb_id IN \(list: tmdbIDs) AND \(sql: meant)"
            ) { row in
                let number = try row.int(1)
                titles[.tmdb(number)] = try row.get(0)
            }
        }
        if !tvdbIDs.isEmpty {
            // Nothing keeps two series from having one id, so the later one is put first and the earlier over it.
            try connection.forEach(
                """
                SELECT \(sql: id), f.tvdb_id FROM series_fact f JOIN title t ON t.id = f.title_id
                WHERE f.tvdb_id IN \(list: tvdbIDs) AND \(sql: meant) ORDER BY t.id DESC
                """
            ) { row in
                let number = try row.int(1)
                titles[.tvdb(number)] = try row.get(0)
            }
        }
        return titles
    }

    /// What was decided here is taken whatever a moment says: what stands was given in this order.
    private func takeOver(_ plan: TraktSyncPlan<TitleID>, _ standings: [TitleID: Standing]) throws {
        let changes = (plan.imports + plan.updates).map { change in
            let ratedAt = max(change.at, standings[change.title]?.ratedAt ?? change.at)
            return Opinion(change.title, change.value, source: .trakt, at: ratedAt)
        }
        let removals = plan.removals.map { title in
            Opinion(title, nil, source: .trakt, at: standings[title]?.ratedAt ?? moment)
        }
        guard !changes.isEmpty || !removals.isEmpty else { return }
        _ = try ratings.take(changes + removals, of: user, at: moment, connection)
    }

    private func agree(on titles: Set<TitleID>) throws {
        guard !titles.isEmpty else { return }
        try connection.execute(
            """
            UPDATE rating SET trakt_at = \(moment)
            WHERE user_id = \(user) AND title_id IN \(list: titles.sorted())
                AND (trakt_at IS NULL OR trakt_at < updated_at)
            """)
    }

    /// A whole list tells which older wishes have come true; those that came after it was read stay.
    private func wish(
        _ plan: TraktSyncPlan<TitleID>, _ standings: [TitleID: Standing], _ pull: TraktPull
    ) throws {
        let kind = pull.kind.titleKind
        let pushes = plan.pushes.map { change in
            TraktWishRows.Wish(titleID: change.title, kind: kind, value: change.value, ratedAt: change.at)
        }
        let withdrawals = plan.withdrawals.map { title in
            TraktWishRows.Wish(
                titleID: title, kind: kind, value: nil, ratedAt: standings[title]?.ratedAt ?? moment)
        }
        let wishes = pushes + withdrawals
        if pull.ratings.areComplete {
            try connection.execute(
                """
                DELETE FROM trakt_wish WHERE user_id = \(user) AND kind = \(kind) AND wished_at < \(pull.readAt)
                    AND title_id NOT IN \(list: wishes.map(\.titleID))
                """)
        }
        try TraktWishRows.put(wishes, of: user, at: moment, keepingEqual: true, connection)
    }
}
