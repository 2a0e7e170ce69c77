import Accounts
import Basics
import Domain
import Jobs
import Recommendations
import Storage
import Synchronization
import TestKit
import Testing

@Suite("Jobs that choose titles for everybody")
struct RecommendationJobTests {
    @Test("everybody who wants them gets recommendations, others none", arguments: TestDriver.available)
    func everybody(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            let (ben, cleo) = (try await bench.add("Ben"), try await bench.add("Cleo"))
            var membership = cleo.membership
            membership.getsMoviePicks = false
            try await bench.accounts.setMembership(membership, displayName: nil, of: cleo.id)
            for person in [bench.anna, ben, cleo] { try await bench.watch("Far Orbit", by: person) }
            let report = try await bench.work(GenerateMovieRecommendations(bench.runner))
            #expect(report.result == ["success": 2, "failed": 0])
            #expect(report.itemsProcessed == 2 && report.itemsTotal == 2)
            let runs = bench.stores.recommendations
            #expect(try await runs.latest(.movie, of: ben.id)?.cause == .scheduled)
            #expect(try await runs.latest(.movie, of: bench.anna.id)?.selectedCount ?? 0 > 0)
            #expect(try await runs.latest(.movie, of: cleo.id) == nil)
            #expect(try await runs.latest(.series, of: ben.id) == nil)
            let series = try await bench.work(GenerateSeriesRecommendations(bench.runner))
            #expect(series.result == ["success": 3, "failed": 0])
            #expect(bench.knobs.sources.catalogueReads == 2, "once for each kind")
        }
    }

    @Test("one person's failure stops nobody; everybody's is the job's")
    func failures() async throws {
        try await RunBench.with { bench in
            let ben = try await bench.add("Ben")
            for person in [bench.anna, ben] { try await bench.watch("Far Orbit", by: person) }
            let reads = Mutex(0)
            bench.knobs.sources.beforeEntries = {
                let number = reads.withLock { count in
                    count += 1
                    return count
                }
                bench.knobs.sources.failsEntries = number == 1
            }
            let report = try await bench.work(GenerateMovieRecommendations(bench.runner))
            #expect(report.result == ["success": 1, "failed": 1])
            #expect(report.logs.contains { $0.level == .error && $0.message.contains("Anna") })
            bench.knobs.sources.beforeEntries = { bench.knobs.sources.failsEntries = true }
            await #expect(throws: JobFailure.self) {
                try await bench.work(GenerateMovieRecommendations(bench.runner))
            }
        }
    }

    @Test("a rebuild removes what was chosen before, of films alone", arguments: TestDriver.available)
    func rebuild(_ driver: TestDriver) async throws {
        try await RunBench.with(driver) { bench in
            try await bench.watch("Far Orbit")
            let old = try await [bench.run(), bench.run()]
            let series = try await bench.run(.series)
            let report = try await bench.work(RebuildMovieRecommendations(bench.runner))
            #expect(report.result == ["cleared": 2, "success": 1, "failed": 0])
            let runs = try await bench.stores.recommendations.runs(of: bench.anna.id, limit: 10)
            #expect(runs.count == 2 && runs.contains { $0.id == series.id })
            #expect(Set(runs.map(\.id)).isDisjoint(with: old.map(\.id)))
        }
    }

    @Test("a cancelled job ends between two people, and nobody else gets a run")
    func cancel() async throws {
        try await RunBench.with { bench in
            let ben = try await bench.add("Ben")
            for person in [bench.anna, ben] { try await bench.watch("Far Orbit", by: person) }
            let isAsked = Mutex(false)
            bench.knobs.sources.beforeEntries = {
                isAsked.withLock { $0 = true }
                while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(2)) }
            }
            let working = Task { try await bench.work(GenerateMovieRecommendations(bench.runner)) }
            while !isAsked.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(2)) }
            working.cancel()
            await #expect(throws: CancellationError.self) { try await working.value }
            #expect(try await bench.stores.recommendations.runs(of: bench.anna.id, limit: 9).map(\.state) == [.failed])
            #expect(try await bench.stores.recommendations.runs(of: ben.id, limit: 9).isEmpty)
        }
    }
}
