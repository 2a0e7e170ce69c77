package import Activity
package import Basics
package import Domain

/// What can be wrong with a question about ratings of films.
package enum RankingError: Error, Equatable, Sendable {
    case unknownFilm
    case unknownRating
    case ofSomebodyElse
}

/// A rating and the film that it is about.
package struct GivenRating: Sendable, Hashable {
    package let rating: Rating
    package let filmUUID: String
    /// Whether the person had not rated the film before.
    package let isNew: Bool
}

/// A page of rated films, and how many there are in all.
package struct RankingPage: Sendable, Hashable {
    package let films: [RankedFilm]
    package let total: Int
}

/// The films that somebody rated, in lists and numbers. The ratings are those of all surfaces.
package struct Rankings: Sendable {
    private let store: any RankingStore
    private let ratings: Ratings
    private let world: World

    package init(store: any RankingStore, ratings: Ratings, world: World) {
        self.store = store
        self.ratings = ratings
        self.world = world
    }

    /// A page past the end is empty and has the true total.
    package func page(of user: UserID, order: RankingOrder, offset: Int, limit: Int) async throws -> RankingPage {
        let (films, total) = try await store.page(of: user, order: order, offset: offset, limit: limit)
        return RankingPage(films: films, total: total)
    }

    /// Takes an opinion of 1 to 10 that is given now, whatever moment it is dated. Without a moment an opinion that is
    /// there keeps its own; one that is still to come is now. Throws `RankingError.unknownFilm`.
    package func rate(
        _ filmUUID: String, _ value: Int, ratedAt: Instant?, by user: UserID
    ) async throws -> GivenRating {
        guard let key = ImportDesk.key(filmUUID), let film = try await store.film(uuid: key) else {
            throw RankingError.unknownFilm
        }
        let before = try await ratings.rating(of: film.id, by: user)
        let now = world.now()
        let moment = ratedAt?.upTo(now) ?? before?.ratedAt ?? now
        var opinion = Opinion(film.id, value, source: .manual, at: moment)
        opinion.isGivenNow = true
        let outcome = try await ratings.take([opinion], of: user).first
        guard let rating = try await ratings.rating(of: film.id, by: user) else { throw RankingError.unknownFilm }
        return GivenRating(rating: rating, filmUUID: film.uuid, isNew: outcome == .added)
    }

    /// Withdraws one opinion. Throws `RankingError` `unknownRating` and `ofSomebodyElse`.
    package func remove(_ uuid: String, of user: UserID) async throws {
        guard let key = ImportDesk.key(uuid), let rating = try await store.rating(uuid: key) else {
            throw RankingError.unknownRating
        }
        guard rating.userID == user else { throw RankingError.ofSomebodyElse }
        try await withdraw([rating.titleID], of: user)
    }

    /// Withdraws what the person thinks of films; what they think of series stays.
    package func removeAll(of user: UserID) async throws {
        let order = RankingOrder(.ratedAt, isAscending: true)
        for _ in 1...ImportsLimits.rankingPagesMax {
            let (films, _) = try await store.page(
                of: user, order: order, offset: 0, limit: ImportsLimits.rankingsPerPage)
            guard !films.isEmpty else { return }
            try await withdraw(films.map(\.rating.titleID), of: user)
        }
    }

    private func withdraw(_ titles: [TitleID], of user: UserID) async throws {
        let now = world.now()
        let opinions = titles.map { title in
            var opinion = Opinion(title, nil, source: .manual, at: now)
            opinion.isGivenNow = true
            return opinion
        }
        _ = try await ratings.take(opinions, of: user)
    }
}

/// The same in numbers; days are those of UTC.
extension Rankings {
    package func activity(of user: UserID) async throws -> RatingActivity {
        RatingActivity(try await store.marks(of: user), today: today)
    }

    package func genres(of user: UserID) async throws -> GenreShares {
        GenreShares(try await store.marks(of: user), today: today)
    }

    package func numbers(of user: UserID) async throws -> RatingNumbers {
        RatingNumbers(try await store.marks(of: user), today: today)
    }

    /// How often each number of stars was given, one star first.
    package func distribution(of user: UserID) async throws -> [Int] {
        let marks = try await store.marks(of: user)
        return Stars.range.map { stars in marks.count { Stars.of($0.value) == stars } }
    }

    private var today: CalendarDay { CalendarDay(of: world.now()) }
}
