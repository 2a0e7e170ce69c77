import Basics

/// How libraries of picks are called when their owner chose no name.
package struct LibraryTitleTemplates: Sendable, Hashable {
    package var movies = "{{username}}'s AI Picks - Movies"
    package var series = "{{username}}'s AI Picks - TV Series"

    package init() {}
}

/// What stands in a template for something else.
package enum LibraryTitleTag: String, Sendable, CaseIterable {
    case username
    case type
    case count
    case date

    /// As it is written.
    package var text: String { "{{\(rawValue)}}" }

    package var summary: String {
        switch self {
        case .username: "The person's name"
        case .type: "Movies or TV Series"
        case .count: "The number of titles"
        case .date: "The day of the last change, as YYYY-MM-DD"
        }
    }
}

/// The name of a library, with tags that are filled in for each person.
package struct LibraryTitle: Sendable, Hashable {
    private enum Part: Hashable {
        case text(String)
        /// In lower case, known or not.
        case tag(String)
    }

    private let parts: [Part]

    /// What no folder or library may be called.
    private static let forbidden = Set("<>:\"/\\|?*")

    /// Nil for a blank template, and for one with characters outside of its tags that folders may not have.
    package init?(_ template: String) {
        guard !template.trimmed.isEmpty else { return nil }
        parts = Self.parts(of: template)
        for case .text(let text) in parts where !text.allSatisfy(Self.mayStand) { return nil }
    }

    /// The name with the values of its tags, cleaned of what folders may not have; unknown tags are empty. A dash that
    /// is left at the end goes, and so do empty parentheses.
    package func filled(_ values: [LibraryTitleTag: String]) -> String {
        let text = parts.map { part in
            switch part {
            case .text(let text): text
            case .tag(let name): LibraryTitleTag(rawValue: name).flatMap { values[$0] }?.filter(Self.mayStand) ?? ""
            }
        }.joined()
        return Self.tidied(text)
    }

    /// Whether a name can be that of a library.
    package static func isName(_ name: String) -> Bool {
        !name.trimmed.isEmpty && name.allSatisfy(mayStand)
    }

    private static func mayStand(_ character: Character) -> Bool {
        !forbidden.contains(character)
            && !character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    private static func parts(of template: String) -> [Part] {
        var parts: [Part] = []
        var rest = Substring(template)
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            parts.append(.text(String(rest[..<open.lowerBound])))
            parts.append(.tag(String(rest[open.upperBound..<close.lowerBound]).trimmed.lowercased()))
            rest = rest[close.upperBound...]
        }
        return parts + [.text(String(rest))]
    }

    private static func tidied(_ text: String) -> String {
        var text = text.split(separator: " ").joined(separator: " ").replacing("( )", with: "()")
        text = text.replacing("()", with: "").split(separator: " ").joined(separator: " ")
        while let last = text.last, last == "-" || last == " " { text.removeLast() }
        return text.isEmpty ? standard : text
    }

    /// Of a template of which nothing is left.
    private static let standard = "AI Picks"
}
