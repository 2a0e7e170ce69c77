import Domain
import Foundation

/// Texts by which what an archive holds is sorted and searched, on both drivers alike: byte by byte.
enum ArchiveKeys {
    /// Between the parts of a text that is searched, so that nothing is found across two of them.
    private static let border = "\u{1}"

    /// The text without case and in composed form; nothing is cut.
    static func caseless(_ text: String) -> String {
        // Upper case first, so that letters with two small forms are one.
        let folded = Folding.storable(text).uppercased().lowercased()
        return folded.utf8.allSatisfy { $0 < 0x80 } ? folded : folded.precomposedStringWithCanonicalMapping
    }

    /// The key of a name; names that differ only in case have one.
    static func name(_ name: String) -> String { Folding.bounded(caseless(name)) }

    /// The key of an id: numbers by their value, before everything else. With a NUL, which no database holds, it is no
    /// id, and its key is that of none.
    static func id(_ id: String) -> String {
        guard !id.utf8.contains(0) else { return "2" }
        guard !id.isEmpty, id.utf8.allSatisfy({ (48...57).contains($0) }) else { return "1" + id }
        let digits = String(id.drop { $0 == "0" })
        let length = String(digits.utf8.count)
        let key = "0" + String(repeating: "0", count: max(0, 3 - length.utf8.count)) + length + digits
        return digits == id ? key : key + " " + id
    }

    /// What a scene is searched in.
    static func search(_ facts: SceneFacts) -> String {
        caseless(([facts.shownTitle, facts.details ?? ""] + facts.files.map(\.path)).joined(separator: border))
    }
}
