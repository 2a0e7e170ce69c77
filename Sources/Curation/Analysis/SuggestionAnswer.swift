import Basics
import Foundation

/// What a language model suggests for scenes, read from its answer as tolerantly as is safe.
struct SuggestionAnswer: Sendable {
    struct Suggestion: Sendable, Hashable {
        let text: String
        /// 0–1.
        let confidence: Double
    }

    struct SceneSuggestion: Sendable, Hashable {
        let id: String
        let studio: Suggestion?
        let performers: [Suggestion]
        let tags: [Suggestion]
        let details: Suggestion?
    }

    let scenes: [SceneSuggestion]

    /// Nil for anything but an object with `scenes`. What cannot be read in it is left out.
    init?(json: String) {
        let root = (try? JSONSerialization.jsonObject(with: Data(json.utf8))) as? [String: Any]
        guard let entries = root?["scenes"] as? [Any] else { return nil }
        scenes = entries.compactMap { entry in
            guard let entry = entry as? [String: Any], let id = Self.id(entry["id"]) else { return nil }
            return SceneSuggestion(
                id: id, studio: Self.suggestion(entry["studio"], "name"),
                performers: Self.suggestions(entry["performers"]), tags: Self.suggestions(entry["tags"]),
                details: Self.suggestion(entry["details"], "text"))
        }
    }

    private static func id(_ value: Any?) -> String? {
        (value as? String) ?? (value as? NSNumber)?.stringValue
    }

    private static func suggestions(_ value: Any?) -> [Suggestion] {
        let list = value as? [Any] ?? []
        return list.prefix(CurationLimits.suggestionsMax).compactMap { suggestion($0, "name") }
    }

    /// An object with the member, or the text alone.
    private static func suggestion(_ value: Any?, _ member: String) -> Suggestion? {
        let object = value as? [String: Any]
        let text = (object?[member] as? String ?? value as? String ?? "").trimmed
        return text.isEmpty ? nil : Suggestion(text: text, confidence: confidence(object?["confidence"]))
    }

    private static func confidence(_ value: Any?) -> Double {
        let number = (value as? NSNumber)?.doubleValue ?? (value as? String).flatMap { Double($0.trimmed) }
        guard let number, number.isFinite else { return CurationLimits.modelConfidence }
        return min(max(number, 0), 1)
    }
}
