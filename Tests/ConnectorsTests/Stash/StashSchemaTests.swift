import Connectors
import Domain
import TestKit
import Testing

@Suite("Operations against Stash's types")
struct StashSchemaTests {
    @Test("everything that is sent is known to Stash", arguments: StashOperation.all.map(\.name))
    func operations(_ name: String) throws {
        let schema = try GraphQLSchema(FakeStashSchema.text)
        let operation = try #require(StashOperation.all.first { $0.name == name })
        try schema.validate(operation.document)
        #expect(operation.document.contains(" \(name)"), "it is called by its name")
    }

    @Test("names are unique, and nothing asks for paths, of which one holds the key")
    func bounds() {
        let operations = StashOperation.all
        #expect(Set(operations.map(\.name)).count == operations.count)
        for operation in operations {
            let words = operation.document.split { !$0.isLetter && $0 != "_" }
            for banned in ["paths", "stream", "image_path"] { #expect(!words.contains(Substring(banned))) }
        }
    }

    @Test(
        "what Stash would refuse is refused here",
        arguments: [
            "query A { version { colour } }", "query A { version }", "query A { version { version { x } } }",
            "query A { findScene(number: 1) { id } }", "query A($id: ID!) { version { version } }",
            "query A { findScene(id: $id) { id } }", "query A($id: Int!) { findScene(id: $id) { id } }",
            "query A($w: TagFilterType) { findScenes(scene_filter: $w) { count } }",
            "query A { findScenes(filter: { size: 1 }) { count } }",
            "query A { findScenes(filter: { direction: UP }) { count } }",
            "query A { findScenes(filter: { page: \"1\" }) { count } }", "mutation A { tagDestroy }",
            "mutation A { tagCreate(input: {}) { id } }", "query A($x: Colour) { version { version } }",
            "query A { version { version }", "query A version", "", "query A { findScene(id: 1) { paths { stream } } }",
        ])
    func refusals(_ document: String) throws {
        let schema = try GraphQLSchema(FakeStashSchema.text)
        #expect(throws: GraphQLError.self) { try schema.validate(document) }
    }

    @Test("a Stash that does not know what is asked for is too old, and is not asked again")
    func tooOld() async throws {
        try await StashBench.with { bench async throws in
            let refusal = #"{"errors":[{"message":"Cannot query field \"code\" on type \"Scene\"."}],"data":null}"#
            await bench.fake.answerNext(Reply(422, refusal))
            await #expect(throws: ArchiveFailure.unsupported) {
                try await bench.archive().scenes(page: 1, size: 5, since: nil)
            }
            #expect(await bench.fake.seen.count == 1)
        }
    }
}
