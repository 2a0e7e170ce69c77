import Connectors
import Domain
import Foundation
import TestKit
import Testing

@Suite("Endpoints that understand less")
struct ChatDialectTests {
    private static func formats(_ server: RunningServer) async -> [String?] {
        await server.models.chats.map(\.formatName)
    }

    @Test("Without schemas JSON is asked for, and the prompt shows the schema", arguments: Switches.ErrorForm.allCases)
    func noSchema(_ form: Switches.ErrorForm) async throws {
        var switches = Switches()
        (switches.refuses, switches.errorForm) = ([.schema], form)
        try await RunningServer.with(switches) { server in
            #expect(await server.writer().write([.film()]) == [.usual])
            #expect(await Self.formats(server) == ["json_schema", "json_object"])
            let last = try #require(await server.models.chats.last)
            #expect(last.system.contains(#""additionalProperties":false"#))
            #expect(server.clock.waits.isEmpty)
        }
    }

    @Test("Without any format the prompt alone asks for JSON", arguments: Switches.ErrorForm.allCases)
    func noFormat(_ form: Switches.ErrorForm) async throws {
        var switches = Switches()
        (switches.refuses, switches.errorForm) = ([.schema, .object], form)
        try await RunningServer.with(switches) { server in
            #expect(await server.writer().write([.film()]) == [.usual])
            #expect(await Self.formats(server) == ["json_schema", "json_object", nil])
        }
    }

    @Test("A temperature that is refused is left out", arguments: Switches.ErrorForm.allCases)
    func noTemperature(_ form: Switches.ErrorForm) async throws {
        var switches = Switches()
        (switches.refuses, switches.errorForm) = ([.temperature], form)
        try await RunningServer.with(switches) { server in
            #expect(await server.writer().write([.film()]) == [.usual])
            let last = try #require(await server.models.chats.last)
            #expect(last.json["temperature"] == nil)
            #expect(last.formatName == "json_schema")
        }
    }

    @Test("A limit of tokens gets its newer name, with room for hidden thought", arguments: Switches.ErrorForm.allCases)
    func renamedLimit(_ form: Switches.ErrorForm) async throws {
        var switches = Switches()
        (switches.refuses, switches.errorForm) = ([.tokenLimit], form)
        try await RunningServer.with(switches) { server in
            #expect(await server.writer().write([.film()]) == [.usual])
            let last = try #require(await server.models.chats.last)
            #expect(last.json["max_tokens"] == nil)
            #expect(last.json["max_completion_tokens"] as? Int == ConnectorsLimits.facetReasoningTokensMax)
        }
    }

    @Test("An endpoint that dislikes everything still gets a request that it takes, and is asked so from then on")
    func everything() async throws {
        var switches = Switches()
        switches.refuses = Set(Switches.Part.allCases)
        try await RunningServer.with(switches) { server in
            let writer = server.writer()
            #expect(await writer.write([.film()]) == [.usual])
            #expect(await server.models.chats.count == 5)
            #expect(await writer.write([.film("Stalker")]) == [.usual])
            #expect(await server.models.chats.count == 6)
        }
    }

    @Test("What an endpoint refuses is remembered for an hour, then tried again")
    func memory() async throws {
        var switches = Switches()
        switches.refuses = [.schema]
        try await RunningServer.with(switches) { server in
            let writer = server.writer()
            _ = await writer.write([.film()])
            server.clock.advance(seconds: ConnectorsLimits.chatDialectSeconds - 1)
            _ = await writer.write([.film()])
            server.clock.advance(seconds: 1)
            await server.models.change { $0.refuses = [] }
            _ = await writer.write([.film()])
            #expect(await Self.formats(server) == ["json_schema", "json_object", "json_object", "json_schema"])
        }
    }

    @Test("A bad request of another kind is neither repeated nor rephrased, and the next film is asked for")
    func badRequest() async throws {
        var switches = Switches()
        switches.replies = [
            .error(400, "invalid_request_error"), .error(400, "context_length_exceeded"),
            Reply(400, #"{"error":{"message":"Context length: lower max_tokens","code":"context_length_exceeded"}}"#),
            .error(413, "too_large"), .error(422, "invalid_request_error"), .error(400, "invalid_prompt"),
        ]
        try await RunningServer.with(switches) { server in
            let writer = server.writer()
            for _ in 0..<6 { #expect(await writer.write([.film()]) == [nil]) }
            #expect(await server.models.chats.count == 6)
            #expect(await writer.write([.film()]) == [.usual])
            #expect(await Self.formats(server).last == "json_schema")
        }
    }
}
