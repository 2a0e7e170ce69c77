import Basics
import Domain
import Jobs
import NIOPosix
import Recommendations
import Storage
import TestKit
import Testing

@Suite("Measuring recommendations on the own history")
struct MeasuringTests {
    private static func job(_ bench: RunBench) -> EvaluateRecommendations {
        EvaluateRecommendations(
            RecommenderMeasuring(
                reader: bench.reader, marks: bench.stores.recommenderMarks, settings: { bench.knobs.settings },
                learning: ItemLearning(threads: .singleton)),
            world: bench.world.world)
    }

    @Test("with too little history nothing is stored, and the job says so", arguments: TestDriver.available)
    func tooLittle(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit", "Paid Debt")
            let report = try await bench.work(Self.job(bench))
            #expect(report.result == ["movieUsers": 0, "seriesUsers": 0])
            #expect(report.logs.contains { $0.message.hasPrefix("Too little is known") })
            #expect(try await bench.stores.recommenderMarks.measurements(.movie, limit: 5).isEmpty)
        }
    }

    @Test("the marks of all ways of choosing are stored with the one that chooses", arguments: TestDriver.available)
    func marks(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit", "Red Orbit", "Lost Probe", "Quiet Moon", "Ice Station", "Last Colony")
            let ben = try await bench.add("Ben")
            let liked = Dictionary(RunFilms.love.map { ($0, 9) }) { first, _ in first }
            try await bench.rate(liked, by: ben)
            let report = try await bench.work(Self.job(bench))
            #expect(report.result == ["movieUsers": 2, "seriesUsers": 0])
            let stored = try #require(try await bench.stores.recommenderMarks.measurements(.movie, limit: 5).first)
            #expect(stored.userCount == 2 && stored.interactionCount == 12 && stored.live == "recommender")
            let names = stored.marks.map(\.scorer)
            #expect(Set(names).isSuperset(of: ["recommender", "recommender_alone", "popularity", "vote_weighted"]))
            let marks = Dictionary(stored.marks.map { ($0.scorer, $0.ndcg) }) { first, _ in first }
            #expect(marks["recommender"] ?? 0 > marks["popularity"] ?? 1, "\(marks)")
            try await bench.work(Self.job(bench))
            #expect(try await bench.stores.recommenderMarks.measurements(.movie, limit: 5).count == 2)
        }
    }

    @Test("a run is made with the variant that the last measurement let live", arguments: TestDriver.available)
    func live(_ driver: TestDriver) async throws {
        var learning = ItemModelSettings()
        (learning.ratersMin, learning.ratersFull) = (2, 3)
        try await RunBench.with(driver, learning: learning) { bench in
            for name in ["Ben", "Cleo", "Dora", "Emil"] {
                try await bench.watch("Far Orbit", "Bone Harvest", "Red Ward", by: bench.add(name))
            }
            try await bench.watch("Far Orbit")
            func raters() async throws -> Bool {
                let inputs = try await bench.stores.recommendations.inputs(of: bench.run().id)
                return try #require(inputs).contains("\"raters\":")
            }
            #expect(try await raters(), "nothing was measured, so the standard is in force")
            for (live, usesOthers) in [("recommender_alone", false), ("recommender", true), ("unheard of", true)] {
                bench.world.advance(seconds: 86_400)
                try await bench.stores.recommenderMarks.add(
                    RecommenderMeasurement(
                        kind: .movie, measuredAt: bench.world.now, userCount: 5, interactionCount: 13, marks: [],
                        live: live))
                #expect(try await raters() == usesOthers, "\(live)")
            }
        }
    }

    @Test("a measurement that is cancelled stores nothing")
    func cancel() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Far Orbit", "Red Orbit", "Lost Probe", "Quiet Moon", "Ice Station")
            let working = Task { try await bench.work(Self.job(bench)) }
            working.cancel()
            await #expect(throws: CancellationError.self) { try await working.value }
            #expect(try await bench.stores.recommenderMarks.measurements(.movie, limit: 5).isEmpty)
        }
    }
}
