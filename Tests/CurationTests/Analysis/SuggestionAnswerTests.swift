import Testing

@testable import Curation

/// How the answer of a language model is read.
@Suite struct SuggestionAnswerTests {
    @Test func theFormIsRead() throws {
        let answer = try #require(
            SuggestionAnswer(
                json: """
                    {"scenes":[{"id":"31","studio":{"name":"Dockside","confidence":0.9},
                    "performers":[{"name":"Ada North","confidence":1}],"tags":[],
                    "details":{"text":"A walk.","confidence":0.8}},
                    {"id":"33","studio":null,"performers":[],"tags":[{"name":"Pyro","confidence":0.25}],
                    "details":null}]}
                    """))
        let first = try #require(answer.scenes.first)
        #expect(first.studio == .init(text: "Dockside", confidence: 0.9))
        #expect(first.performers == [.init(text: "Ada North", confidence: 1)])
        #expect(first.details == .init(text: "A walk.", confidence: 0.8))
        #expect(answer.scenes.map(\.id) == ["31", "33"])
        #expect(answer.scenes[1].studio == nil && answer.scenes[1].details == nil)
        #expect(answer.scenes[1].tags == [.init(text: "Pyro", confidence: 0.25)])
    }

    @Test(arguments: [
        (#"{"name":"A"}"#, 0.5), (#"{"name":"A","confidence":"0.8"}"#, 0.8), (#"{"name":"A","confidence":7}"#, 1.0),
        (#"{"name":"A","confidence":-1}"#, 0.0), (#"{"name":"A","confidence":"high"}"#, 0.5),
        (#"{"name":"A","confidence":null}"#, 0.5), (#""A""#, 0.5),
        (#"{"name":" A ","other":[],"confidence":0.1}"#, 0.1),
    ])
    func confidencesAreClampedAndMayBeMissing(_ entry: String, _ confidence: Double) throws {
        let answer = try #require(SuggestionAnswer(json: #"{"scenes":[{"id":31,"tags":[\#(entry)]}]}"#))
        #expect(answer.scenes.first?.id == "31")
        #expect(answer.scenes.first?.tags == [.init(text: "A", confidence: confidence)])
    }

    @Test func whatCannotBeReadIsLeftOut() throws {
        let answer = try #require(
            SuggestionAnswer(
                json: #"""
                    {"scenes":[null,7,{"tags":[]},
                    {"id":"1","studio":[],"performers":{},"tags":[{},5,{"name":""}]}]}
                    """#))
        #expect(answer.scenes.count == 1)
        #expect(answer.scenes[0].studio == nil && answer.scenes[0].performers.isEmpty && answer.scenes[0].tags.isEmpty)
    }

    @Test(arguments: ["", "[]", "{}", #"{"scenes":{}}"#, "no", #"{"scenes":[{"id""#])
    func anythingElseIsNoAnswer(_ json: String) {
        #expect(SuggestionAnswer(json: json)?.scenes == nil)
    }
}
