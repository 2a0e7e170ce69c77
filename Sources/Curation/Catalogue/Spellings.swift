import Catalogue
import Domain

/// Which spellings of a vocabulary's names are variants of another one.
struct Spellings: Sendable {
    private struct Better: Sendable {
        let name: String
        let confidence: Double
    }

    private var better: [String: Better] = [:]

    /// `preferred` are names that win over others that are used more.
    init(_ uses: [NameUse], preferred: [String] = []) {
        let wanted = Dictionary(preferred.map { (Key($0).loose, $0) }) { first, _ in first }
        let groups = Dictionary(grouping: uses) { Key($0.name).loose }
        for (key, group) in groups where !key.isEmpty {
            guard let chosen = Self.chosen(of: group, preferred: wanted[key]) else { continue }
            for use in group where use.name.lowercased() != chosen.lowercased() {
                better[use.name] = Better(
                    name: chosen, confidence: Key(use.name).likeness(to: Key(chosen)))
            }
        }
    }

    /// The names in their chosen spellings, each once; nil where nothing changes.
    func corrected(_ names: [String]) -> (names: [String], confidence: Double, reason: String)? {
        var (seen, corrected) = (Set<String>(), [String]())
        var (confidence, reasons) = (1.0, [String]())
        for name in names {
            let better = better[name]
            if let better {
                confidence = min(confidence, better.confidence)
                reasons.append("\u{201C}\(name)\u{201D} is another spelling of \u{201C}\(better.name)\u{201D}")
            }
            let spelled = better?.name ?? name
            if seen.insert(spelled.lowercased()).inserted { corrected.append(spelled) }
        }
        guard !reasons.isEmpty else { return nil }
        return (corrected, confidence, reasons.joined(separator: ", ") + ".")
    }

    /// A preferred name as the vocabulary has it, else the name that is used most.
    private static func chosen(of group: [NameUse], preferred: String?) -> String? {
        if let preferred {
            return group.first { $0.name.lowercased() == preferred.lowercased() }?.name ?? preferred
        }
        return group.max { ($0.count, $1.name) < ($1.count, $0.name) }?.name
    }

    /// A name as it is compared.
    private struct Key {
        /// Its words without case, accents and signs.
        let exact: String
        /// The same with short forms spelled out, and without blanks.
        private let plain: String
        /// The same in the singular.
        let loose: String

        init(_ name: String) {
            exact = TitleNameMatch.key(name.replacing("&", with: " and "))
            var words = exact.split(separator: " ").map(String.init)
            for (short, long) in Self.shortForms { words = Self.replacing(short, in: words, with: long) }
            plain = words.joined()
            if let last = words.popLast() { words.append(Self.singular(last)) }
            loose = words.joined()
        }

        /// How sure it is that both are one name: signs say less than a plural.
        func likeness(to other: Key) -> Double {
            if exact == other.exact { return 0.95 }
            return plain == other.plain ? 0.9 : 0.75
        }

        private static let shortForms = [
            (["sci", "fi"], ["science", "fiction"]), (["scifi"], ["science", "fiction"]),
            (["sf"], ["science", "fiction"]), (["docu"], ["documentary"]), (["rom", "com"], ["romantic", "comedy"]),
            (["romcom"], ["romantic", "comedy"]),
        ]

        private static func replacing(_ short: [String], in words: [String], with long: [String]) -> [String] {
            var (result, place) = ([String](), 0)
            while place < words.count {
                if words[place...].starts(with: short) {
                    result += long
                    place += short.count
                } else {
                    result.append(words[place])
                    place += 1
                }
            }
            return result
        }

        private static func singular(_ word: String) -> String {
            guard word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !unchanged.contains(word) else {
                return word
            }
            return word.hasSuffix("ies") ? word.dropLast(3) + "y" : String(word.dropLast())
        }

        /// They only look like plurals.
        private static let unchanged: Set<String> = ["news", "series", "species", "politics", "paris", "christmas"]
    }
}

extension Spellings {
    /// Genres as The Movie Database names them, of films and of series.
    static let genreNames =
        FilmGenre.names.values.sorted() + [
            "Action & Adventure", "Kids", "News", "Reality", "Sci-Fi & Fantasy", "Soap", "Talk", "War & Politics",
        ]
}
