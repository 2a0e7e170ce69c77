package import Administration
import AsyncHTTPClient
package import Basics
import Connectors
package import Domain
import Foundation
package import HTTPTypes
package import Jobs
package import SurfaceCuration
package import Testing

/// A running curation surface over real stores, beside a fake Stash that speaks real HTTP.
///
/// Anna is an administrator and Ben is not; their keys are those of the callers `anna` and `ben`.
package struct CurationRig: Sendable {
    /// 25 February 2026, 06:13:20 UTC: some weeks after the last change of the fake Stash's example.
    package static let beginning = Instant(milliseconds: 1_772_000_000_000)

    package let world: TestWorld
    package let stash: FakeStash
    /// Where the fake Stash is reached.
    package let address: String
    package let stores: TestStores
    package let settings: Settings
    package let features: CurationFeatures
    package let desks: CurationDesks
    package let queue: JobQueue
    package let surface: TestSurface

    /// How a rig differs from the usual one.
    package struct Setup: Sendable {
        package var archive = FakeArchive.pier
        /// Whether the settings name the fake Stash.
        package var isConfigured = true
        /// Whether jobs are worked on; else they wait.
        package var hasWorkers = true
        /// What the environment says, by key.
        package var variables: [String: String] = [:]
        package var model: (any ChatModel)?
        package var surroundings = TestSurface.Surroundings()

        package init(_ change: (inout Setup) -> Void = { _ in }) {
            change(&self)
        }
    }

    package static func with(
        _ setup: Setup = Setup(), driver: TestDriver = .sqlite,
        _ body: @escaping @Sendable (CurationRig) async throws -> Void
    ) async throws {
        let stash = FakeStash(setup.archive)
        let client = OutgoingHTTP.makeClient()
        let outcome: Result<Void, any Error>
        do {
            try await stash.serve { address in
                try await serve(setup, driver, (stash, address), OutgoingHTTP(client: client), body)
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        try outcome.get()
    }

    private static func serve(
        _ setup: Setup, _ driver: TestDriver, _ upstream: (stash: FakeStash, address: String), _ http: OutgoingHTTP,
        _ body: @escaping @Sendable (CurationRig) async throws -> Void
    ) async throws {
        let world = TestWorld(now: beginning)
        let folder = FileManager.default.temporaryDirectory.appending(path: "kinothek-curation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await TestStores.with(driver, world: world.world) { stores in
            let parts = try CurationParts(setup, stores, (upstream.address, http), folder, world)
            let keys = try await parts.invite()
            let work = Task { if setup.hasWorkers { await parts.work() } }
            let outcome: Result<Void, any Error>
            do {
                let mounted = CurationSurface(parts.features)
                try await TestSurface.with(
                    CurationSurface.area, keys: keys, in: setup.surroundings, mount: { mounted.mount(on: $0) }
                ) { surface in
                    try await body(
                        CurationRig(
                            world: world, stash: upstream.stash, address: upstream.address, stores: stores,
                            settings: parts.settings, features: parts.features, desks: parts.desks,
                            queue: parts.queue, surface: surface))
                }
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            work.cancel()
            await work.value
            try outcome.get()
        }
    }

    @discardableResult
    package func run(
        _ scenario: Scenario, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> TestAnswer {
        try await surface.run(scenario, sourceLocation: sourceLocation)
    }

    /// Waits for the job that an answer names, as `job_id` or, where it is a job, as `id`.
    @discardableResult
    package func finish(_ answer: TestAnswer) async throws -> Job {
        let json = try answer.json
        let id = try #require((json["job_id"] ?? json["id"])?.text.flatMap { Int32($0) }, "\(answer.text)")
        return try await queue.wait(for: JobID(id), pollSeconds: TestServerLimits.jobPollSeconds)
    }

    /// Says that Stash is at another address. The fake one answers below any path.
    package func move(to address: String) async throws {
        try await settings.change([SettingEdit(.stashURL, address)], by: .commandLine)
    }

    /// Takes over everything that the fake Stash has.
    package func sync() async throws {
        let job = try await finish(run(.curation(.post, "sync/all").answers(200)))
        #expect(job.state == .succeeded, "\(job.failure ?? "")")
    }
}

extension Scenario {
    /// A request below `/api/v1` of somebody on this machine, without a credential.
    package static func curation(
        _ method: HTTPRequest.Method, _ path: String, json: String? = nil
    ) -> Scenario {
        Scenario("\(method) \(path)", method, "/api/v1/" + path, json: json).from(peer: "127.0.0.1")
    }

    /// An error of this surface with these words.
    package func failsCuration(_ status: Int, _ error: String) -> Scenario {
        answers(status).expecting(text: [#""error":"\#(error)""#, #""success":false"#, #""request_id":""#])
    }
}
