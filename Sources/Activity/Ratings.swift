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

    /// Takes an opinion that is given now. False when there is no such title.
    package func rate(_ title: TitleID, _ value: Int, by user: UserID) async throws -> Bool {
        try await take([Opinion(title, value, source: .manual, at: world.now())], of: user) != [.unknownTitle]
    }

    /// Withdraws what was thought; nothing happens where that is nothing.
    package func withdraw(_ title: TitleID, by user: UserID) async throws {
        _ = try await take([Opinion(title, nil, source: .manual, at: world.now())], of: user)
    }

    /// Takes opinions in that were given at any time; outcomes are in their order.
    package func take(_ opinions: [Opinion], of user: UserID) async throws -> [OpinionOutcome] {
        try await store.take(opinions, of: user, at: world.now())
    }

    package func rating(of title: TitleID, by user: UserID) async throws -> Rating? {
        try await store.rating(of: title, by: user)
    }

    /// The latest change first.
    package func all(by user: UserID) async throws -> [Rating] {
        try await store.ratings(by: user)
    }
}
