package import Activity
package import Basics
package import Domain
package import NIOPosix

/// Chooses titles for people, says why, and stores it.
package struct RecommendationRunner: Sendable {
    package let reader: TasteReader
    let models: ItemModels
    let stores: Stores
    private let profiles: Profiles
    private let settings: @Sendable () -> RecommendationSettings
    private let explainer: PickExplainer
    private let threads: ComputeThreads
    let world: World
    private let turns = Turns<RunKey>()

    /// Where runs read and write besides the taste.
    package struct Stores: Sendable {
        let runs: any RecommendationStore
        let marks: any RecommenderMarkStore
        let accounts: any AccountStore
        let personal: any PersonalSettingStore

        package init(
            runs: any RecommendationStore, marks: any RecommenderMarkStore, accounts: any AccountStore,
            personal: any PersonalSettingStore
        ) {
            self.runs = runs
            self.marks = marks
            self.accounts = accounts
            self.personal = personal
        }
    }

    private struct RunKey: Hashable {
        let user: UserID
        let kind: TitleKind
    }

    /// `settings` are asked for each run anew; `threads` do the arithmetic that somebody waits for.
    package init(
        reader: TasteReader, stores: Stores, profiles: Profiles, explainer: PickExplainer,
        settings: @escaping @Sendable () -> RecommendationSettings, learning: ItemLearning, threads: NIOThreadPool,
        world: World
    ) {
        self.reader = reader
        self.stores = stores
        self.profiles = profiles
        self.explainer = explainer
        self.settings = settings
        self.threads = ComputeThreads(threads)
        self.world = world
        models = ItemModels(reader: reader, marks: stores.marks, learning: learning)
    }

    /// Chooses titles for one person and stores them. A failure is stored with the run and thrown as
    /// `RecommendationFailure`; a cancelled run is a failed one. Two for the same person and kind follow one another.
    package func run(
        _ kind: TitleKind, for user: UserID, cause: RecommendationCause
    ) async throws -> RecommendationRun {
        try await turns.take(RunKey(user: user, kind: kind)) { try await alone(kind, for: user, cause: cause) }
    }

    /// What the engine is asked when titles are chosen for a profile: history, settings, and what it must not see.
    /// `includesWatched` says so whatever the person wants for themselves.
    package func request(
        _ kind: TitleKind, for user: User, as viewer: Viewer, omitting omissions: [TasteOmission] = [],
        includesWatched: Bool? = nil
    ) async throws -> PickRequest {
        let person = try await reader.person(viewer.profile, user: user.id, kind, omitting: omissions)
        var personal = try await stores.personal.settings(of: user.id)
        personal.includesWatched = includesWatched ?? personal.includesWatched
        return try await request(
            kind, of: person, AgeLimit(of: user, viewer), personal, reader.recentItems(kind))
    }

    /// The recommender that is in force, over all titles of a kind.
    package func recommender(_ kind: TitleKind) async throws -> Recommender {
        try await models.recommender(over: reader.recentItems(kind))
    }

    /// Does processor work where it holds nobody up, as a part of the task that asks for it.
    package func compute<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await threads.run(work)
    }
}

extension RecommendationRunner {
    private func alone(
        _ kind: TitleKind, for id: UserID, cause: RecommendationCause
    ) async throws -> RecommendationRun {
        guard let user = try await stores.accounts.user(id: id) else { throw RecommendationFailure.unknownUser }
        let run = try await stores.runs.begin(kind, of: id, cause: cause, at: world.now())
        do {
            let outcome = try await outcome(kind, for: user, cause)
            guard try await stores.runs.complete(run, outcome, at: world.now()),
                let stored = try await stores.runs.run(run, of: id)
            else { throw RecommendationFailure.superseded }
            return stored
        } catch {
            // A store that is cut off in the middle may say so in words of its own.
            guard !Task.isCancelled, !(error is CancellationError) else {
                await fail(run, "It was cancelled.")
                throw CancellationError()
            }
            let failure = RecommendationFailure(error)
            await fail(run, failure.description)
            throw failure
        }
    }

    /// In a task of its own, because a cancelled one writes nothing. A run that cannot be marked is failed by the next.
    private func fail(_ run: RecommendationRunID, _ problem: String) async {
        let (runs, now) = (stores.runs, world.now())
        await Task { try? await runs.fail(run, problem: problem, at: now) }.value
    }

    private func outcome(
        _ kind: TitleKind, for user: User, _ cause: RecommendationCause
    ) async throws -> RecommendationOutcome {
        let viewer = try await profiles.standardInForce(of: user.id).viewer
        let items = try await reader.recentItems(kind)
        let person = try await reader.person(viewer.profile, user: user.id, kind)
        let personal = try await stores.personal.settings(of: user.id)
        let request = try await request(kind, of: person, AgeLimit(of: user, viewer), personal, items)
        let recommender = try await models.recommender(over: items)
        let picks = person.hasTaste ? try await compute { try recommender.picks(for: request) } : Picks()
        try Task.checkCancellation()
        let explanations = try await explainer.explanations(
            for: picks, ExplainedPerson(user: user.id, person: person), items, isAwaited: cause == .manual)
        let inputs = RunInputs(request, items, raters: recommender.model?.raterCount)
        return RecommendationOutcome(
            candidateCount: picks.candidateCount,
            candidates: picks.candidates.map { NewCandidate($0, explanation: explanations[$0.title]) },
            inputs: inputs.json)
    }

    private func request(
        _ kind: TitleKind, of person: TastePerson, _ limit: AgeLimit, _ personal: PersonalSettings, _ items: ItemsOfKind
    ) async throws -> PickRequest {
        let settings = settings()
        var request = PickRequest(
            settings: kind == .series ? settings.series : settings.movies, history: person.history)
        request.dislikes = personal.dislikes
        request.includesWatched = personal.includesWatched
        let forbidden = try await compute { limit.forbidden(among: items.traits.values) }
        let known = person.known(includesWatched: personal.includesWatched, dislikes: personal.dislikes)
        request.hidden = forbidden.union(known)
        return request
    }
}
