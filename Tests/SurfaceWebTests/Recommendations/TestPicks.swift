import Accounts
import Activity
import Basics
import Domain
import Foundation
import HTTPTypes
import Recommendations
import Search
import Storage
import SurfaceWeb
import TestKit
import Testing

/// How recommendations of a household are made.
struct TestPickSettings: Sendable {
    /// The language model, where there is one.
    var model: CurrentChatModel = { nil }
    /// A test waits for what it asks for.
    var patienceSeconds = 600.0
    var nextMeasurement: Instant?
    /// What choosing films costs.
    var filmCost: String?
}

extension WebFeatures.Recommended {
    static func test(
        _ settings: TestPickSettings, _ parts: KodiHousehold.Parts, _ stores: Stores,
        _ around: (profiles: Profiles?, world: World)
    ) -> WebFeatures.Recommended {
        let (world, next, cost) = (around.world, settings.nextMeasurement, settings.filmCost)
        let profiles = around.profiles ?? Profiles.test(stores, world)
        var inputs = RecommendationRunner.TestSurroundings(
            reader: .test(stores, parts.index, world), profiles: profiles)
        inputs.model = settings.model
        let runner = RecommendationRunner.test(stores, inputs, world)
        return WebFeatures.Recommended(
            picks: StoredPicks(store: stores.recommendations, titles: stores.browse, profiles: profiles),
            runner: runner, marks: stores.recommenderMarks,
            taste: TasteProfiles(
                store: stores.tastes, source: stores.tasteFacts, profiles: profiles, model: settings.model,
                world: world),
            omissions: TasteOmissions(
                store: stores.tastes, titles: stores.browse, profiles: profiles, runner: runner, world: world),
            together: Together(
                accounts: stores.accounts, titles: stores.browse, profiles: profiles, runner: runner),
            around: Surroundings(
                titles: stores.browse, history: History(store: stores.history, profiles: profiles, world: world),
                ratings: Ratings(store: stores.ratings, world: world), zone: .gmt, nextMeasurement: { next },
                cost: { $0 == .movie ? cost : nil },
                patienceSeconds: settings.patienceSeconds))
    }
}

extension Profiles {
    static func test(_ stores: Stores, _ world: World) -> Profiles {
        let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world)
        return Profiles(
            store: stores.profiles,
            pins: ProfilePINs(
                passwords: passwords, secrets: stores.secrets, windows: MemoryRateWindows(), world: world),
            settings: ProfileSettings(), world: world)
    }
}

extension WebHousehold {
    var profiles: Profiles { theatre?.profiles ?? Profiles.test(stores, world.world) }

    /// Fails the test when there is no title of this name.
    func title(_ name: String) async throws -> TitleID {
        let changes = try await stores.catalogue.changes(since: 0, limit: 1000)
        return try #require(changes.titles.first { $0.metadata.title == name }, "no title \(name)").id
    }

    /// Says that somebody watched a title to its end now.
    func watch(_ name: String, by user: User) async throws {
        let watching = Watching(store: stores.watching, world: world.world)
        _ = try await watching.mark(title(name), isWatched: true, by: profiles.standard(of: user.id).id)
        world.advance(seconds: 3600)
    }

    /// Stores a completed run that selected these titles in this order, each for the same reasons.
    func recommend(
        _ names: [String], because reasons: [String] = [], of kind: TitleKind = .movie, to user: User
    ) async throws {
        let run = try await stores.recommendations.begin(kind, of: user.id, cause: .scheduled, at: world.now)
        var evidence: [Evidence] = []
        for (place, name) in reasons.enumerated() {
            let kinds = Evidence.Kind.allCases
            evidence.append(
                Evidence(
                    titleID: try await title(name), similarity: 0.9 - Double(place) / 10,
                    kind: kinds[place % kinds.count]))
        }
        var candidates: [NewCandidate] = []
        for (place, name) in names.enumerated() {
            let scores = CandidateScores(
                final: 0.9 - Double(place) / 10, similarity: 0.754, novelty: 0.5, rating: 0.25, diversity: 1)
            candidates.append(
                NewCandidate(
                    titleID: try await title(name), rank: place + 1, selectedRank: place + 1, scores: scores,
                    evidence: evidence, explanation: "Because of \(name) & more."))
        }
        let outcome = RecommendationOutcome(candidateCount: 1234, candidates: candidates, inputs: "{}")
        #expect(try await stores.recommendations.complete(run, outcome, at: world.now))
        world.advance(seconds: 7200)
    }

    /// Stores a measurement of the recommender, of its two rivals as given.
    func measure(_ own: Double, popularity: Double, votes: Double, people: Int = 4) async throws {
        func mark(_ scorer: String, _ share: Double) -> RecommenderMark {
            RecommenderMark(scorer: scorer, hitRate: share, ndcg: share / 4, recall: share, coverage: 0.2, novelty: 9)
        }
        try await stores.recommenderMarks.add(
            RecommenderMeasurement(
                kind: .movie, measuredAt: world.now, userCount: people, interactionCount: 90,
                marks: [
                    mark("recommender", 0), mark("recommender_alone", own), mark("popularity", popularity),
                    mark("vote_weighted", votes),
                ], live: "recommender_alone"))
        world.advance(seconds: 86_400)
    }

    /// Adds a profile and makes it the session's.
    func watch(as name: String, pin: String, limit: String) async throws -> ProfileID {
        let answer = try await post("/profiles/add", [("name", name), ("pin", pin), ("limit", limit)])
        #expect(answer.status == 303, "\(answer.text)")
        return try #require(try await profiles.list(of: people.member.id).first { $0.name == name }).id
    }

    /// Sends a form that comes from somewhere else: without the session's token.
    func forge(_ path: String, _ fields: [(String, String)]) async throws {
        let form = Self.form(path, as: .signedIn("member"), fields + [("csrf", "x")])
        try await surface.run(form.answers(403))
    }
}
