import Basics
import Catalogue
import Domain
import Jobs
import Storage
import TestKit
import Testing

@Suite("Enriching stubs")
struct EnrichTitlesTests {
    @Test("A stub that the provider knows becomes a film, and indexing is queued")
    func found() async throws {
        try await EnrichmentBench.with { bench async throws in
            try await bench.addStubs("tt1")
            #expect(try await bench.state("tt1") == .missing)
            bench.provider.answer("tt1", .film("tt1", "Heat") { $0.overview = "Cops and robbers." })
            try await bench.run()
            let title = try #require(try await bench.title("tt1"))
            #expect(title.state == .known)
            #expect(title.metadata.title == "Heat" && title.metadata.overview == "Cops and robbers.")
            #expect(title.provenance.sources[.overview] == .tmdb)
            #expect(try await bench.state("tt1") == .available)
            #expect(bench.queuedIndexings == 1)
            #expect(bench.lastReport?.done == 1 && bench.lastReport?.total == 1)
            #expect(bench.lastReport?.message == "1 found, 0 unknown, 0 to be tried again")
        }
    }

    @Test("An id that the provider does not know fails, and is tried again after a month")
    func unknown() async throws {
        try await EnrichmentBench.with { bench async throws in
            try await bench.addStubs("tt1")
            try await bench.run()
            #expect(try await bench.title("tt1")?.state == .failed)
            #expect(try await bench.state("tt1") == .failed)
            #expect(bench.queuedIndexings == 0)
            bench.clock.advance(seconds: CatalogueLimits.unknownSeconds - 1)
            try await bench.run()
            #expect(bench.provider.asked == ["tt1"])
            bench.clock.advance(seconds: 2)
            bench.provider.answer("tt1", .film("tt1", "Late"))
            try await bench.run()
            #expect(bench.provider.asked == ["tt1", "tt1"])
            #expect(try await bench.title("tt1")?.state == .known)
        }
    }

    @Test("After a failure a stub waits, longer each time, and counts as failed meanwhile")
    func backoff() async throws {
        try await EnrichmentBench.with { bench async throws in
            try await bench.addStubs("tt1")
            bench.provider.answerAlways(.odd)
            try await bench.run()
            #expect(try await bench.title("tt1")?.state == .pending)
            #expect(try await bench.state("tt1") == .failed)
            try await bench.run()
            #expect(bench.provider.asked.count == 1)
            bench.clock.advance(seconds: 300 * 1.25 + 1)
            try await bench.run()
            #expect(bench.provider.asked.count == 2)
            bench.clock.advance(seconds: 300 * 1.25 + 1)
            try await bench.run()
            #expect(bench.provider.asked.count == 2, "the second wait is twice as long")
            bench.clock.advance(seconds: 600)
            bench.provider.answerAlways(.film("tt1", "Heat"))
            try await bench.run()
            #expect(try await bench.state("tt1") == .available)
            let due = try await bench.stores.enrichment.due(limit: 9, at: bench.clock.now.adding(seconds: 1e9))
            #expect(due.map(\.failures) == [0])
        }
    }

    @Test("When the service is out of order the run fails after one batch and leaves the rest alone")
    func outage() async throws {
        try await EnrichmentBench.with { bench async throws in
            let count = CatalogueLimits.titlesPerEnrichment + 10
            _ = try await bench.stores.catalogue.addStubs((1...count).compactMap { IMDbID("tt\($0)") })
            bench.provider.answerAlways(.outage)
            await #expect(throws: JobFailure("The service is down", isPermanent: true)) { try await bench.run() }
            #expect(bench.provider.asked.count == CatalogueLimits.titlesPerEnrichment)
            #expect(bench.queuedIndexings == 0)
            #expect(try await bench.state("tt1") == .failed)
            #expect(try await bench.state("tt\(count)") == .missing)
            #expect(try await bench.stores.enrichment.dueCount(at: bench.clock.now) == 10)
        }
    }

    @Test("Failures of single titles do not end a run, and each title is asked for once")
    func mixed() async throws {
        try await EnrichmentBench.with { bench async throws in
            let ids = (1...100).map { "tt\($0)" }
            _ = try await bench.stores.catalogue.addStubs(ids.compactMap { IMDbID($0) })
            for (number, id) in ids.enumerated() {
                switch number % 4 {
                case 0: bench.provider.answer(id, .film(id, "Film \(id)"))
                case 1: bench.provider.answer(id, .outage)
                case 2: bench.provider.answer(id, .odd)
                default: break
                }
            }
            try await bench.run()
            #expect(bench.provider.asked.sorted() == ids.sorted())
            #expect(bench.lastReport?.message == "25 found, 25 unknown, 50 to be tried again")
            #expect(bench.lastReport?.done == 100)
            let sums = try await bench.stores.statistics.systemStatistics(model: nil)
            #expect(sums.known == 25 && sums.failed == 75 && sums.waiting == 0)
        }
    }

    @Test("No more questions are under way than agreed")
    func parallel() async throws {
        try await EnrichmentBench.with { bench async throws in
            _ = try await bench.stores.catalogue.addStubs((1...20).compactMap { IMDbID("tt\($0)") })
            await bench.provider.gate.hold()
            let run = Task { try await bench.run() }
            await bench.provider.gate.untilHeld(CatalogueLimits.enrichmentParallel)
            await bench.provider.gate.releaseAll()
            try await run.value
            #expect(await bench.provider.gate.mostAtOnce == CatalogueLimits.enrichmentParallel)
            #expect(bench.provider.asked.count == 20)
        }
    }

    @Test("Without a provider nothing happens, and the job says what to do")
    func withoutProvider() async throws {
        try await EnrichmentBench.with { bench async throws in
            try await bench.addStubs("tt1")
            try await bench.run(withProvider: false)
            #expect(bench.lastReport?.message.contains("KINOTHEK_TMDB_API_KEY") == true)
            #expect(try await bench.state("tt1") == .missing)
        }
    }

    @Test("A run that is cancelled stores nothing of its batch")
    func cancelled() async throws {
        try await EnrichmentBench.with { bench async throws in
            try await bench.addStubs("tt1", "tt2")
            bench.provider.answerAlways(.film("tt1", "Heat"))
            await bench.provider.gate.hold()
            let run = Task { try await bench.run() }
            await bench.provider.gate.untilHeld(2)
            run.cancel()
            await bench.provider.gate.releaseAll()
            await #expect(throws: CancellationError.self) { try await run.value }
            #expect(try await bench.state("tt1") == .missing)
            #expect(try await bench.stores.enrichment.dueCount(at: bench.clock.now) == 2)
        }
    }

    @Test("Stubs that come while it runs are taken along")
    func newStubs() async throws {
        try await EnrichmentBench.with { bench async throws in
            try await bench.addStubs("tt1")
            await bench.provider.gate.hold()
            let run = Task { try await bench.run() }
            await bench.provider.gate.untilHeld(1)
            try await bench.addStubs("tt2")
            await bench.provider.gate.releaseAll()
            try await run.value
            #expect(bench.provider.asked == ["tt1", "tt2"])
            #expect(bench.lastReport?.done == 2 && bench.lastReport?.total == 2)
        }
    }
}
