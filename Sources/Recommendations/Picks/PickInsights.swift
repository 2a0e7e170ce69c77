package import Activity
package import Domain

/// Why titles were recommended to people, or what kept them from that.
package struct PickInsights: Sendable {
    private let store: any RecommendationStore
    private let titles: any BrowseStore
    private let taste: any TasteFactsSource
    private let profiles: Profiles
    private let runner: RecommendationRunner

    package init(
        store: any RecommendationStore, titles: any BrowseStore, taste: any TasteFactsSource, profiles: Profiles,
        runner: RecommendationRunner
    ) {
        self.store = store
        self.titles = titles
        self.taste = taste
        self.profiles = profiles
        self.runner = runner
    }

    /// Why the latest completed run recommended a title or did not. What is kept from the person by now was no
    /// candidate, and speaks for none.
    package func insight(_ title: TitleID, _ kind: TitleKind, of user: User) async throws -> PickVerdict {
        guard let run = try await store.latest(kind, of: user.id) else { return .noRun }
        let profile = try await profiles.standardInForce(of: user.id)
        guard let candidate = try await store.candidate(title, in: run.id),
            let shown = try await titles.title(title, kind),
            AgeLimit(of: user, profile.viewer).allows(shown.metadata.contentRating)
        else { return .noCandidate }
        let evidence = try await evidence(of: candidate, kind, user, profile.viewer)
        let omissions = try await runner.reader.omissions(of: user.id)
        let watched = try await taste.facts(kind, of: profile.profile.id, without: omissions).genres
        return .candidate(
            PickInsight(
                candidate: candidate, evidence: evidence,
                genres: GenreAnalysis(of: shown.metadata.genres, in: watched)))
    }

    /// What speaks for a candidate of one of this person's runs; nil when there is none.
    package func evidence(of id: CandidateID, user: User) async throws -> [ShownEvidence]? {
        guard let candidate = try await store.candidate(id, of: user.id),
            let run = try await store.run(candidate.runID, of: user.id)
        else { return nil }
        return try await evidence(
            of: candidate, run.kind, user, profiles.standardInForce(of: user.id).viewer)
    }

    /// What was stored with a selected title. For one that was only weighed it is looked for when somebody asks, in
    /// what the person likes by now: few ask, and a run would store a thousand rows more.
    private func evidence(
        of candidate: StoredCandidate, _ kind: TitleKind, _ user: User, _ viewer: Viewer
    ) async throws -> [ShownEvidence] {
        let stored = try await store.evidence(of: candidate.id).map { (id: $0.id.description, evidence: $0.evidence) }
        var known = stored
        if stored.isEmpty {
            known = try await nearest(to: candidate, kind, user, viewer).map { evidence in
                (id: "\(candidate.id)-\(evidence.titleID)", evidence: evidence)
            }
        }
        let best = known.prefix(PickLimits.evidenceShownMax)
        let found = try await titles.byID(best.map(\.evidence.titleID))
        let limit = AgeLimit(of: user, viewer)
        return best.compactMap { known in
            guard let title = found[known.evidence.titleID], limit.allows(title.metadata.contentRating) else {
                return nil
            }
            return ShownEvidence(id: known.id, evidence: known.evidence, title: title)
        }
    }

    private func nearest(
        to candidate: StoredCandidate, _ kind: TitleKind, _ user: User, _ viewer: Viewer
    ) async throws -> [Evidence] {
        let request = try await runner.request(kind, for: user, as: viewer)
        // What others like has no part in it, so that no model need be learned.
        let recommender = Recommender(catalogue: try await runner.reader.recentItems(kind).catalogue, model: nil)
        return try await runner.compute {
            recommender.evidence(for: candidate.titleID, in: request, count: PickLimits.evidenceShownMax)
                .map { Evidence($0) }
        }
    }
}
