import Accounts
package import Activity
package import Domain

/// What was recommended to people, as their pages show it.
package struct StoredPicks: Sendable {
    let store: any RecommendationStore
    private let titles: any BrowseStore
    private let profiles: Profiles

    package init(store: any RecommendationStore, titles: any BrowseStore, profiles: Profiles) {
        self.store = store
        self.titles = titles
        self.profiles = profiles
    }

    /// The latest completed run with what it selected; nil before the first.
    package func latest(_ kind: TitleKind, of user: User) async throws -> PickedTitles? {
        guard let run = try await store.latest(kind, of: user.id) else { return nil }
        return try await picked(in: run, for: user)
    }

    /// A run of this kind and person, whatever became of it; nil when there is none.
    package func run(
        _ id: RecommendationRunID, _ kind: TitleKind, of user: User
    ) async throws -> PickedTitles? {
        guard let run = try await store.run(id, of: user.id), run.kind == kind else { return nil }
        return try await picked(in: run, for: user)
    }

    /// Newest first, films and series.
    package func runs(of user: UserID, limit: Int) async throws -> [RecommendationRun] {
        try await store.runs(of: user, limit: limit)
    }

    /// How many titles the latest completed run selected.
    package func count(_ kind: TitleKind, of user: UserID) async throws -> Int {
        try await store.selectedCount(kind, of: user)
    }

    /// What speaks for each of these, the nearest first.
    package func reasons(for picked: PickedTitles) async throws -> [CandidateID: [ShownEvidence]] {
        let wanted = Set(picked.picks.map(\.candidate.id))
        let stored = try await store.evidence(in: picked.run.id).filter { wanted.contains($0.key) }
            .mapValues { $0.prefix(PickLimits.evidenceShownMax) }
        let found = try await titles.byID(Set(stored.values.joined().map(\.evidence.titleID)).sorted())
        return stored.mapValues { stored in
            stored.compactMap { stored in
                found[stored.evidence.titleID].map {
                    ShownEvidence(id: stored.id.description, evidence: stored.evidence, title: $0)
                }
            }
        }
    }

    private func limit(of user: User) async throws -> AgeLimit {
        AgeLimit(of: user, try await profiles.standardInForce(of: user.id).viewer)
    }

    /// The selected ones that the person may still see, numbered without gaps.
    func picked(in run: RecommendationRun, for user: User) async throws -> PickedTitles {
        let selected = run.state == .completed ? try await store.selected(in: run.id) : []
        let found = try await titles.byID(selected.map(\.titleID))
        let limit = try await limit(of: user)
        let shown = selected.compactMap { candidate in
            found[candidate.titleID].flatMap { title in
                limit.allows(title.metadata.contentRating) ? (candidate: candidate, title: title) : nil
            }
        }
        let picks = shown.enumerated().map { place, pick in
            PickedTitle(candidate: pick.candidate, title: pick.title, place: place + 1)
        }
        return PickedTitles(run: run, picks: picks)
    }
}

extension BrowseStore {
    /// Those of these titles that there are.
    func byID(_ ids: [TitleID]) async throws -> [TitleID: Title] {
        guard !ids.isEmpty else { return [:] }
        return Dictionary(try await titles(ids).map { ($0.id, $0) }) { first, _ in first }
    }
}
