import Domain

/// The names under which a title can be found although they were typed with a slip.
enum TitleNames {
    /// The folded title and original title, each also without its leading article; every name once.
    static func folded(_ document: WordDocument) -> [String] {
        var names: [String] = []
        for text in [document.title, document.originalTitle] where !text.isEmpty {
            let name = Folding.matchKey(text)
            for name in [name, Folding.withoutArticle(name)] where !name.isEmpty && !names.contains(name) {
                names.append(name)
            }
        }
        return names
    }

    /// The different groups of three letters of the name with a space before and after it.
    static func trigrams(_ name: String) -> [String] {
        let letters = Array((" " + name + " ").unicodeScalars)
        guard letters.count >= 3 else { return [] }
        var seen: Set<String> = []
        return (0...letters.count - 3).compactMap { start in
            var gram = String.UnicodeScalarView()
            gram.append(contentsOf: letters[start..<start + 3])
            return seen.insert(String(gram)).inserted ? String(gram) : nil
        }
    }
}

/// How many slips lie between two names.
enum SlipDistance {
    /// Inserted, left out, replaced and swapped neighbouring letters, each counted once (optimal string alignment);
    /// nil when there are more than `limit`.
    static func between(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 0..<left.count {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in 0..<right.count {
                let same = left[row] == right[column]
                var cost = min(last[column] + (same ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            if current.allSatisfy({ $0 > limit }) { return nil }
            (beforeLast, last) = (last, current)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}
