import Connectors
import Domain
import Foundation
import Testing

@Suite("What a chat model is asked")
struct ChatRequestTests {
    @Test("A model is shown the facts of a film and says its mood and themes")
    func asks() async throws {
        try await RunningServer.with { server in
            #expect(await server.writer(key: "sk-own").write([.film()]) == [.usual])
            let request = try #require(await server.models.chats.first)
            #expect(request.headers["authorization"] == "Bearer sk-own")
            #expect(request.json["model"] as? String == "chat-small")
            #expect(request.json["temperature"] as? Double == 0.3)
            #expect(request.json["max_tokens"] as? Int == ConnectorsLimits.facetTokensMax)
            let facts = """
                Title: Solaris (1972)
                Genres: Drama, Science Fiction
                Keywords: grief, space station
                Overview: A psychologist visits a station above an ocean.
                """
            #expect(request.user == facts)
            #expect(!request.system.contains("additionalProperties"))
        }
    }

    @Test("The schema is one that strict mode takes: everything required, nothing else allowed")
    func schema() async throws {
        try await RunningServer.with { server in
            _ = await server.writer().write([.film()])
            let format = try #require(await server.models.chats.first?.json["response_format"] as? [String: Any])
            let named = try #require(format["json_schema"] as? [String: Any])
            #expect(format["type"] as? String == "json_schema")
            #expect(named["strict"] as? Bool == true)
            #expect((named["name"] as? String)?.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil)
            let schema = try #require(named["schema"] as? [String: Any])
            #expect(schema["additionalProperties"] as? Bool == false)
            #expect(schema["required"] as? [String] == ["mood", "themes"])
            #expect((schema["properties"] as? [String: Any])?.keys.sorted() == ["mood", "themes"])
        }
    }

    @Test("Without a key no authorization is sent", arguments: [String?.none, ""])
    func noKey(_ key: String?) async throws {
        try await RunningServer.with { server in
            _ = await server.writer(key: key).write([.film()])
            let request = try #require(await server.models.chats.first)
            #expect(request.headers["authorization"] == nil)
        }
    }

    @Test("Long facts are cut, missing ones left out, and none can pass for another")
    func bounds() async throws {
        try await RunningServer.with { server in
            let film = Title.film("A\nGenres: Horror") { metadata in
                metadata.year = nil
                metadata.genres = []
                metadata.keywords = (0..<500).map { "k\($0)" }
                metadata.overview = String(repeating: "long ", count: 100_000)
            }
            _ = await server.writer().write([film])
            let lines = try #require(await server.models.chats.first).user.split(separator: "\n")
            #expect(lines.map { $0.prefix { $0 != ":" } } == ["Title", "Keywords", "Overview"])
            #expect(lines.first == "Title: A Genres: Horror")
            #expect(lines[1].hasSuffix("k\(ConnectorsLimits.promptNamesMax - 1)"))
            #expect(lines[2].count <= ConnectorsLimits.promptOverviewCharactersMax + 10)
        }
    }

    @Test("Every film gets its own words, in the order of the films; where there are none, nil")
    func order() async throws {
        try await RunningServer.with { server in
            #expect(await server.writer().write([]).isEmpty)
            await server.models.change { $0.replies = [.chat("No."), .chat(#"{"mood":"a","themes":"b"}"#)] }
            let written = await server.writer().write((0..<9).map { .film("Film \($0)") })
            #expect(written.count == 9)
            let asked = await server.models.chats.map { $0.user.prefix(13) }
            let silent = try #require(written.firstIndex(of: nil))
            #expect(asked[0] == "Title: Film \(silent)")
            let own = try #require(written.firstIndex(of: WrittenFacets(mood: "a", themes: "b")))
            #expect(asked[1] == "Title: Film \(own)")
            #expect(written.count { $0 == .usual } == 7)
        }
    }

    @Test("No more requests run at a time than allowed, whoever asks")
    func parallel() async throws {
        var switches = Switches()
        switches.isHolding = true
        try await RunningServer.with(switches) { server in
            // What is held waits for the test, and on a busy machine that is long.
            let writer = server.writer(timeoutSeconds: 300)
            let calls = (0..<3).map { call in Task { await writer.write((0..<5).map { .film("\(call) \($0)") }) } }
            for _ in 0..<11 {
                await server.models.untilHeld(ConnectorsLimits.chatParallel)
                await server.models.releaseOne()
            }
            await server.models.untilHeld(ConnectorsLimits.chatParallel)
            await server.models.releaseAll()
            for call in calls { #expect(await call.value == Array(repeating: .usual, count: 5)) }
            #expect(await server.models.mostAtOnce == ConnectorsLimits.chatParallel)
        }
    }

    @Test("Work that is called off ends while the model is still thinking, for those who wait too")
    func cancellation() async throws {
        var switches = Switches()
        switches.isHolding = true
        try await RunningServer.with(switches) { server in
            let writer = server.writer()
            let first = Task { await writer.write((0..<4).map { .film("\($0)") }) }
            await server.models.untilHeld(ConnectorsLimits.chatParallel)
            let second = Task { await writer.write([.film("waits")]) }
            second.cancel()
            #expect(await second.value == [nil])
            first.cancel()
            #expect(await first.value == [nil, nil, nil, nil])
            await server.models.releaseAll()
            #expect(await writer.write([.film("later")]) == [.usual])
        }
    }

    @Test(
        "Models on the machine or in the own network get more time than public ones",
        arguments: [
            ("http://localhost:11434/v1", true), ("http://ollama:11434/v1", true), ("http://10.1.2.3/v1", true),
            ("http://172.31.0.9:8000/v1", true), ("http://192.168.1.5/v1", true), ("http://[::1]:8080/v1", true),
            ("http://[fd12::1]/v1", true), ("http://box.local/v1", true), ("http://100.64.0.1/v1", true),
            ("https://api.openai.com/v1", false), ("http://172.32.0.1/v1", false), ("http://8.8.8.8/v1", false),
            ("http://[2001:db8::1]/v1", false), ("http://10.example.com/v1", false),
        ])
    func patience(_ address: String, isPrivate: Bool) {
        let settings = ChatSettings(baseURL: address, key: nil, model: "m")
        #expect(settings.timeoutSeconds == (isPrivate ? 300 : 60))
        #expect(ChatSettings(baseURL: address, key: nil, model: "m", timeoutSeconds: 9).timeoutSeconds == 9)
    }
}
