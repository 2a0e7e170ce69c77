import Catalogue
import Domain
import Jobs
import Storage
import TestKit
import Testing

@Suite("What is known already, and what is asked for")
struct EnrichmentTests {
    @Test("Unknown ids become stubs and one job, however often they are asked for")
    func want() async throws {
        try await EnrichmentBench.with { bench async throws in
            _ = try await bench.stores.catalogue.merge([.film("Heat", imdb: "tt1")], from: .load)
            let ids = ["tt1", "tt2", "tt3", "tt2"].compactMap { IMDbID($0) }
            #expect(try await bench.enrichment.want(ids) == 2)
            #expect(try await bench.enrichment.want(ids) == 0)
            #expect(try await bench.enrichment.want([try #require(IMDbID("tt4"))]) == 1)
            let jobs = try await bench.stores.jobs.recent(name: EnrichTitles.name, limit: 9)
            #expect(jobs.count == 1)
            #expect(try await bench.title("tt2")?.state == .pending)
            #expect(try await bench.enrichment.want([]) == 0)
        }
    }

    @Test("Asking when something is due queues nothing while nothing is")
    func requestIfDue() async throws {
        try await EnrichmentBench.with { bench async throws in
            try await bench.enrichment.requestIfDue()
            #expect(try await bench.stores.jobs.recent(name: nil, limit: 9).isEmpty)
            try await bench.addStubs("tt1")
            for _ in 1...2 { try await bench.enrichment.requestIfDue() }
            #expect(try await bench.stores.jobs.recent(name: nil, limit: 9).count == 1)
            let without = Enrichment(
                catalogue: bench.stores.catalogue, store: bench.stores.enrichment,
                queue: JobQueue(store: bench.stores.jobs, world: bench.clock.world), world: bench.clock.world,
                isConfigured: false)
            try await bench.stores.jobs.finishAll(at: bench.clock)
            try await without.requestIfDue()
            let waiting = try await bench.stores.jobs.recent(name: nil, limit: 9).filter { $0.state == .waiting }
            #expect(waiting.isEmpty, "without a key there is nothing to ask")
        }
    }

    @Test("A film that came with its metadata is not asked for")
    func loaded() async throws {
        try await EnrichmentBench.with { bench async throws in
            _ = try await bench.stores.catalogue.merge([.film("Heat", imdb: "tt1")], from: .load)
            try await bench.run()
            #expect(bench.provider.asked.isEmpty)
            #expect(try await bench.state("tt1") == .available)
        }
    }

    @Test("What was found is asked for again after five months, and a person's words stay")
    func refreshed() async throws {
        try await EnrichmentBench.with { bench async throws in
            try await bench.addStubs("tt1")
            bench.provider.answer("tt1", .film("tt1", "Heat") { $0.overview = "First." })
            try await bench.run()
            var own = TitleDraft.film("", imdb: "tt1")
            own.metadata.tagline = "Mine."
            _ = try await bench.stores.catalogue.merge([own], from: .user)
            bench.provider.answer(
                "tt1",
                .film("tt1", "Heat") {
                    $0.overview = "Second."
                    $0.tagline = "Theirs."
                })
            bench.clock.advance(seconds: CatalogueLimits.enrichedSeconds + 1)
            try await bench.run()
            let metadata = try await bench.title("tt1")?.metadata
            #expect(metadata?.overview == "Second." && metadata?.tagline == "Mine.")
            bench.provider.answerAlways(.unknown)
            bench.clock.advance(seconds: CatalogueLimits.enrichedSeconds + 1)
            try await bench.run()
            #expect(bench.provider.asked.count == 3)
            #expect(try await bench.title("tt1")?.state == .known, "what is known stays")
            #expect(try await bench.state("tt1") == .available)
        }
    }
}

extension JobStore {
    /// Ends every job that waits.
    fileprivate func finishAll(at clock: TestWorld) async throws {
        for job in try await recent(name: nil, limit: 99) { _ = try await requestCancel(job.id, at: clock.now) }
    }
}
