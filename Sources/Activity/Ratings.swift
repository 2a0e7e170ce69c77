package import Basics
package import Domain

/// What people think of films and series, whichever way they say it: the last opinion wins.
package struct Ratings: Sendable {
    private let store: any RatingStore
    private let world: World

    package init(store: any RatingStore, world: World) {
        self.store = store
        self.world = world
    }

    /// Takes an opinion that is given now. False when there is no such title; where a kind is named, no known one of
    /// it.
    package func rate(_ title: TitleID, _ value: Int, of kind: TitleKind? = nil, by user: UserID) async throws -> Bool {
        try await give(value, to: title, of: kind, by: user) != .unknownTitle
    }

    /// Withdraws what was thought; nothing happens where that is nothing.
    package func withdraw(_ title: TitleID, of kind: TitleKind? = nil, by user: UserID) async throws {
        _ = try await give(nil, to: title, of: kind, by: user)
    }

    /// What somebody says now counts, even where a clock that was wrong has dated an older opinion into the future.
    private func give(
        _ value: Int?, to title: TitleID, of kind: TitleKind?, by user: UserID
    ) async throws -> OpinionOutcome? {
        var opinion = Opinion(title, value, source: .manual, at: world.now())
        opinion.kind = kind
        let outcome = try await take([opinion], of: user).first
        guard outcome == .outdated, let later = try await store.ratedAt(title, by: user) else { return outcome }
        opinion = Opinion(title, value, source: .manual, at: max(opinion.ratedAt, later))
        return try await take([opinion], of: user).first
    }

    /// Takes opinions in that were given at any time; outcomes are in their order.
    package func take(_ opinions: [Opinion], of user: UserID) async throws -> [OpinionOutcome] {
        try await store.take(opinions, of: user, at: world.now())
    }

    package func rating(of title: TitleID, by user: UserID) async throws -> Rating? {
        try await store.rating(of: title, by: user)
    }

    /// Those among the titles that the person rated.
    package func ratings(of titles: [TitleID], by user: UserID) async throws -> [TitleID: Rating] {
        try await store.ratings(of: titles, by: user)
    }

    /// The latest change first.
    package func all(by user: UserID) async throws -> [Rating] {
        try await store.ratings(by: user)
    }
}
