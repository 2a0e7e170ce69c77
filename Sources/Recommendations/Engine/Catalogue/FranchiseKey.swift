/// Reads off a title which series of films it may belong to, where no source named a collection.
///
/// "Toy Story", "Toy Story 2" and "Toy Story: The Second Part" have one key. A key alone proves nothing: it counts
/// where at least two titles share it.
enum FranchiseKey {
    /// Shorter ones link what only sounds alike.
    private static let lengthMin = 4
    private static let articles: Set<Substring> = ["the", "a", "an"]
    private static let parts: Set<Substring> = ["part", "chapter", "episode", "volume", "vol", "season"]
    private static let romanNumerals: Set<Substring> = ["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]

    /// Nil when too little of the title is left.
    static func key(of title: String) -> String? {
        let folded = title.lowercased()
        var words = words(of: mainPart(of: folded))
        if let part = words.indices.dropFirst().first(where: { isPart(words[$0...]) }) {
            words = Array(words[..<part])
        }
        while words.count > 1, let last = words.last, isNumber(last) { words.removeLast() }
        if words.count > 1, let first = words.first, articles.contains(first) { words.removeFirst() }
        let key = words.joined(separator: " ")
        return key.count >= lengthMin && !words.allSatisfy(isNumber) ? key : nil
    }

    /// What stands before a colon or a dash between spaces.
    private static func mainPart(of title: String) -> Substring {
        let marks = [":", " - ", " – "].compactMap { title.firstRange(of: $0)?.lowerBound }
        let main = title[..<(marks.min() ?? title.endIndex)]
        return main.count >= lengthMin ? main : title[...]
    }

    private static func words(of text: Substring) -> [Substring] {
        text.split { !($0.isLetter || $0.isNumber) }
    }

    /// "Part II" and the like.
    private static func isPart(_ words: ArraySlice<Substring>) -> Bool {
        guard let word = words.first, parts.contains(word), let number = words.dropFirst().first else { return false }
        return isNumber(number)
    }

    private static func isNumber(_ word: Substring) -> Bool {
        romanNumerals.contains(word) || word.allSatisfy(\.isNumber)
    }
}
