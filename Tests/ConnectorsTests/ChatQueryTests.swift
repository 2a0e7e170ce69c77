import Connectors
import Domain
import TestKit
import Testing

@Suite("A chat model that reads queries")
struct ChatQueryTests {
    /// A reader whose patience ends when `patience` returns; it waits by the server's clock for everything else.
    private static func reader(
        of server: RunningServer, baseURL: String? = nil,
        patience: @escaping @Sendable () async throws -> Void = Self.endless
    ) -> ChatQueryReader {
        let settings = ChatSettings(
            baseURL: baseURL ?? server.baseURL, key: nil, model: "chat-small", timeoutSeconds: 30)
        return ChatQueryReader(settings: settings, transport: server.http, now: server.clock.now) { seconds in
            if seconds == ConnectorsLimits.querySeconds {
                try await patience()
            } else {
                try await server.clock.sleep(seconds)
            }
        }
    }

    /// Until the task is cancelled.
    private static let endless: @Sendable () async throws -> Void = {
        let never = AsyncStream<Void> { _ in }
        for await _ in never {}
    }

    @Test("it is shown the words of the person, and its mood and themes come back")
    func answers() async throws {
        try await RunningServer.with { server in
            #expect(await Self.reader(of: server).read("a film for\na rainy evening") == .usual)
            let request = try #require(await server.models.chats.first)
            #expect(request.user == "Words: a film for a rainy evening" && !request.system.isEmpty)
            #expect(request.json["model"] as? String == "chat-small")
        }
    }

    @Test(
        "nonsense is no reading, and is not asked for again",
        arguments: [
            Reply.chat("I cannot do that."), .chat(""), .chat("{}"), .chat(#"{"mood":"hushed"}"#),
            .chat(#"{"mood":1,"themes":{"a":"b"}}"#), .chat(contentJSON: "null"), .page, Reply(200, "{"),
        ])
    func nonsense(_ reply: Reply) async throws {
        var switches = Switches()
        switches.replies = [reply]
        try await RunningServer.with(switches) { server in
            #expect(await Self.reader(of: server).read("rain") == nil)
            #expect(await server.models.chats.count == 1)
            #expect(server.clock.waits.isEmpty)
        }
    }

    @Test("one that takes longer than a person waits is left, and the person goes on without it")
    func slow() async throws {
        var switches = Switches()
        switches.isHolding = true
        try await RunningServer.with(switches) { server in
            let reader = Self.reader(of: server) { await server.models.untilHeld(1) }
            #expect(await reader.read("rain") == nil)
            #expect(await server.models.chats.count == 1)
            await server.models.releaseAll()
            #expect(await Self.reader(of: server).read("rain") == .usual)
        }
    }

    @Test("one that is down is no error", arguments: [500, 503, 404, 401])
    func down(_ status: Int) async throws {
        var switches = Switches()
        switches.always = .error(status, "overloaded")
        try await RunningServer.with(switches) { server in
            #expect(await Self.reader(of: server).read("rain") == nil)
            #expect(await !server.models.chats.isEmpty)
        }
    }

    @Test("with nobody at the address there is no reading, and no error")
    func nobody() async throws {
        try await RunningServer.with { server in
            let reader = Self.reader(of: server, baseURL: "http://127.0.0.1:1/v1")
            #expect(await reader.read("rain") == nil)
            #expect(server.clock.waits.count == ConnectorsLimits.chatRetriesMax)
        }
    }

    @Test("whoever stops waiting stops the question")
    func cancelled() async throws {
        var switches = Switches()
        switches.isHolding = true
        try await RunningServer.with(switches) { server in
            let asking = Task { await Self.reader(of: server).read("rain") }
            await server.models.untilHeld(1)
            asking.cancel()
            #expect(await asking.value == nil)
        }
    }
}
