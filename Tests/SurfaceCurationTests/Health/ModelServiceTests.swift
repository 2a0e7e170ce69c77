import Administration
import HTTPTypes
import Hummingbird
import TestKit
import Testing

@Suite("Curation: an endpoint with language models")
struct ModelServiceTests {
    private static let key = "fake.model.key-0001"
    private static let names = (1...12).map { "chat-\($0)" }
    private static let bare = CurationRig.Setup { ($0.isConfigured, $0.hasWorkers) = (false, false) }

    /// Serves a list of models to whoever has the key; to others it says which one they have sent.
    private static func serve(_ test: @Sendable (String) async throws -> Void) async throws {
        let list = Self.names.map { #"{"id": "\#($0)", "object": "model"}"# }.joined(separator: ", ")
        let router = Router()
        router.get("v1/models") { request, _ -> Response in
            let sent = request.headers[.authorization] ?? ""
            guard sent == "Bearer " + Self.key else {
                return Response(Reply(401, #"{"error": {"message": "no such key: \#(sent)"}}"#))
            }
            return Response(Reply(200, #"{"object": "list", "data": [\#(list)]}"#))
        }
        try await LocalServer.serve(router) { address in try await test(address + "/v1") }
    }

    private static func put(_ key: String, _ value: String) -> Scenario {
        .curation(.put, "settings/\(key)", json: #"{"value": "\#(value)"}"#).answers(200)
    }

    /// How the server finds its model, which never makes it less ready.
    private static func found(_ rig: CurationRig) async throws -> JSONValue {
        let answer = try await rig.run(
            .curation(.get, "health/ready").answers(200).expecting(noText: [Self.key, "other.key"])
        ).json
        #expect(answer["status"] == .text("ready"))
        return try #require(answer["checks"]?["openai"])
    }

    @Test("a model that answers is ready, one that refuses the key or is down is not, and the server is in any case")
    func health() async throws {
        try await Self.serve { address in
            try await CurationRig.with(Self.bare) { rig in
                try await rig.run(Self.put("openai.base_url", address))
                try await rig.run(Self.put("openai.api_key", Self.key))
                let ready = try await Self.found(rig)
                #expect(ready == .object(["status": .text("ready"), "error": .null]))
                try await rig.run(Self.put("openai.api_key", "other.key"))
                let refused = try await Self.found(rig)
                #expect(refused["status"] == .text("not ready") && refused["error"]?.text?.isEmpty == false)
                try await rig.run(Self.put("openai.base_url", "http://127.0.0.1:1/v1"))
                let down = try await Self.found(rig)
                #expect(down["status"] == .text("not ready") && down["error"]?.text?.isEmpty == false)
                #expect(down["error"] != refused["error"])
            }
        }
    }

    @Test("a test of the model names it and what there is besides, and keeps the key to itself")
    func trial() async throws {
        try await Self.serve { address in
            try await CurationRig.with(Self.bare) { rig in
                for (name, value) in [("base_url", address), ("api_key", Self.key), ("model", "chat-2")] {
                    try await rig.run(Self.put("openai.\(name)", value))
                }
                func ask(_ body: String) async throws -> JSONValue {
                    try await rig.run(
                        .curation(.post, "settings/test-openai", json: body).answers(200)
                            .expecting(noText: [Self.key, "other.key"])
                    ).json
                }
                let good = try await ask("{}")
                #expect(good["service"] == .text("openai") && good["success"] == .bool(true))
                #expect(good["details"]?["model"] == .text("chat-2") && good["details"]?["total_models"] == .int(12))
                let listed = good["details"]?["available_models"]?.list ?? []
                #expect(listed == Self.names.prefix(10).map { JSONValue.text($0) })
                #expect(try await ask(#"{"model": "chat-7"}"#)["details"]?["model"] == .text("chat-7"))
                let bad = try await ask(#"{"api_key": "other.key"}"#)
                #expect(bad["success"] == .bool(false) && bad["details"]?["model_attempted"] == .text("chat-2"))
                #expect(bad["details"]?["error"]?.text?.isEmpty == false)
                #expect(rig.settings.values.text(.openAIKey) == Self.key)
            }
        }
    }

    @Test("the model is one setting, whichever surface names it")
    func name() async throws {
        try await CurationRig.with(Self.bare) { rig in
            try await rig.run(Self.put("openai.model", "chat-1"))
            #expect(rig.settings.values.text(.openAIChatModel) == "chat-1")
            try await rig.settings.change([SettingEdit(.openAIChatModel, "chat-2")], by: .commandLine)
            for key in ["openai.model", "openai_model", "openai.chat_model"] {
                let shown = try await rig.run(.curation(.get, "settings/\(key)").answers(200)).json
                #expect(shown["value"] == .text("chat-2"), "\(key)")
            }
        }
    }
}
