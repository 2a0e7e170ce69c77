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

    @Test("numbers and what may be null are part of the schema")
    func nullable() async throws {
        try await RunningServer.with { server in
            let form = [AnswerForm.Member("studio", .optional(.object([.init("confidence", .number)])))]
            _ = await server.chatModel().answer(Self.question(form))
            let request = try #require(await server.models.chats.first)
            let format = try #require(request.json["response_format"] as? [String: Any])
            let named = try #require(format["json_schema"] as? [String: Any])
            let schema = try #require(named["schema"] as? [String: Any])
            let properties = try #require(schema["properties"] as? [String: Any])
            let text = try JSONSerialization.data(withJSONObject: properties, options: .sortedKeys)
            let wanted = """
                {"studio":{"anyOf":[{"additionalProperties":false,"properties":{"confidence":{"type":"number"}},\
                "required":["confidence"],"type":"object"},{"type":"null"}]}}
                """
            #expect(String(decoding: text, as: UTF8.self) == wanted)
        }
    }

    @Test("what an answer took is told, and 0 where the endpoint does not count")
    func usage() async throws {
        var switches = Switches()
        let message = #"{"choices":[{"finish_reason":"stop","message":{"content":"Rain."}}]"#
        switches.replies = [
            Reply(200, message + #","usage":{"prompt_tokens":12,"completion_tokens":3}}"#),
            Reply(200, message + #","usage":null}"#), Reply(200, message + #","usage":[1]}"#),
        ]
        try await RunningServer.with(switches) { server in
            let model = server.chatModel()
            let counted = await model.reply(to: Self.question(nil))
            #expect(counted == ChatReply(text: "Rain.", promptTokens: 12, completionTokens: 3))
            for _ in 0..<2 { #expect(await model.reply(to: Self.question(nil)) == ChatReply(text: "Rain.")) }
        }
    }

    @Test("a question that is too long is told from one that has no answer")
    func tooLong() async throws {
        var switches = Switches()
        switches.replies = [
            .error(400, "context_length_exceeded"), .chat(contentJSON: #""{""#, finish: #""length""#), .chat("no"),
            .error(400, "invalid_request_error"),
        ]
        try await RunningServer.with(switches) { server in
            let model = server.chatModel()
            for isTooLong in [true, true, false, false] {
                let reply = await model.reply(to: Self.question(Self.form))
                #expect(reply.text == nil && reply.isTooLong == isTooLong)
            }
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
