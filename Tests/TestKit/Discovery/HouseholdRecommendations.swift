import Activity
import Administration
import Basics
package import Domain
import Recommendations
import Search
import Storage
import SurfaceDiscovery
import Testing

extension DiscoveryFeatures.Recommended {
    /// What a household has of recommendations.
    static func household(
        _ all: Storage.Stores, _ profiles: Profiles, _ reader: TasteReader, _ settings: Settings,
        _ around: (model: CurrentChatModel, world: World)
    ) -> DiscoveryFeatures.Recommended {
        let (model, world) = around
        var inputs = RecommendationRunner.TestSurroundings(reader: reader, profiles: profiles)
        (inputs.settings, inputs.model) = ({ settings.values.recommendations }, model)
        let runner = RecommendationRunner.test(all, inputs, world)
        return DiscoveryFeatures.Recommended(
            picks: StoredPicks(store: all.recommendations, titles: all.browse, profiles: profiles),
            insights: PickInsights(
                store: all.recommendations, titles: all.browse, taste: all.tasteFacts, profiles: profiles,
                runner: runner),
            runner: runner, marks: all.recommenderMarks,
            taste: TasteProfiles(
                store: all.tastes, source: all.tasteFacts, profiles: profiles, model: model, world: world),
            omissions: TasteOmissions(
                store: all.tastes, titles: all.browse, profiles: profiles, runner: runner, world: world),
            topPicks: TopPicks(
                store: all.topPicks, settings: { settings.values.topPicks }, profiles: profiles, world: world),
            together: Together(accounts: all.accounts, titles: all.browse, profiles: profiles, runner: runner))
    }
}

extension DiscoveryHousehold {
    /// Stores a completed run that selected these titles in this order, each with evidence, and weighed further ones.
    @discardableResult
    package func recommend(
        _ names: [String], further: [String] = [], evidence: [String] = [], of kind: TitleKind = .movie, to user: User,
        inputs: String = "{}"
    ) async throws -> RecommendationRunID {
        let store = stores.stores.recommendations
        let run = try await store.begin(kind, of: user.id, cause: .scheduled, at: world.now)
        world.advance(seconds: 2)
        let known = try evidence.enumerated().map { place, name in
            Evidence(
                titleID: try #require(titles[name]), similarity: 0.9 - Double(place) / 10,
                kind: Evidence.Kind.allCases[place % Evidence.Kind.allCases.count])
        }
        let candidates = try (names + further).enumerated().map { place, name in
            let isSelected = place < names.count
            let score = 0.9 - Double(place) / 100
            return NewCandidate(
                titleID: try #require(titles[name]), rank: place + 1, selectedRank: isSelected ? place + 1 : nil,
                scores: CandidateScores(
                    final: score, similarity: 0.75, novelty: 0.5, rating: 0.25, diversity: 1, terms: ["genres": 0.5]),
                evidence: known, explanation: isSelected ? "Because of \(name)." : nil)
        }
        let outcome = RecommendationOutcome(candidateCount: 1234, candidates: candidates, inputs: inputs)
        #expect(try await store.complete(run, outcome, at: world.now))
        world.advance(seconds: 60)
        return run
    }

    /// Stores a run that failed.
    @discardableResult
    package func failToRecommend(_ kind: TitleKind = .movie, to user: User) async throws -> RecommendationRunID {
        let store = stores.stores.recommendations
        let run = try await store.begin(kind, of: user.id, cause: .manual, at: world.now)
        world.advance(seconds: 1)
        try await store.fail(run, problem: "It did not work.", at: world.now)
        return run
    }

    /// Says more of a film of the test catalogue.
    package func describe(_ name: String, _ change: (inout TitleMetadata) -> Void) async throws {
        let film = try #require(TestFilms.all.first { $0.metadata.title == name })
        var draft = film
        draft.metadata = TitleMetadata(title: name)
        change(&draft.metadata)
        _ = try await stores.stores.catalogue.merge([draft], from: .nfo)
    }

    /// Says that somebody keeps a title.
    package func keep(_ name: String, for user: User) async throws {
        let watching = Watching(store: stores.stores.watching, world: world.world)
        #expect(try await watching.keep(#require(titles[name]), for: profiles.standard(of: user.id).id))
    }
}
