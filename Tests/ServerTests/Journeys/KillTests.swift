import Foundation
import Testing

@Suite("kill -9", .serialized)
struct KillTests {
    @Test("during a load: what was loaded stays, and loading again completes it")
    func duringLoad() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await sandbox.run("user", "list")
        let total = 20_000
        let file = try sandbox.films(total)
        let load = sandbox.process(["catalogue", "load", file])
        try load.start()
        let log = sandbox.data + "/kinothek.sqlite-wal"
        await Patience.until { !load.isRunning || Self.size(log) > 1 << 20 }
        load.killAtOnce()
        let killed = await load.end()
        #expect(killed.status != 0)
        #expect(killed.output.isEmpty)

        let again = try await sandbox.run("catalogue", "load", file)
        #expect(again.status == 0)
        let numbers = Self.numbers(again.output)
        #expect(numbers.count == 4)
        #expect(numbers[0] + numbers[2] == total, "every line is there once")
        #expect(numbers[0] > 0, "the kill came too late to show anything")
        #expect(numbers[1] == 0)
        let third = try await sandbox.run("catalogue", "load", file)
        #expect(Self.numbers(third.output) == [0, 0, total, 0])
    }

    @Test("during indexing: stored vectors stay, the next run makes the rest", .enabled(if: Program.hasModel))
    func duringIndexing() async throws {
        let sandbox = try Sandbox(model: Program.model)
        defer { sandbox.remove() }
        let key = try await sandbox.makeKey()
        let load = sandbox.process(["catalogue", "load", Program.sample])
        try load.start()
        var seen = 0
        await Patience.until {
            let now = try? await Self.indexed(sandbox)
            seen = now ?? 0
            return seen > 0 || !load.isRunning
        }
        load.killAtOnce()
        _ = await load.end()
        let atKill = try await Self.indexed(sandbox)
        #expect(atKill > 0 && atKill < 270, "the kill came too early or too late: \(atKill)")

        // The killed worker's lease has to end first; a server starts in the meantime and answers from what is there.
        let server = try await LiveServer.start(sandbox)
        #expect(try await server.post("/similar_to", #"{"reference_imdb_id":"x"}"#).status == 400)
        let all = await Patience.until { (try? await Self.indexed(sandbox)) == 270 }
        #expect(all)
        let found = try await server.search("psychological thriller with mind bending plot twists", key: key)
        #expect(found.count == 20)
        #expect(await server.stop().status == 0)
    }

    private static func indexed(_ sandbox: Sandbox) async throws -> Int {
        let status = try await sandbox.run("index", "status").output
        let line = status.split(separator: "\n").first { $0.hasPrefix("indexed") }
        return line.flatMap { $0.split(separator: " ").last }.flatMap { Int($0) } ?? 0
    }

    /// The counts of `catalogue load`: added, changed, unchanged, skipped.
    private static func numbers(_ output: String) -> [Int] {
        output.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    }

    private static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
}
