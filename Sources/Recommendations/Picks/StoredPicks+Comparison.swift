package import Domain

extension StoredPicks {
    /// What a run selected, beside another one; without its id, beside the completed one of the kind before it. Titles
    /// that the person may not see by now are left out. Throws `PickComparisonError`.
    package func comparison(
        of id: RecommendationRunID, with formerID: RecommendationRunID?, for user: User
    ) async throws -> PickComparison {
        guard let run = try await store.run(id, of: user.id) else { throw PickComparisonError.unknownRun }
        let former = try await former(of: run, named: formerID)
        guard run.kind == former.kind else { throw PickComparisonError.differentKinds }
        guard run.state == .completed, former.state == .completed else { throw PickComparisonError.notCompleted }
        let (now, before) = (try await kept(run, for: user), try await kept(former, for: user))
        let inputs = InputDifference.all(
            from: try await store.inputs(of: former.id) ?? "", to: try await store.inputs(of: run.id) ?? "")
        let cameOnly = Set(now.picks.map(\.title.id)).subtracting(before.picks.map(\.title.id))
        let wentOnly = Set(before.picks.map(\.title.id)).subtracting(now.picks.map(\.title.id))
        let weighedBefore = try await weighed(cameOnly, in: former)
        let weighedNow = try await weighed(wentOnly, in: run)
        let places = Dictionary(before.picks.map { ($0.title.id, $0.standing) }) { first, _ in first }
        let known = now.picks.filter { places[$0.title.id] != nil }
        let moved = known.filter { places[$0.title.id]?.place != $0.place }
        return PickComparison(
            run: run, former: former,
            came: now.picks.filter { cameOnly.contains($0.title.id) }.map {
                ComparedPick(title: $0.title, now: $0.standing, before: weighedBefore[$0.title.id])
            },
            went: before.picks.filter { wentOnly.contains($0.title.id) }.map {
                ComparedPick(title: $0.title, now: weighedNow[$0.title.id], before: $0.standing)
            },
            moved: moved.map { ComparedPick(title: $0.title, now: $0.standing, before: places[$0.title.id]) },
            stayedCount: known.count - moved.count, inputs: inputs)
    }

    /// The completed run of the kind before this one, while it is kept what it selected.
    package func former(of run: RecommendationRun) async throws -> RecommendationRun? {
        // Films and series are in one list, and failed runs are among them.
        let runs = try await store.runs(of: run.userID, limit: 2 * DomainLimits.recommendationRunsKept)
        let completed = runs.filter { $0.kind == run.kind && $0.state == .completed }
            .prefix(DomainLimits.recommendationRunsWithCandidates)
        return completed.first { $0.id < run.id }
    }

    private func former(
        of run: RecommendationRun, named id: RecommendationRunID?
    ) async throws -> RecommendationRun {
        guard let id else {
            guard let former = try await former(of: run) else { throw PickComparisonError.noFormer }
            return former
        }
        guard let former = try await store.run(id, of: run.userID) else { throw PickComparisonError.unknownRun }
        return former
    }

    private func kept(_ run: RecommendationRun, for user: User) async throws -> PickedTitles {
        let picked = try await picked(in: run, for: user)
        if picked.picks.isEmpty, run.selectedCount > 0, try await store.selected(in: run.id).isEmpty {
            throw PickComparisonError.forgotten
        }
        return picked
    }

    /// What a run thought of titles that it did not select.
    private func weighed(
        _ titles: Set<TitleID>, in run: RecommendationRun
    ) async throws -> [TitleID: ComparedPick.Standing] {
        let found = try await store.candidates(titles.sorted(), in: run.id)
        let standings = found.map { ($0.titleID, ComparedPick.Standing(candidate: $0, place: nil)) }
        return Dictionary(standings) { first, _ in first }
    }
}

extension PickedTitle {
    fileprivate var standing: ComparedPick.Standing { ComparedPick.Standing(candidate: candidate, place: place) }
}
