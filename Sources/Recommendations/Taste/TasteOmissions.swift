package import Activity
package import Basics
package import Domain

/// What people take out of their taste, and what that changes.
package struct TasteOmissions: Sendable {
    private let store: any TasteStore
    private let titles: any BrowseStore
    private let profiles: Profiles
    private let runner: RecommendationRunner
    private let world: World

    package init(
        store: any TasteStore, titles: any BrowseStore, profiles: Profiles, runner: RecommendationRunner, world: World
    ) {
        self.store = store
        self.titles = titles
        self.profiles = profiles
        self.runner = runner
        self.world = world
    }

    /// Oldest first.
    package func all(of user: UserID) async throws -> [ShownOmission] {
        try await shown(try await store.omissions(of: user))
    }

    /// The stored one where it is there already; nil for an unknown title. Throws `TasteError.tooMany`.
    package func add(_ omission: TasteOmission, of user: UserID) async throws -> ShownOmission? {
        guard try await isKnown(omission) else { return nil }
        guard let stored = try await store.omit(omission, of: user, at: world.now()) else { return nil }
        return try await shown([stored]).first
    }

    /// False when there is none.
    package func remove(_ id: ID<StoredOmission>, of user: UserID) async throws -> Bool {
        try await store.restore(id, of: user)
    }

    /// What would leave and enter the top of the recommendations; nil for an unknown title. Nothing is stored.
    package func preview(_ omission: TasteOmission, of user: User) async throws -> TasteChange? {
        var kinds = [TitleKind.movie, .series]
        if case .title(let id) = omission {
            guard let kind = try await kind(of: id) else { return nil }
            kinds = [kind]
        }
        var change = TasteChange()
        if kinds.contains(.movie) { change.films = try await self.change(.movie, omission, of: user) }
        if kinds.contains(.series) { change.series = try await self.change(.series, omission, of: user) }
        return change
    }

    private func change(_ kind: TitleKind, _ omission: TasteOmission, of user: User) async throws -> PickChange {
        let before = try await top(kind, of: user)
        let after = try await top(kind, of: user, omitting: [omission])
        return PickChange(
            leaving: try await titles.shown(before.filter { !after.contains($0) }),
            entering: try await titles.shown(after.filter { !before.contains($0) }))
    }

    /// The titles at the top, as they would be chosen now.
    private func top(_ kind: TitleKind, of user: User, omitting: [TasteOmission] = []) async throws -> [TitleID] {
        let viewer = try await profiles.standardInForce(of: user.id).viewer
        let request = try await runner.request(kind, for: user, as: viewer, omitting: omitting)
        let recommender = try await runner.recommender(kind)
        let picks = try await runner.compute { try recommender.picks(for: request) }
        return picks.selected.prefix(PickLimits.comparedMax).map(\.title)
    }

    private func isKnown(_ omission: TasteOmission) async throws -> Bool {
        guard case .title(let id) = omission else { return true }
        return try await kind(of: id) != nil
    }

    /// Of a film or series; nil for everything else.
    private func kind(of id: TitleID) async throws -> TitleKind? {
        guard let kind = try await titles.titles([id]).first?.kind else { return nil }
        return kind == .movie || kind == .series ? kind : nil
    }

    private func shown(_ stored: [StoredOmission]) async throws -> [ShownOmission] {
        let ids = stored.compactMap { stored in
            if case .title(let id) = stored.omission { id } else { nil }
        }
        let found = ids.isEmpty ? [] : try await titles.titles(ids)
        let byID = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        return stored.map { stored in
            guard case .title(let id) = stored.omission else { return ShownOmission(stored: stored, title: nil) }
            return ShownOmission(stored: stored, title: byID[id])
        }
    }
}

/// Something that somebody took out of their taste, with its title where it is one.
package struct ShownOmission: Hashable, Sendable {
    package let stored: StoredOmission
    package let title: Title?

    package init(stored: StoredOmission, title: Title?) {
        self.stored = stored
        self.title = title
    }
}

/// The titles that leave and enter the top of recommendations.
package struct PickChange: Hashable, Sendable {
    package var leaving: [Title] = []
    package var entering: [Title] = []

    package init(leaving: [Title] = [], entering: [Title] = []) {
        self.leaving = leaving
        self.entering = entering
    }
}

/// What becomes of recommendations when something is taken out of a taste.
package struct TasteChange: Hashable, Sendable {
    package var films = PickChange()
    package var series = PickChange()

    package init() {}
}
