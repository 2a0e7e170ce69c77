import Domain
import Foundation
import Jobs
import Recommendations
import Synchronization
import TestKit
import Testing

@Suite("Explanations of picks")
struct ExplanationTests {
    private static let count = 12

    /// Anna's picks after a run with a language model that answers so.
    private static func explained(
        sleeper: Sleeper = .live, _ answer: @escaping @Sendable (ChatQuestion) async -> String?
    ) async throws -> [String] {
        try await texts(chat: { ScriptedChat(answer) }, sleeper: sleeper)
    }

    private static func texts(
        chat: @escaping CurrentChatModel, sleeper: Sleeper = .live
    ) async throws -> [String] {
        let texts = Mutex<[String]>([])
        try await RunBench.with(chat: chat, sleeper: sleeper) { bench in
            bench.knobs.settings.movies.selectedCount = count
            try await bench.rate(["Far Orbit": 10, "Paid Debt": 8])
            let run = try await bench.run()
            #expect(run.state == .completed && run.selectedCount == count)
            let told = try await bench.selected(in: run).map { $0.explanation ?? "" }
            texts.withLock { $0 = told }
        }
        return texts.withLock { $0 }
    }

    private static func json(_ entries: [(Any, Any)]) -> String {
        let list = entries.map { ["index": $0.0, "explanation": $0.1] }
        let data = try? JSONSerialization.data(withJSONObject: ["explanations": list])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static let fine = "A quiet story that fits what you like, told without haste."

    @Test("every pick has a text without a language model, and the same one each time")
    func local() async throws {
        let texts = try await Self.texts(chat: { nil })
        #expect(texts.count == Self.count && texts.allSatisfy { $0.count >= 20 && $0.count <= 400 })
        #expect(try await Self.texts(chat: { nil }) == texts)
        #expect(texts.contains { $0.contains("Far Orbit") || $0.contains("Paid Debt") })
    }

    @Test("a language model is asked for ten at a time, with the facts of each, and its words are taken")
    func model() async throws {
        let questions = Mutex<[ChatQuestion]>([])
        let texts = try await Self.explained { question in
            questions.withLock { $0.append(question) }
            return Self.json((1...10).map { ($0, Self.fine) })
        }
        #expect(texts == Array(repeating: Self.fine, count: Self.count))
        let asked = questions.withLock { $0 }
        #expect(asked.count == 2)
        #expect(asked.first?.facts.contains("10. ") == true && asked.last?.facts.contains("3. ") == false)
        #expect(asked.first?.facts.contains("Their favourites: Far Orbit; Paid Debt") == true)
        #expect(asked.first?.facts.contains("% alike") == true)
    }

    @Test(
        "what cannot be shown is replaced by the server's own words",
        arguments: [
            "no JSON at all", "{", "[]", "{}", #"{"explanations": "yes"}"#,
            #"{"explanations": [1, null, {"index": 1}]}"#, json([(0, fine), (99, fine), (-1, fine)]),
            json([(1, ""), (2, "Short."), (3, String(repeating: "long ", count: 300))]),
            json([(1, "It is near to Blade Runner, which you liked very much.")]),
            json([(1, "You will like how \u{201C}Solaris\u{201D} looks at the stars.")]),
            json([(1, "Nine of ten people, or 137 %, think that this is great.")]),
            json([(1, "See <b>more</b> of what you like at http://example.com now.")]),
            json([(1, 17), (2, fine + #" {"index": 3}"#)]),
        ])
    func nonsense(_ answer: String) async throws {
        let own = try await Self.texts(chat: { nil })
        #expect(try await Self.explained { _ in answer } == own)
    }

    @Test("the text of one title is not shown for another one")
    func mixedUp() async throws {
        let own = try await Self.texts(chat: { nil })
        let texts = try await Self.explained { question in
            let names = question.facts.split(separator: "\n").compactMap { line in
                line.firstMatch(of: /^\d+\. ([A-Za-z ]+) \(\d{4}\)/).map { String($0.1) }
            }
            // Each title's text is told of the next one.
            return Self.json(
                names.indices.map { ($0 + 1, "You will like the calm of \(names[($0 + 1) % names.count]).") })
        }
        #expect(texts == own)
    }

    @Test("numbers as words, ten answers for one and members that nobody wants are read all the same")
    func tolerance() async throws {
        let own = try await Self.texts(chat: { nil })
        let other = "Another calm story for an evening at home."
        let texts = try await Self.explained { question in
            guard question.facts.contains("10. ") else { return nil }
            return Self.json([("2", "  A quiet   story\nthat fits what you like, told without haste. "), (2, other)])
        }
        #expect(texts == [own[0], Self.fine] + own.dropFirst(2))
    }

    @Test("a model that refuses is asked once, and one that is slow is not waited for")
    func refusal() async throws {
        let own = try await Self.texts(chat: { nil })
        let asked = Mutex(0)
        let texts = try await Self.explained { _ in
            asked.withLock { $0 += 1 }
            return nil
        }
        #expect(texts == own && asked.withLock { $0 } == 1)
        let slow = try await Self.explained(sleeper: Sleeper { _ in }) { _ in
            while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(2)) }
            return Self.json([(1, Self.fine)])
        }
        #expect(slow == own)
    }
}
