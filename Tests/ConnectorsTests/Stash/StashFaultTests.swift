import Basics
import Connectors
import Domain
import TestKit
import Testing

@Suite("Faults of a Stash")
struct StashFaultTests {
    @Test("what may pass is asked again after 1, 2 and 4 s", arguments: [429, 500, 502, 503])
    func retries(_ status: Int) async throws {
        try await StashBench.with { bench async throws in
            let bad = Reply(status, "<html>")
            await bench.fake.answerNext(bad, bad, bad)
            #expect(try await bench.archive().scenes(page: 1, size: 5, since: nil).rows.count == 3)
            #expect(bench.clock.waits == [1, 2, 4])
            await bench.fake.answerAlways(bad)
            await #expect(throws: ArchiveFailure.failing) { try await bench.archive(jitter: -1).probe() }
            #expect(bench.clock.waits == [1, 2, 4, 0.75, 1.5, 3])
        }
    }

    @Test(
        "what asking again does not help is not asked again",
        arguments: [
            (401, ArchiveFailure.keyRefused), (403, .keyRefused), (422, .unsupported), (400, .unsupported),
            (404, .unsupported), (302, .unsupported),
        ])
    func final(_ status: Int, _ failure: ArchiveFailure) async throws {
        try await StashBench.with { bench async throws in
            let words = #"{"errors":[{"message":"secret words"}],"data":null}"#
            await bench.fake.answerAlways(Reply(status, words, [("location", "/login")]))
            let archive = try bench.archive()
            await #expect(throws: failure) { try await archive.probe() }
            await #expect(throws: failure) { try await archive.scenes(page: 1, size: 10, since: nil) }
            await #expect(throws: failure) { try await archive.update("31", SceneEdit()) }
            #expect(await bench.fake.seen.count == 3 && bench.clock.waits.isEmpty)
            #expect(failure.isOutage && !failure.description.contains("secret words"))
        }
    }

    @Test("a database that is locked is waited for, also when something is written")
    func locked() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            for name in ["KinothekScenePage", "KinothekSceneUpdate"] {
                await bench.fake.breakOperation(name, with: .error("sqlite: database is locked"), times: 2)
            }
            #expect(try await archive.scenes(page: 1, size: 5, since: nil).rows.count == 3)
            var edit = SceneEdit()
            edit.title = .set("Quay Walk")
            _ = try await archive.update("31", edit)
            #expect(await bench.fake.archive.scene(31)?.title == "Quay Walk")
            #expect(bench.clock.waits == [1, 2, 1, 2])
        }
    }

    @Test("a refusal is told in Stash's words, without the key")
    func refused() async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.change { $0.key = FakeStash.key }
            let archive = try bench.archive(key: FakeStash.key)
            let words = "bad \(FakeStash.key) \u{7}" + String(repeating: "x", count: 1_000)
            await bench.fake.breakOperation("KinothekScene", with: .error(words))
            let failure = await #expect(throws: ArchiveFailure.self) { try await archive.scene("31") }
            guard case .refused(let told) = failure else {
                Issue.record("\(String(describing: failure))")
                return
            }
            #expect(told.hasPrefix("bad ... ") && told.count <= 300 && !told.contains(FakeStash.key))
            #expect(failure?.isOutage == false && bench.clock.waits.isEmpty)
        }
    }

    @Test("an installation that is not set up says so", arguments: ["SETUP", "NEEDS_MIGRATION"])
    func notReady(_ status: String) async throws {
        try await StashBench.with { bench async throws in
            await bench.fake.change { $0.status = status }
            await #expect(throws: ArchiveFailure.notReady(status: status)) { try await bench.archive().probe() }
            await bench.fake.change { $0.isShut = true }
            await #expect(throws: ArchiveFailure.keyRefused) { try await bench.archive().probe() }
        }
    }

    @Test("half an answer cannot be read, and the next one can")
    func half() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            await bench.fake.breakOperation("KinothekScenePage", with: .half)
            await #expect(throws: ArchiveFailure.unreadable) { try await archive.scenes(page: 1, size: 5, since: nil) }
            #expect(try await archive.scenes(page: 1, size: 5, since: nil).rows.count == 3)
        }
    }

    @Test("a page that is too large is asked for in parts")
    func tooLarge() async throws {
        try await StashBench.with(.many(scenes: 10)) { bench async throws in
            let blanks = [UInt8](repeating: 32, count: ConnectorsLimits.stashAnswerBytesMax + 1)
            await bench.fake.answerNext(Reply(200, blanks), Reply(200, blanks))
            let page = try await bench.archive().scenes(page: 1, size: 10, since: nil)
            #expect(page.rows.map(\.upstreamID) == (1...10).map(String.init) && page.errors.isEmpty)
            #expect(page.total == 10)
            let sizes = await bench.fake.seen.map { $0.variables["size"]?.int }
            #expect(sizes == [10, 5, 1, 1, 1, 1, 1, 5])
        }
    }

    @Test("nobody at the address")
    func nobody() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive(address: "http://127.0.0.1:1")
            await #expect(throws: ArchiveFailure.unreachable) { try await archive.probe() }
            #expect(bench.clock.waits == [1, 2, 4])
            await #expect(throws: ArchiveFailure.unreachable) { try await archive.count(.scene, since: nil) }
            #expect(bench.clock.waits == [1, 2, 4], "counting is given up at once")
        }
    }

    @Test("silence is given up after its time")
    func silent() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive(timeoutSeconds: 0.2)
            await bench.fake.held.hold()
            await #expect(throws: ArchiveFailure.timedOut) { try await archive.scenes(page: 1, size: 5, since: nil) }
            #expect(bench.clock.waits == [1, 2, 4])
            await #expect(throws: ArchiveFailure.timedOut) { try await archive.count(.scene, since: nil) }
            #expect(bench.clock.waits == [1, 2, 4])
        }
    }

    @Test("at most four requests run at once, and whoever waits for one does not wait for pages")
    func parallel() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            await bench.fake.held.hold()
            let pages = Task {
                try await (0..<8).mapConcurrently(atMost: 8) { _ in
                    try await archive.scenes(page: 1, size: 5, since: nil).count
                }
            }
            await bench.fake.held.untilHeld(ConnectorsLimits.stashParallel)
            let scenes = Task {
                try await (0..<8).mapConcurrently(atMost: 8) { _ in try await archive.scene("31")?.title }
            }
            await bench.fake.held.untilHeld(ConnectorsLimits.stashParallel + ConnectorsLimits.stashInteractiveParallel)
            await bench.fake.held.releaseAll()
            #expect(try await pages.value == [Int](repeating: 3, count: 8))
            #expect(try await scenes.value == [String?](repeating: "Pier Walk", count: 8))
            #expect(await bench.fake.held.mostAtOnce == 4)
        }
    }

    @Test("whoever stops waiting gets an end")
    func cancellation() async throws {
        try await StashBench.with { bench async throws in
            let archive = try bench.archive()
            await bench.fake.held.hold()
            let reading = Task { try await archive.scenes(page: 1, size: 5, since: nil) }
            await bench.fake.held.untilHeld(1)
            reading.cancel()
            await #expect(throws: CancellationError.self) { _ = try await reading.value }
        }
    }
}
