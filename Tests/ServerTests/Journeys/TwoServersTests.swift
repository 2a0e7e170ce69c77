import Domain
import Foundation
import Storage
import TestKit
import Testing

@Suite("Two servers on one database", .serialized, .enabled(if: TestDriver.available.contains(.postgres)))
struct TwoServersTests {
    private static let mark = "lighthouse keeper counts"
    private static let total = 200
    private static let job = "generate-movie-embeddings"

    @Test("a due moment is fired once, and what one was killed in the other brings to its end")
    func scheduleAndKill() async throws {
        let model = HeldModel(holdAfter: Self.total / 2, ofTextsWith: Self.mark)
        try await TestStores.with(.postgres) { test in
            let (location, stores) = (test.test.location, test.stores)
            try await model.serve { url in
                let sandboxes = [try Sandbox(), try Sandbox()]
                defer { for sandbox in sandboxes { sandbox.remove() } }
                let key = try await Self.makeKey(sandboxes[0], location)
                var servers: [LiveServer] = []
                for (number, sandbox) in sandboxes.enumerated() {
                    let environment = Self.environment(location, model: url, number)
                    servers.append(try await LiveServer.start(sandbox, environment: environment))
                }
                defer { for server in servers { server.running.killAtOnce() } }
                try await Self.fill(stores)
                try await Self.journey(servers, model, key: key)
            }
        }
    }

    private static func journey(_ servers: [LiveServer], _ model: HeldModel, key: String) async throws {
        try await schedule(on: servers[0], key: key)
        #expect(await Patience.until { await model.isHolding })
        // The key for the model says which of the two asked.
        let runner = try #require(await model.heldCaller) == "Bearer server 0" ? 0 : 1
        let (killed, left) = (servers[runner], servers[1 - runner])
        let id = try await halfDone(left, key)
        for server in servers {
            let second = try await server.post("/api/jobs/\(job)/run", key: key, "{}")
            #expect(second.status == 409 && second.json["jobId"] as? String == id)
        }
        killed.running.killAtOnce()
        _ = await killed.running.end()
        await model.open()
        await model.forgetTexts()

        // The killed server's lease ends first.
        #expect(try await Patience.until { try await !history(left, key).isEmpty })
        let rows = try await history(left, key)
        let row = try #require(rows.first)
        #expect(rows.count == 1 && row["id"] as? String == id && row["status"] as? String == "completed", "\(row)")
        #expect((row["metadata"] as? [String: Any])?["generated"] as? Int == total)
        let plots = await model.texts.filter { $0.contains(mark) }
        #expect(Set(plots).count == plots.count && plots.count < total, "what was stored is not made again")
        #expect(await left.stop().status == 0)
    }

    /// Waits until a part of the films is stored; returns the run's id.
    private static func halfDone(_ server: LiveServer, _ key: String) async throws -> String {
        var (id, seen) = ("", "")
        let isHalfDone = await Patience.until {
            guard let answer = try? await server.get("/api/jobs/\(job)", key: key) else { return false }
            (id, seen) = (answer.json["currentJobId"] as? String ?? "", answer.text)
            let done = (answer.json["progress"] as? [String: Any])?["itemsProcessed"] as? Int ?? 0
            return done > 0 && done < total
        }
        try #require(isHalfDone, "\(seen)")
        return id
    }

    /// Every day at the next full minute that is not too near.
    private static func schedule(on server: LiveServer, key: String) async throws {
        let due = Int(Date.now.timeIntervalSince1970 + 5) / 60 + 1
        let body = #"{"scheduleType": "daily", "scheduleHour": \#(due / 60 % 24), "scheduleMinute": \#(due % 60)}"#
        let answer = try await server.send("PATCH", "/api/jobs/\(job)/config", key: key, body: body)
        #expect(answer.status == 200, "\(answer.text)")
    }

    private static func history(_ server: LiveServer, _ key: String) async throws -> [[String: Any]] {
        try await server.get("/api/jobs/\(job)/history", key: key).json["history"] as? [[String: Any]] ?? []
    }
}

extension TwoServersTests {
    private static func environment(_ location: String, model: String, _ number: Int) -> [String: String] {
        [
            "KINOTHEK_DATABASE_URL": location, "TZ": "UTC", "KINOTHEK_EMBEDDING_PROVIDER": "openai",
            "KINOTHEK_OPENAI_BASE_URL": model, "KINOTHEK_OPENAI_EMBEDDING_MODEL": "held",
            "KINOTHEK_OPENAI_API_KEY": "server \(number)",
        ]
    }

    private static func makeKey(_ sandbox: Sandbox, _ location: String) async throws -> String {
        let environment = [
            "KINOTHEK_DATABASE_URL": location, "KINOTHEK_NEW_PASSWORD": "a long enough password",
        ]
        try await sandbox.run("user", "add", "anna@example.org", "--role", "admin", environment: environment)
        let key = try await sandbox.run("user", "key", "anna@example.org", environment: environment)
        return key.output.trimmingCharacters(in: .newlines)
    }

    /// Films that were put in while the servers run, so that no start has indexed them.
    private static func fill(_ stores: Stores) async throws {
        let films = (1...total).map { number in
            TitleDraft.film("Film \(number)", imdb: "tt\(5_000_000 + number)") { metadata in
                metadata.overview = "A lighthouse keeper counts \(number) ships."
                metadata.genres = ["Drama"]
            }
        }
        _ = try await stores.catalogue.merge(films, from: .load)
    }
}
