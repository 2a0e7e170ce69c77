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

    @Test("during indexing: what was stored is not made again, the rest is")
    func duringIndexing() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let (total, mark) = (200, "lighthouse keeper counts")
        let model = HeldModel(holdAfter: 100, ofTextsWith: mark)
        try await model.serve { url in
            let remote = [
                "KINOTHEK_EMBEDDING_PROVIDER": "openai", "KINOTHEK_OPENAI_BASE_URL": url,
                "KINOTHEK_OPENAI_EMBEDDING_MODEL": "held",
            ]
            let key = try await sandbox.makeKey()
            let load = sandbox.process(["catalogue", "load", try sandbox.films(total)], environment: remote)
            try load.start()
            #expect(await Patience.until { await model.isHolding })
            load.killAtOnce()
            _ = await load.end()
            let stored = try await Self.indexed(sandbox, remote)
            #expect(stored > 0 && stored < total)
            await model.open()
            await model.forgetTexts()

            // The killed worker's lease ends while the server runs.
            let server = try await LiveServer.start(sandbox, environment: remote)
            #expect(await Patience.until { (try? await Self.indexed(sandbox, remote)) == total })
            let plots = await Set(model.texts.filter { $0.contains(mark) })
            #expect(plots.count == total - stored)
            #expect(!plots.contains { $0.contains("counts 1 ships") }, "the first film was stored before the kill")
            #expect(await Patience.until { (try? await server.search("lighthouse keeper", key: key).count) == 20 })
            #expect(await server.stop().status == 0)
        }
    }

    private static func indexed(_ sandbox: Sandbox, _ environment: [String: String]) async throws -> Int {
        let status = try await sandbox.run("index", "status", environment: environment).output
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
