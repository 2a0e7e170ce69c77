import Connectors
import Domain
import TestKit
import Testing

@Suite("What a chat model says")
struct ChatAnswerTests {
    private static func written(_ reply: Reply) async throws -> WrittenFacets? {
        nonisolated(unsafe) var result: WrittenFacets?
        var switches = Switches()
        switches.replies = [reply]
        try await RunningServer.with(switches) { server in
            result = await server.writer().write([.film()]).first ?? nil
            #expect(await server.models.chats.count == 1)
        }
        return result
    }

    @Test(
        "The object is found in whatever stands around it",
        arguments: [
            #"{"mood":"hushed, tender","themes":"memory and loss"}"#,
            "```json\n{\"mood\":\"hushed, tender\",\"themes\":\"memory and loss\"}\n```",
            #"Sure {as asked}: {"mood":"hushed, tender","themes":"memory and loss"} Anything else? {}"#,
            #"<think>{"mood":"no","themes":"no"}</think> {"mood":"hushed, tender","themes":"memory and loss"}"#,
            #"{"confidence":0.9,"mood":"hushed, tender","themes":"memory and loss","tags":[{"a":1}]}"#,
            #"{"film":{"mood":"hushed, tender","themes":"memory and loss"}}"#,
            #"{"mood":["hushed","tender"],"themes":"  memory\n and loss "}"#.replacing(#"\n"#, with: " "),
        ])
    func tolerates(_ words: String) async throws {
        #expect(try await Self.written(.chat(words)) == .usual)
    }

    @Test("Braces and quotes inside a text belong to the text")
    func strings() async throws {
        let words = #"{"mood":"a } \"b\" {","themes":"c"}"#
        #expect(try await Self.written(.chat(words)) == WrittenFacets(mood: #"a } "b" {"#, themes: "c"))
    }

    @Test(
        "An answer without both texts is no answer",
        arguments: [
            "I cannot do that.", "", "{}", #"{"mood":"hushed"}"#, #"{"mood":"","themes":"loss"}"#,
            #"{"mood":"...","themes":"..."}"#, #"{"mood":1,"themes":{"a":"b"}}"#, #"{"mood":"hushed","themes":"los"#,
            "{{{{{{", #"["mood","themes"]"#,
        ])
    func unusable(_ words: String) async throws {
        #expect(try await Self.written(.chat(words)) == nil)
    }

    @Test("A refusal, an empty answer, and one that was cut off or filtered are no answers")
    func refusals() async throws {
        #expect(try await Self.written(.chat(contentJSON: "null", refusal: #""I would rather not.""#)) == nil)
        #expect(try await Self.written(.chat(contentJSON: "null")) == nil)
        let whole = #""{\"mood\":\"hushed\",\"themes\":\"loss\"}""#
        #expect(try await Self.written(.chat(contentJSON: whole, finish: #""length""#)) == nil)
        #expect(try await Self.written(.chat(contentJSON: whole, finish: #""content_filter""#)) == nil)
        #expect(try await Self.written(.chat(contentJSON: whole, finish: "null"))?.mood == "hushed")
        #expect(try await Self.written(Reply(200, #"{"choices":[]}"#)) == nil)
    }

    @Test("A page instead of an answer is no answer, and is not asked for again")
    func pages() async throws {
        #expect(try await Self.written(.page) == nil)
        #expect(try await Self.written(Reply(200, #"{"error":"something"}"#)) == nil)
    }

    @Test("A text that goes on and on is cut between words; an answer that does is not read")
    func long() async throws {
        let long = String(repeating: "word ", count: 1_000)
        let facets = try #require(try await Self.written(.chat(#"{"mood":"\#(long)","themes":"loss"}"#)))
        #expect(facets.mood.count <= ConnectorsLimits.facetCharactersMax)
        #expect(facets.mood.hasSuffix("word"))
        let endless = String(repeating: "word ", count: 10_000)
        #expect(try await Self.written(.chat(#"{"mood":"\#(endless)","themes":"loss"}"#)) == nil)
    }
}
