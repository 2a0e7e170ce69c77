import Catalogue
import Domain
import Jobs
import SQL
import Storage
import Synchronization
import TestKit

/// Stubs in a real catalogue, a scripted provider, and a clock that the test moves.
struct EnrichmentBench: Sendable {
    let test: TestStores
    let provider = ScriptedProvider()
    let clock = TestWorld()
    private let indexings = Counter()
    private let reports = Reports()

    static func with(_ test: @Sendable (EnrichmentBench) async throws -> Void) async throws {
        try await TestStores.with(.sqlite) { try await test(EnrichmentBench(test: $0)) }
    }

    var stores: Stores { test.stores }

    var queuedIndexings: Int { indexings.value }
    var lastReport: JobProgress? { reports.last }

    var enrichment: Enrichment {
        Enrichment(
            catalogue: stores.catalogue, store: stores.enrichment,
            queue: JobQueue(store: stores.jobs, world: clock.world), world: clock.world, isConfigured: true)
    }

    func addStubs(_ ids: String...) async throws {
        _ = try await stores.catalogue.addStubs(ids.compactMap { IMDbID($0) })
    }

    /// Runs the job once, as a worker would.
    func run(withProvider hasProvider: Bool = true) async throws {
        let job = EnrichTitles(
            store: stores.enrichment, provider: hasProvider ? provider : nil, world: clock.world
        ) { [indexings] in indexings.add() }
        let context = JobContext(id: JobID(1), world: clock.world) { [reports] progress, _ in
            reports.add(progress)
            return true
        }
        try await job.run(.init(), context: context)
    }

    func title(_ id: String) async throws -> Title? {
        guard let id = IMDbID(id) else { return nil }
        return try await stores.catalogue.title(imdbID: id)
    }

    /// What is noted of the last time that somebody was asked about a title.
    func detail(of id: TitleID) async throws -> String? {
        try await test.database.read { connection in
            try connection.first("SELECT detail FROM title_fetch WHERE title_id = \(id)")?.text(0)
        }
    }

    func state(_ id: String) async throws -> RecordState? {
        guard let id = IMDbID(id) else { return nil }
        return try await stores.enrichment.recordStates(of: [id])[id]
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
}

private final class Reports: Sendable {
    private let all = Mutex<[JobProgress]>([])
    var last: JobProgress? { all.withLock { $0.last } }
    func add(_ progress: JobProgress) { all.withLock { $0.append(progress) } }
}
