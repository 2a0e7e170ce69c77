import Activity
import Domain
import Recommendations
import Storage
import TestKit
import Testing

/// The rules of the contract, by their numbers there.
@Suite("Choosing titles: the contract's rules")
struct RunRuleTests {
    @Test("N1: at most as many as the settings say, each once, in ranks without gaps", arguments: TestDriver.available)
    func count(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit", "Paid Debt")
            bench.knobs.settings.movies.selectedCount = 5
            let run = try await bench.run()
            let selected = try await bench.selected(in: run)
            #expect(run.state == .completed && run.selectedCount == 5 && run.candidateCount == 23)
            #expect(selected.map(\.selectedRank) == [1, 2, 3, 4, 5])
            #expect(Set(selected.map(\.titleID)).count == 5)
            bench.knobs.settings.movies.selectedCount = 1000
            #expect(try await bench.run().selectedCount == 23, "there are no more")
        }
    }

    @Test("N2: nothing that was watched, begun beyond its beginning, or rated badly", arguments: TestDriver.available)
    func known(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit", "Paid Debt")
            try await bench.begin("Red Orbit", minutes: 6)
            try await bench.begin("Cold Trail", minutes: 60)
            try await bench.begin("Lost Probe", minutes: 4)
            try await bench.rate(["Two Brothers": 2])
            let picks = Set(try await bench.picks())
            #expect(picks.isDisjoint(with: ["Far Orbit", "Paid Debt", "Red Orbit", "Cold Trail", "Two Brothers"]))
            #expect(picks.contains("Lost Probe"), "a look is not a viewing")
            try await bench.choose { $0.includesWatched = true }
            let again = Set(try await bench.picks())
            #expect(again.isSuperset(of: ["Far Orbit", "Red Orbit"]) && !again.contains("Two Brothers"))
        }
    }

    @Test("N2: with penalties, what was rated badly may come, and sinks with what is like it")
    func penalties() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Far Orbit", "Spring Letter")
            let before = try await bench.names(in: bench.run())
            try await bench.rate(["Paid Debt": 1])
            try await bench.choose { $0.dislikes = .penalize }
            let after = try await bench.names(in: bench.run())
            #expect(after.contains("Paid Debt"))
            let place = { (names: [String]) in names.firstIndex(of: "Cold Trail") ?? names.count }
            #expect(place(after) >= place(before))
        }
    }

    @Test("N3: nothing above the account's parental limit", arguments: TestDriver.available)
    func parentalLimit(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Bone Harvest", "Paid Debt")
            #expect(try await !Set(bench.picks()).isDisjoint(with: RunFilms.crime))
            let limited = FollowedPerson(name: "Anna", parentalLimit: 12)
            try await bench.stores.identities.follow(limited, as: bench.anna.id, at: bench.world.now)
            let picks = Set(try await bench.picks())
            #expect(picks.isDisjoint(with: RunFilms.crime + RunFilms.horror))
            #expect(picks.isSuperset(of: RunFilms.space + ["Untold"]), "an unknown certificate passes")
        }
    }

    @Test("N3: nothing above the limit of the account's profile, which lets no unknown certificate pass")
    func profileLimit() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Bone Harvest", "Paid Debt")
            var profile = NewProfile(name: "Anna")
            profile.certificateLimit = .fifteen
            let id = try await bench.profiles.standard(of: bench.anna.id).id
            try await bench.stores.profiles.setPINHash("hash", of: id, user: bench.anna.id)
            _ = try await bench.stores.profiles.change(id, of: bench.anna.id, to: profile)
            let picks = Set(try await bench.picks())
            #expect(picks.isDisjoint(with: RunFilms.horror + ["Untold"]))
            #expect(!picks.isDisjoint(with: RunFilms.crime))
        }
    }

    @Test("N4: a weight that stands alone orders the selection")
    func weights() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Far Orbit", "Paid Debt")
            var weights = PickWeights()
            (weights.similarity, weights.novelty, weights.rating, weights.diversity) = (0, 0, 1, 0)
            bench.knobs.settings.movies.weights = weights
            let titles = try await bench.stores.catalogue.changes(since: 0, limit: 1000).titles
            let ratings = Dictionary(titles.map { ($0.id, $0.metadata.voteAverage) }) { first, _ in first }
            // One film has no rating.
            let rated = try await bench.selected(in: bench.run()).compactMap { ratings[$0.titleID] ?? nil }
            #expect(rated.count == 22 && rated == rated.sorted(by: >))
            (weights.similarity, weights.rating) = (1, 0)
            bench.knobs.settings.movies.weights = weights
            let alike = try await bench.selected(in: bench.run()).map(\.scores.similarity)
            #expect(alike == alike.sorted(by: >))
        }
    }

    @Test("N5: ratings alone give picks, and what was rated is known", arguments: TestDriver.available)
    func ratingsAlone(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.rate(["Spring Letter": 9, "Old Bridge": 8, "Bone Harvest": 5])
            bench.knobs.settings.movies.selectedCount = 4
            let picks = try await bench.picks()
            #expect(Set(picks).isDisjoint(with: ["Spring Letter", "Old Bridge", "Bone Harvest"]))
            #expect(picks.contains { RunFilms.love.contains($0) })
        }
    }

    @Test("N5: what was only rated stays out also where watched ones may come again")
    func ratedOnly() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Far Orbit", "Paid Debt")
            try await bench.rate(["Far Orbit": 9, "Spring Letter": 9, "Bone Harvest": 5])
            try await bench.choose { $0.includesWatched = true }
            let picks = Set(try await bench.picks())
            #expect(picks.isSuperset(of: ["Far Orbit", "Paid Debt"]))
            #expect(picks.isDisjoint(with: ["Spring Letter", "Bone Harvest"]))
        }
    }

    @Test("N6: without anything a run is complete and empty", arguments: TestDriver.available)
    func nothing(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            let run = try await bench.run()
            #expect(run.state == .completed && run.selectedCount == 0 && run.problem == nil)
            #expect(try await bench.stores.recommendations.latest(.movie, of: bench.anna.id)?.id == run.id)
        }
    }

    @Test("N7: the same data and settings give the same selection", arguments: TestDriver.available)
    func repetition(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit", "Paid Debt", "Slow Waltz")
            try await bench.rate(["Red Ward": 2, "Late Train": 9])
            let (first, second) = (try await bench.run(), try await bench.run())
            let (one, two) = (try await bench.selected(in: first), try await bench.selected(in: second))
            #expect(first.id != second.id && !one.isEmpty)
            #expect(one.map(\.titleID) == two.map(\.titleID) && one.map(\.scores) == two.map(\.scores))
            #expect(one.map(\.explanation) == two.map(\.explanation))
            let inputs = try await bench.stores.recommendations.inputs(of: first.id)
            #expect(try await bench.stores.recommendations.inputs(of: second.id) == inputs && inputs != nil)
        }
    }

    @Test("N8: a run that fails says why and leaves the one before in force", arguments: TestDriver.available)
    func failure(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit")
            let good = try await bench.run()
            bench.knobs.sources.failsEntries = true
            await #expect(throws: RecommendationFailure.self) { try await bench.run() }
            let runs = try await bench.stores.recommendations.runs(of: bench.anna.id, limit: 10)
            #expect(runs.map(\.state) == [.failed, .completed])
            #expect(runs.first?.problem?.isEmpty == false && runs.first?.endedAt != nil)
            #expect(try await bench.stores.recommendations.latest(.movie, of: bench.anna.id)?.id == good.id)
            #expect(try await bench.names(in: good).isEmpty == false)
        }
    }

    @Test("N9: choosing anew takes nobody's preferences", arguments: TestDriver.available)
    func preferences(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit")
            try await bench.choose { ($0.dislikes, $0.includesWatched) = (.penalize, true) }
            try await bench.run()
            try await bench.work(RebuildMovieRecommendations(bench.runner))
            let settings = try await bench.stores.personalSettings.settings(of: bench.anna.id)
            #expect(settings.dislikes == .penalize && settings.includesWatched)
        }
    }
}
