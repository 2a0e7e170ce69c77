import Connectors
import Domain
import Foundation
import TestKit
import Testing

@Suite("What a chat model is asked about other things")
struct RemoteChatModelTests {
    private static func question(_ form: [AnswerForm.Member]?) -> ChatQuestion {
        ChatQuestion(name: "reasons", task: "Say why.", facts: "Film: Solaris", form: form, tokensMax: 900)
    }

    private static let form = [
        AnswerForm.Member("reasons", .list(.object([.init("index", .wholeNumber), .init("text")])))
    ]

    @Test("the schema follows the form, and the limits the question")
    func asks() async throws {
        try await RunningServer.with { server in
            _ = await server.chatModel().answer(Self.question(Self.form))
            let request = try #require(await server.models.chats.first)
            #expect(request.system == "Say why." && request.user == "Film: Solaris")
            #expect(request.json["max_tokens"] as? Int == 900)
            let format = try #require(request.json["response_format"] as? [String: Any])
            let named = try #require(format["json_schema"] as? [String: Any])
            let schema = try #require(named["schema"] as? [String: Any])
            let text = try JSONSerialization.data(withJSONObject: schema, options: .sortedKeys)
            let wanted = """
                {"additionalProperties":false,"properties":{"reasons":{"items":{"additionalProperties":false,\
                "properties":{"index":{"type":"integer"},"text":{"type":"string"}},"required":["index","text"],\
                "type":"object"},"type":"array"}},"required":["reasons"],"type":"object"}
                """
            #expect(named["name"] as? String == "reasons" && String(decoding: text, as: UTF8.self) == wanted)
        }
    }

    @Test("the object that was asked for is found in whatever stands around it")
    func objects() async throws {
        var switches = Switches()
        switches.replies = [
            .chat(#"{"other": 1} Here: {"reasons": [{"index": 1, "text": "a"}]} ok?"#), .chat("no"), .chat("{}"),
        ]
        try await RunningServer.with(switches) { server in
            let model = server.chatModel()
            let first = await model.answer(Self.question(Self.form))
            #expect(first == #"{"reasons": [{"index": 1, "text": "a"}]}"#)
            for _ in 0..<2 { #expect(await model.answer(Self.question(Self.form)) == nil) }
        }
    }

    @Test("plain text is asked for without a form")
    func text() async throws {
        var switches = Switches()
        switches.replies = [.chat("<think>Hm.</think>\n You like rain. "), .chat(" ... ")]
        try await RunningServer.with(switches) { server in
            let model = server.chatModel()
            #expect(await model.answer(Self.question(nil)) == "You like rain.")
            #expect(await model.answer(Self.question(nil)) == nil)
            let request = try #require(await server.models.chats.first)
            #expect(request.formatName == nil && request.system == "Say why." && model.name == "chat-small")
        }
    }

    @Test("an endpoint without schemas is shown the form")
    func degraded() async throws {
        var switches = Switches()
        switches.refuses = [.schema]
        try await RunningServer.with(switches) { server in
            _ = await server.chatModel().answer(Self.question(Self.form))
            let request = try #require(await server.models.chats.last)
            #expect(request.formatName == "json_object" && request.system.contains(#""integer""#))
        }
    }
}

extension RunningServer {
    fileprivate func chatModel() -> RemoteChatModel {
        RemoteChatModel(
            settings: ChatSettings(baseURL: baseURL, key: nil, model: "chat-small", timeoutSeconds: 30),
            transport: http, now: clock.now, sleep: clock.sleep, jitter: { 0 })
    }
}
