import Basics
import Domain
import Foundation

/// What a chat model said, read as tolerantly as is safe.
struct ChatAnswer: Sendable {
    /// nil when the model refused, was cut off, or wanted something else than to answer.
    let content: String?
    /// Whether it is missing because question or answer were too long.
    let isTooLong: Bool
    let usage: Usage

    /// Tokens as the endpoint counts them; 0 where it does not.
    struct Usage: Decodable {
        var prompt = 0
        var completion = 0

        private enum CodingKeys: String, CodingKey {
            case prompt = "prompt_tokens"
            case completion = "completion_tokens"
        }

        init() {}

        init(from decoder: any Decoder) throws {
            let members = try? decoder.container(keyedBy: CodingKeys.self)
            prompt = max(0, (try? members?.decodeIfPresent(Int.self, forKey: .prompt)) ?? 0)
            completion = max(0, (try? members?.decodeIfPresent(Int.self, forKey: .completion)) ?? 0)
        }
    }

    private struct Completion: Decodable {
        let choices: [Choice]
        let usage: Usage?
    }

    private struct Choice: Decodable {
        let finishReason: String?
        let message: Message

        enum CodingKeys: String, CodingKey {
            case finishReason = "finish_reason"
            case message
        }
    }

    private struct Message: Decodable {
        let content: String?
        let refusal: String?
    }

    /// Fails for anything that is no chat completion, such as the page of a gateway.
    init?(body: [UInt8]) {
        guard let completion = try? JSONDecoder().decode(Completion.self, from: Data(body)) else { return nil }
        let choice = completion.choices.first
        let isWhole = !["length", "content_filter"].contains(choice?.finishReason)
        let isRefused = !(choice?.message.refusal ?? "").isEmpty
        content = isWhole && !isRefused ? choice?.message.content : nil
        isTooLong = choice?.finishReason == "length"
        usage = completion.usage ?? Usage()
    }

    private init(isTooLong: Bool) {
        content = nil
        self.isTooLong = isTooLong
        usage = Usage()
    }

    /// The endpoint does not take a question of this length.
    static let tooLong = ChatAnswer(isTooLong: true)

    /// The facets in the answer, wherever in it the object stands; nil unless both texts say something.
    var facets: WrittenFacets? {
        spoken(charactersMax: ConnectorsLimits.facetAnswerCharactersMax).flatMap { spoken in
            JSONObjects.candidates(in: spoken).lazy.compactMap(Self.facets).first
        }
    }

    /// The first object in the answer that has all these members, wherever in it that stands.
    func object(with members: [String]) -> String? {
        let spoken = spoken(charactersMax: ConnectorsLimits.answerCharactersMax)
        let objects = spoken.map { JSONObjects.candidates(in: $0) } ?? []
        return objects.first { object in
            let parsed = (try? JSONSerialization.jsonObject(with: Data(object.utf8))) as? [String: Any]
            return members.allSatisfy { parsed?[$0] != nil }
        }.map(String.init)
    }

    /// The answer as text; nil for one that says nothing.
    var words: String? {
        let words = spoken(charactersMax: ConnectorsLimits.answerCharactersMax).map { String($0).trimmed } ?? ""
        return words.contains(where: \.isLetter) ? words : nil
    }

    /// What was said after the thinking, which local models do aloud; nil for what is too long.
    private func spoken(charactersMax: Int) -> Substring? {
        guard let content, content.utf8.count <= charactersMax else { return nil }
        return content.ranges(of: "</think>").last.map { content[$0.upperBound...] } ?? content[...]
    }

    private static func facets(_ object: Substring) -> WrittenFacets? {
        guard let members = (try? JSONSerialization.jsonObject(with: Data(object.utf8))) as? [String: Any],
            let mood = text(members["mood"]), let themes = text(members["themes"])
        else { return nil }
        return WrittenFacets(mood: mood, themes: themes)
    }

    /// One line within the limit. Small models give lists where a text was asked for, or repeat the dots of the form.
    private static func text(_ value: Any?) -> String? {
        let text = value as? String ?? (value as? [Any])?.compactMap { $0 as? String }.joined(separator: ", ") ?? ""
        let words = text.split { $0.isWhitespace || $0.unicodeScalars.allSatisfy { $0.properties.isControl } }
        let line = words.joined(separator: " ")
        guard line.contains(where: \.isLetter) else { return nil }
        return shortened(line)
    }

    private static func shortened(_ line: String) -> String {
        let start = line.prefix(ConnectorsLimits.facetCharactersMax)
        guard start.endIndex < line.endIndex, let space = start.lastIndex(of: " ") else { return String(start) }
        return String(start[..<space])
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControl: Bool { generalCategory == .control }
}
