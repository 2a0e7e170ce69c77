internal import Basics

/// Tells films from episodes by their names, as Netflix lists them: `Dark: Season 1: Secrets`.
enum NetflixTitle {
    /// What stands before the number at the end of a season's name, or of an episode's.
    private static let numbered: Set<String> = [
        "season", "series", "episode", "staffel", "folge", "saison", "épisode", "temporada", "episodio", "episódio",
        "stagione", "seizoen", "aflevering", "sezon", "sezonu", "odcinek", "säsong", "avsnitt", "sæson", "sesong",
        "シーズン", "エピソード",
    ]
    private static let whole: Set<String> = ["limited series", "miniserie", "miniserije", "mini-série", "miniserie tv"]

    /// A name of three parts or more is an episode's. One of two is a film's (`Mad Max: Fury Road`), unless the second
    /// does nothing but count.
    static func isEpisode(_ title: String) -> Bool {
        // Most names have no colon; the second byte is the first of a wide one.
        guard title.utf8.contains(where: { $0 == 0x3A || $0 == 0xEF }) else { return false }
        let parts = parts(title)
        guard parts.count == 2 else { return parts.count > 2 }
        return countsOnly(parts[1])
    }

    /// The text between colons that a space follows; wide colons need none.
    private static func parts(_ title: String) -> [String] {
        let scalars = title.unicodeScalars
        var parts: [String] = []
        var start = scalars.startIndex
        for place in scalars.indices {
            let next = scalars.index(after: place)
            let isColon = scalars[place] == ":" && next < scalars.endIndex && scalars[next].properties.isWhitespace
            guard isColon || scalars[place] == "：" else { continue }
            parts.append(String(scalars[start..<place]).trimmed)
            start = next
        }
        parts.append(String(scalars[start...]).trimmed)
        return parts.filter { !$0.isEmpty }
    }

    private static func countsOnly(_ part: String) -> Bool {
        let text = part.lowercased()
        let word = String(text.prefix { !$0.isNumber }).trimmed
        let number = text.drop { !$0.isNumber }
        return whole.contains(text) || (numbered.contains(word) && !number.isEmpty && number.allSatisfy(\.isNumber))
    }
}
