import Basics

/// A file that tells Kodi, Jellyfin and Emby what a video is, as it is written.
package struct NFODocument: Hashable, Sendable {
    /// What it tells of.
    package enum Root: String, Sendable {
        case film = "movie"
        case series = "tvshow"
        case episode = "episodedetails"
    }

    private let root: Root
    private var lines: [String] = []

    package init(_ root: Root) {
        self.root = root
    }

    /// Its bytes as text: UTF-8, two blanks for each level, one line for each element.
    package var text: String {
        let head = [#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#, "<\(root.rawValue)>"]
        return (head + lines + ["</\(root.rawValue)>", ""]).joined(separator: "\n")
    }

    /// Adds an element unless there is nothing to say.
    mutating func add(_ name: String, _ text: String?, _ attributes: [(String, String)] = []) {
        add(name, text, attributes, depth: 1)
    }

    mutating func add(_ name: String, _ number: Int?) {
        add(name, number.map { String($0) })
    }

    mutating func add(_ name: String, each texts: [String]) {
        for text in texts { add(name, text) }
    }

    /// Adds an element with others in it; `fill` adds those.
    mutating func add(_ name: String, with fill: (inout Group) -> Void) {
        var group = Group(depth: 2)
        fill(&group)
        guard !group.lines.isEmpty else { return }
        lines += ["  <\(name)>"] + group.lines + ["  </\(name)>"]
    }

    /// Elements inside another one.
    struct Group {
        fileprivate let depth: Int
        fileprivate(set) var lines: [String] = []

        mutating func add(_ name: String, _ text: String?) {
            lines += NFODocument.element(name, text, [], depth: depth).map { [$0] } ?? []
        }

        mutating func add(_ name: String, _ number: Int?) {
            add(name, number.map { String($0) })
        }

        mutating func add(_ name: String, with fill: (inout Group) -> Void) {
            var group = Group(depth: depth + 1)
            fill(&group)
            guard !group.lines.isEmpty else { return }
            let indent = String(repeating: "  ", count: depth)
            lines += ["\(indent)<\(name)>"] + group.lines + ["\(indent)</\(name)>"]
        }
    }

    private mutating func add(_ name: String, _ text: String?, _ attributes: [(String, String)], depth: Int) {
        lines += Self.element(name, text, attributes, depth: depth).map { [$0] } ?? []
    }

    private static func element(
        _ name: String, _ text: String?, _ attributes: [(String, String)], depth: Int
    ) -> String? {
        guard let text = text.map(escaped), !text.isEmpty else { return nil }
        let pairs = attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
        return String(repeating: "  ", count: depth) + "<\(name)\(pairs)>\(text)</\(name)>"
    }

    /// Without blanks at its ends and what XML has no place for; line ends as one character.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.trimmed.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "\r": result.append("\n")
            case "\t", "\n": result.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
