import Basics
import Domain
import SurfaceKit

/// A proposed value as people write it: names one a line, or a text.
struct ChangeEntry: Sendable {
    let label: String
    let text: String
    /// Whether it has several lines.
    let isLong: Bool

    /// Nil for values that are no text.
    init?(_ content: NewChange) {
        let proposed = content.proposed
        switch content.field {
        case .tags, .performers: (text, isLong) = (Self.lines(content.difference ?? []), true)
        case .genres, .keywords: (text, isLong) = (Self.lines(proposed.names ?? []), true)
        case .details: (text, isLong) = (proposed.text ?? "", true)
        case .title, .studio, .imdbID, .artwork: (text, isLong) = (proposed.text ?? "", false)
        case .tmdbID: (text, isLong) = (proposed.number.map { String($0) } ?? "", false)
        case .match, .duplicate: return nil
        }
        label = Self.label(content)
    }

    private static func label(_ content: NewChange) -> String {
        let deed = content.action == .remove ? "to take off" : "to add"
        switch content.field {
        case .tags: return "Tags \(deed), one a line"
        case .performers: return "Performers \(deed), one a line"
        case .genres: return "All genres, one a line"
        case .keywords: return "All keywords, one a line"
        case .details: return "Details; an empty field clears them"
        case .title: return "Title; an empty field clears it"
        case .studio: return "Studio; an empty field clears it"
        case .artwork: return "Path of the poster at The Movie Database"
        case .imdbID, .tmdbID, .match, .duplicate: return CurationWords.field(content.field)
        }
    }

    private static func lines(_ names: [String]) -> String { names.joined(separator: "\n") }
}

/// From what was entered back to values.
extension ChangeEntry {
    /// Whether somebody left the field as it was.
    func isSame(as entered: String) -> Bool { Self.normal(entered).trimmed == Self.normal(text).trimmed }

    /// The value for a change. Whether it fits is not looked at; throws `CurationProblem` for what no value can say.
    static func value(_ entered: String, for content: NewChange) throws -> ChangeValue {
        let text = normal(entered)
        let line = text.trimmed
        switch content.field {
        case .tags, .performers: return try value(names(text), for: content)
        case .genres, .keywords: return .names(names(text))
        case .details: return text.isBlank ? .null : .text(text)
        case .title, .studio: return line.isBlank ? .null : .text(line)
        case .tmdbID: return Int(line).map(ChangeValue.number) ?? .text(line)
        case .imdbID, .artwork: return .text(line)
        case .match, .duplicate: throw CurationProblem(words: "This is accepted or rejected as it is.")
        }
    }

    /// The list as it is after these names came or went.
    private static func value(_ names: [String], for content: NewChange) throws -> ChangeValue {
        // No name is a blank one, which is refused where values are judged.
        guard !names.isEmpty else { return .text("") }
        let present = content.current.names ?? []
        guard content.action == .remove else {
            let wished = NewChange(
                content.field, content.action, from: content.current, to: .names(names),
                confidence: content.confidence, reason: content.reason)
            return wished.rebased(on: present).proposed
        }
        let known = Set(present.map { $0.lowercased() })
        guard let other = names.first(where: { !known.contains($0.lowercased()) }) else {
            let gone = Set(names.map { $0.lowercased() })
            return .names(present.filter { !gone.contains($0.lowercased()) })
        }
        // A name that the scene has under another one is told by itself alone.
        guard names.count > 1 else { return .text(other) }
        throw CurationProblem(words: "“\(other)” is not among the names that are there now.")
    }

    private static func names(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isBlank }
    }

    /// Browsers send lines with both of their ends, whatever they were shown.
    private static func normal(_ text: String) -> String { text.replacing("\r\n", with: "\n") }
}
