import Foundation
import TestKit
import Testing

@Suite("kinothek settings")
struct SettingsCommandTests {
    @Test("a value is listed with where it is from, stored, and forgotten")
    func values() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let given = ["KINOTHEK_RATE_SEARCH": "70"]
        func get() async throws -> String {
            try await sandbox.run("settings", "get", "rate.search", environment: given).output
        }
        #expect(try await get() == "70\n")
        let set = try await sandbox.run("settings", "set", "rate.search", "80", environment: given)
        #expect(set.status == 0 && set.output == "rate.search = 80\n" && set.errors.contains("started again"))
        #expect(try await get() == "80\n")
        let list = try await sandbox.run("settings", "list", "rate.", environment: given).output
        let rows = list.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(
            rows == [
                ["rate.search", "80", "stored"], ["rate.detail", "120", "default"], ["rate.test", "10", "default"],
                ["rate.api_per_minute", "120", "default"],
            ])
        #expect(try await sandbox.run("settings", "reset", "rate.search", environment: given).output.contains("70"))
        #expect(try await get() == "70\n")
        let again = try await sandbox.run("settings", "reset", "rate.search")
        #expect(again.status == 0 && again.errors.contains("Nothing has changed"))
    }

    @Test("secrets are asked for, stored sealed, and never printed")
    func secrets() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let secret = "0123456789abcdef"
        let set = try await sandbox.run("settings", "set", "media_server.api_key", secret)
        #expect(set.status == 0)
        for arguments in [
            ["settings", "list"], ["settings", "list", "-v"], ["settings", "get", "media_server.api_key"],
        ] {
            let running = sandbox.process(arguments)
            try running.start()
            let ended = await running.end()
            #expect(ended.output.contains("••••••••cdef") && !ended.output.contains(secret))
            #expect(!set.output.contains(secret) && !ended.errors.contains(secret))
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: sandbox.data + "/secret.key")
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let files = try FileManager.default.contentsOfDirectory(atPath: sandbox.data)
        for name in files where name.hasPrefix("kinothek.sqlite") {
            let bytes = try Data(contentsOf: URL(filePath: sandbox.data + "/" + name))
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name)")
        }
    }

    @Test(
        "what cannot be is told with what would be",
        arguments: [
            (["set", "rate.search", "many"], "a whole number from 1"), (["set", "no.such.key", "1"], "no.such.key"),
            (["get", "media_server.key"], "media_server.api_key"),
            (["set", "server.port", "80"], "in the environment"),
            (["list", "nonsense"], "nonsense"), (["reset", "nonsense"], "nonsense"),
        ])
    func refused(_ arguments: [String], _ words: String) async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let running = sandbox.process(["settings"] + arguments)
        try running.start()
        let ended = await running.end()
        #expect(ended.status == 2 && ended.errors.contains(words), "\(ended.errors)")
        #expect(ended.output.isEmpty)
    }

    @Test("the documentation is printed as it has to be")
    func markdown() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let text = try await sandbox.run("settings", "list", "--markdown").output
        let file = Program.repository.appending(path: "Documentation/configuration.md")
        #expect(try text == String(contentsOf: file, encoding: .utf8))
    }

    @Test("a running server follows the command, and a start reads what was stored")
    func follows() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let key = try await sandbox.makeKey()
        let server = try await LiveServer.start(sandbox)
        func selected() async -> Int? {
            let answer = try? await server.get("/api/settings/recommendations", key: key)
            let config = answer?.json["config"] as? [String: Any]
            return (config?["movie"] as? [String: Any])?["selectedCount"] as? Int
        }
        #expect(await selected() == 50)
        try await sandbox.run("settings", "set", "recommendations.movies.selected_count", "7")
        #expect(await Patience.until { await selected() == 7 })
        let changed = try await server.send(
            "PATCH", "/api/settings/recommendations/movies", key: key, body: #"{"selectedCount": 8}"#)
        #expect(changed.status == 200)
        let told = try await sandbox.run("settings", "get", "recommendations.movies.selected_count").output
        #expect(told == "8\n")
        // What wants a start waits for one.
        try await sandbox.run("settings", "set", "server.public_url", "https://films.example")
        _ = await server.stop()
        let second = try await LiveServer.start(sandbox)
        let code = try await sandbox.run("user", "pair", "anna@example.org").output.trimmingCharacters(in: .newlines)
        let paired = try await second.post("/pairing-code/exchange", #"{"pairing_code":"\#(code)"}"#)
        #expect(paired.json["server_url"] as? String == "https://films.example")
        _ = await second.stop()
    }

    @Test("without its key file the server says what to do, and the command mends it")
    func lostKey() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await sandbox.run("settings", "set", "openai.api_key", "sk-0123456789")
        try FileManager.default.removeItem(atPath: sandbox.data + "/secret.key")
        let failed = try await sandbox.run("serve", "--port", "0")
        #expect(failed.status == 1 && failed.errors.contains("settings reset"), "\(failed.errors)")
        #expect(try await sandbox.run("user", "list").status == 0)
        let list = try await sandbox.run("settings", "list", "openai.api_key")
        #expect(list.output.contains("cannot be read"))
        #expect(try await sandbox.run("settings", "reset", "openai.api_key").status == 0)
        let server = try await LiveServer.start(sandbox)
        #expect(await server.stop().status == 0)
    }
}
