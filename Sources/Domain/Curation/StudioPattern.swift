import Foundation

/// Whatever a pattern finds in a path is by a studio. People keep theirs as one JSON object with patterns as members
/// and names of studios as values.
package struct StudioPattern: Hashable, Sendable {
    /// A regular expression.
    package let pattern: String
    /// The name of a studio.
    package let studio: String

    package init(pattern: String, studio: String) {
        self.pattern = pattern
        self.studio = studio
    }

    /// Those of an object, by pattern; nil where it is none, where something is blank or no regular expression, and
    /// where there are too many.
    package static func list(json: String) -> [StudioPattern]? {
        guard let value = try? JSONSerialization.jsonObject(with: Data(json.utf8)),
            let members = value as? [String: String], members.count <= DomainLimits.studioPatternsMax
        else { return nil }
        let patterns = members.map { StudioPattern(pattern: $0.key, studio: $0.value) }
        return patterns.allSatisfy(\.isUsable) ? patterns.sorted { $0.pattern < $1.pattern } : nil
    }

    /// The object that `list` reads.
    package static func json(_ patterns: [StudioPattern]) -> String {
        let members = Dictionary(patterns.map { ($0.pattern, $0.studio) }) { first, _ in first }
        let data = try? JSONSerialization.data(
            withJSONObject: members, options: [.sortedKeys, .withoutEscapingSlashes])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private var isUsable: Bool {
        let areThere = [pattern, studio].allSatisfy { $0.contains { !$0.isWhitespace } }
        return areThere && (try? Regex(pattern)) != nil
    }
}
