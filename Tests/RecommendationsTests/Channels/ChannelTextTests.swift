import Domain
import Recommendations
import TestKit
import Testing

@Suite("Channels: words for them")
struct ChannelTextTests {
    private static func subject(_ bench: ChannelBench, _ names: String...) throws -> ChannelSubject {
        ChannelSubject(genres: [], examples: try names.map { try bench.id($0) }, wish: nil)
    }

    @Test("without a language model they are made of what is known of the examples")
    func composed() async throws {
        try await ChannelBench.with { bench in
            let subject = try Self.subject(bench, "Robots", "Android")
            let name = try await bench.channels.write(.name, about: subject)
            #expect(name == "Science Fiction & Mystery of the 1990s")
            let preferences = try await bench.channels.write(.preferences, about: subject)
            #expect(preferences == "I like science fiction and mystery films, mostly of the 1990s.")
            let description = try await bench.channels.write(.description, about: subject)
            #expect(description == "Science fiction and mystery films, mostly of the 1990s.")
        }
    }

    @Test("nothing said, and titles that there are not, still give words", arguments: ChannelText.allCases)
    func nothing(_ text: ChannelText) async throws {
        try await ChannelBench.with { bench in
            let subject = ChannelSubject(genres: [], examples: [TitleID(999_999)], wish: nil)
            let words = try await bench.channels.write(text, about: subject)
            #expect(!words.isEmpty)
        }
    }

    @Test("genres that somebody chose go before those of the examples, and their own words are kept")
    func chosen() async throws {
        try await ChannelBench.with { bench in
            let subject = ChannelSubject(genres: ["Western"], examples: [try bench.id("Cake")], wish: "Long rides.")
            let preferences = try await bench.channels.write(.preferences, about: subject)
            #expect(preferences == "Long rides.\nI like western films, mostly of the 1990s.")
        }
    }

    @Test("a language model is told of the examples as data, and its words are taken")
    func model() async throws {
        let asked = Asked()
        let model = ScriptedChat { question in
            await asked.note(question)
            return #"{"text": " \"Iron Hearts\"\n"}"#.replacing(#"\n"#, with: " ")
        }
        try await ChannelBench.with(model: { model }) { bench in
            let subject = ChannelSubject(genres: ["Drama"], examples: [try bench.id("Robots")], wish: "cold\nsteel")
            #expect(try await bench.channels.write(.name, about: subject) == "Iron Hearts")
        }
        let question = try #require(await asked.questions.first)
        #expect(question.form == [AnswerForm.Member("text")])
        #expect(question.facts.contains("Example: Robots; 1990; Science Fiction"))
        #expect(question.facts.contains("Their words: cold steel") && !question.task.contains("Robots"))
    }

    @Test("what a model says that is no text is not taken", arguments: [nil, "no", #"{"text": ""}"#, #"{"text": 5}"#])
    func unusable(_ answer: String?) async throws {
        try await ChannelBench.with(model: { ScriptedChat { _ in answer } }) { bench in
            let name = try await bench.channels.write(.name, about: try Self.subject(bench, "Cake"))
            #expect(name == "Comedy of the 1990s")
        }
    }

    private actor Asked {
        private(set) var questions: [ChatQuestion] = []

        func note(_ question: ChatQuestion) { questions.append(question) }
    }
}
