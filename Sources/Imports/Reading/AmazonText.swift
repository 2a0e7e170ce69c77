import Basics

/// What the cells of Amazon Prime Video's files mean.
enum AmazonText {
    /// Nil for a value that is not there: the script writes `undefined`.
    static func set(_ text: String) -> String? { text.isEmpty || text == "undefined" ? nil : text }

    /// Whether Amazon's own table says anything here.
    static func isKnown(_ text: String) -> Bool {
        !text.isEmpty && text != "Not Available" && text != "Not Applicable"
    }

    /// Whether a type is that of films, in the language of the page.
    static func isFilm(_ type: String) -> Bool { films.contains(type.lowercased()) }

    /// Without one pair of quotes around it.
    static func unquoted(_ text: String) -> String {
        guard text.utf8.count > 1, text.utf8.first == CSVTable.quote, text.utf8.last == CSVTable.quote else {
            return text
        }
        return String(text.dropFirst().dropLast()).trimmed
    }

    private static let films: Set<String> = ["movie", "film", "película", "filme", "電影", "电影", "映画"]
}
