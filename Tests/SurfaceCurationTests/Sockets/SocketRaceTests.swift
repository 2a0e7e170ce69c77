import Basics
import Curation
import Domain
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Jobs
import Storage
import SurfaceKit
import TestKit
import Testing

@testable import SurfaceCuration

@Suite("Curation: a job that ends while a WebSocket is opened", .timeLimit(.minutes(10)))
struct SocketRaceTests {
    @Test(
        "what becomes of a job between the look at it and the listening is told",
        arguments: [(JobState.cancelled, "cancelled"), (JobState.failed, "failed")])
    func endsInBetween(_ state: JobState, _ word: String) async throws {
        try await CurationRig.with(.init { $0.hasWorkers = false }) { rig in
            let follower = rig.features.follower
            let following = Task { await follower.run() }
            // It takes nobody before it runs.
            while follower.updates(of: JobID(0)) == nil { await Task.yield() }
            let answer = try await rig.run(.curation(.post, "sync/all").answers(200)).json
            let id = try #require(answer["id"]?.text)
            let store = EndingStore(store: rig.stores.stores.jobs, state: state, moment: rig.world.now)
            let jobs = CurationJobs(store: store, world: rig.world.world)
            try await Self.talk(to: CurationSurface(rig.features.with(jobs))) { connection in
                let socket = try RawWebSocket(connection, path: "/api/v1/jobs/\(id)/ws")
                for status in ["pending", word] {
                    #expect(try JSONValue(parsing: socket.nextText())["status"] == .text(status))
                }
            }
            following.cancel()
        }
    }

    private static func talk(
        to surface: CurationSurface, _ test: @Sendable @escaping (RawConnection) throws -> Void
    ) async throws {
        let router = Router(context: RootContext.self)
        router.add(middleware: EntryMiddleware(proxies: TrustedProxies([])))
        surface.mount(on: router)
        let server = HTTPServerBuilder.http1(
            sendingFiles: HTTP1Channel.Configuration(),
            webSockets: WebSocketRoutes(surface.webSockets, proxies: TrustedProxies([])))
        try await LocalServer.serve(router, on: server) { address in
            let port = Int(address.split(separator: ":").last ?? "") ?? 0
            try await RawConnection.run(port: port, test)
        }
    }
}

extension CurationFeatures {
    /// The same with other jobs.
    fileprivate func with(_ jobs: CurationJobs) -> CurationFeatures {
        CurationFeatures(
            desks: Desks(scenes: scenes, sync: sync, analysis: analysis, plans: plans),
            work: Work(jobs: jobs, follower: follower),
            configuration: Configuration(settings: settings, services: services, keys: keys), server: server,
            world: world)
    }
}

/// Whoever reads a job here is given it as it was, and it ends behind their back.
private struct EndingStore: JobStore, JobRunStore {
    let store: any JobStore & JobRunStore
    let state: JobState
    let moment: Instant

    func job(id: JobID) async throws -> Job? {
        let job = try await store.job(id: id)
        _ = try await store.end(id, as: state, at: moment)
        return job
    }

    func enqueue(_ job: NewJob) async throws -> Job { try await store.enqueue(job) }
    func claim(_ claim: JobClaim) async throws -> Job? { try await store.claim(claim) }

    func heartbeat(_ job: JobID, worker: String, leaseUntil: Instant) async throws -> LeaseState {
        try await store.heartbeat(job, worker: worker, leaseUntil: leaseUntil)
    }

    func save(_ update: JobUpdate, of job: JobID, worker: String) async throws -> Bool {
        try await store.save(update, of: job, worker: worker)
    }

    func finish(_ job: JobID, worker: String, _ end: JobEnd) async throws -> Bool {
        try await store.finish(job, worker: worker, end)
    }

    func release(_ job: JobID, worker: String, runAt: Instant, failure: String?) async throws -> Bool {
        try await store.release(job, worker: worker, runAt: runAt, failure: failure)
    }

    func requestCancel(_ job: JobID, at moment: Instant) async throws -> Bool {
        try await store.requestCancel(job, at: moment)
    }

    func end(_ job: JobID, as state: JobState, at moment: Instant) async throws -> Bool {
        try await store.end(job, as: state, at: moment)
    }

    func list(_ names: [String], in states: [JobState], limit: Int) async throws -> [Job] {
        try await store.list(names, in: states, limit: limit)
    }

    func recent(name: String?, limit: Int) async throws -> [Job] { try await store.recent(name: name, limit: limit) }
    func prune(_ retention: JobRetention) async throws -> Int { try await store.prune(retention) }
    func start(_ job: NewJob) async throws -> JobStart { try await store.start(job) }
    func open(_ names: [String]) async throws -> [Job] { try await store.open(names) }

    func latest(_ names: [String], hasReports: Bool) async throws -> [Job] {
        try await store.latest(names, hasReports: hasReports)
    }

    func ended(_ names: [String], limit: Int) async throws -> [Job] { try await store.ended(names, limit: limit) }

    func ended(_ names: [String], after moment: Instant, limit: Int) async throws -> [Job] {
        try await store.ended(names, after: moment, limit: limit)
    }

    func jobs(_ ids: [JobID]) async throws -> [Job] { try await store.jobs(ids) }
}
