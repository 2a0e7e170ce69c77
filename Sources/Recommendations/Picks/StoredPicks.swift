package import Accounts
package import Activity
package import Domain

/// What was recommended to people, as their pages show it.
package struct StoredPicks: Sendable {
    private let store: any RecommendationStore
    private let titles: any BrowseStore
    private let taste: any TasteFactsSource
    private let profiles: Profiles

    package init(
        store: any RecommendationStore, titles: any BrowseStore, taste: any TasteFactsSource, profiles: Profiles
    ) {
        self.store = store
        self.titles = titles
        self.taste = taste
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

    /// Why the latest completed run recommended a title or did not. What is kept from the person by now was no
    /// candidate, and speaks for none.
    package func insight(
        _ title: TitleID, _ kind: TitleKind, of user: User
    ) async throws -> PickVerdict {
        guard let run = try await store.latest(kind, of: user.id) else { return .noRun }
        let profile = try await profiles.standardInForce(of: user.id)
        let limit = AgeLimit(of: user, profile.viewer)
        guard let candidate = try await store.candidate(title, in: run.id),
            let shown = try await titles.title(title, kind), limit.allows(shown.metadata.contentRating)
        else { return .noCandidate }
        let evidence = try await evidence(of: candidate, within: limit)
        let watched = try await taste.facts(kind, of: profile.profile.id).genres
        return .candidate(
            PickInsight(
                candidate: candidate, evidence: evidence,
                genres: GenreAnalysis(of: shown.metadata.genres, in: watched)))
    }

    /// What speaks for a candidate of one of this person's runs; nil when there is none.
    package func evidence(of id: CandidateID, user: User) async throws -> [ShownEvidence]? {
        guard let candidate = try await store.candidate(id, of: user.id) else { return nil }
        return try await evidence(of: candidate, within: limit(of: user))
    }

    /// What speaks for each of these, the nearest first.
    package func reasons(for picked: PickedTitles) async throws -> [CandidateID: [ShownEvidence]] {
        let wanted = Set(picked.picks.map(\.candidate.id))
        let stored = try await store.evidence(in: picked.run.id).filter { wanted.contains($0.key) }
            .mapValues { $0.prefix(PickLimits.evidenceShownMax) }
        let found = try await byID(Set(stored.values.joined().map(\.evidence.titleID)).sorted())
        return stored.mapValues { Self.shown($0, found) }
    }

    private func evidence(of candidate: StoredCandidate, within limit: AgeLimit) async throws -> [ShownEvidence] {
        let stored = try await store.evidence(of: candidate.id).prefix(PickLimits.evidenceShownMax)
        return Self.shown(stored, try await byID(stored.map(\.evidence.titleID)))
            .filter { limit.allows($0.title.metadata.contentRating) }
    }

    private func limit(of user: User) async throws -> AgeLimit {
        AgeLimit(of: user, try await profiles.standardInForce(of: user.id).viewer)
    }

    private static func shown(_ stored: ArraySlice<StoredEvidence>, _ found: [TitleID: Title]) -> [ShownEvidence] {
        stored.compactMap { stored in
            found[stored.evidence.titleID].map { ShownEvidence(stored: stored, title: $0) }
        }
    }

    /// The selected ones that the person may still see, numbered without gaps.
    private func picked(in run: RecommendationRun, for user: User) async throws -> PickedTitles {
        let selected = run.state == .completed ? try await store.selected(in: run.id) : []
        let found = try await byID(selected.map(\.titleID))
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

    private func byID(_ ids: [TitleID]) async throws -> [TitleID: Title] {
        guard !ids.isEmpty else { return [:] }
        return Dictionary(try await titles.titles(ids).map { ($0.id, $0) }) { first, _ in first }
    }
}
