/// A text beside the one that is to take its place, in pieces that stay, go and come.
struct TextDifference: Sendable {
    struct Piece: Sendable, Hashable {
        enum Fate: Sendable {
            case kept
            case removed
            case added
        }

        let text: String
        let fate: Fate
        // Stored, as templates see nothing that is computed.
        let isKept: Bool
        let isRemoved: Bool
        let isAdded: Bool

        init(text: String, fate: Fate) {
            (self.text, self.fate) = (text, fate)
            (isKept, isRemoved, isAdded) = (fate == .kept, fate == .removed, fate == .added)
        }
    }

    let pieces: [Piece]

    /// Compares word by word, with the blanks that follow each. Very long texts go and come as a whole.
    init(from before: String, to after: String) {
        let (old, new) = (Self.words(before), Self.words(after))
        guard max(old.count, new.count) <= WebLimits.comparedWordsMax else {
            pieces = [Piece(text: before, fate: .removed), Piece(text: after, fate: .added)]
            return
        }
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var words: [(text: String, fate: Piece.Fate)] = []
        var (at, to) = (0, 0)
        while at < old.count || to < new.count {
            if removed.contains(at) {
                words.append((old[at], .removed))
                at += 1
            } else if added.contains(to) {
                words.append((new[to], .added))
                to += 1
            } else {
                words.append((new[to], .kept))
                (at, to) = (at + 1, to + 1)
            }
        }
        pieces = Self.joined(words)
    }

    /// Words, each with the white space behind it.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var (start, isBehindWord) = (text.startIndex, false)
        for index in text.indices {
            let isBlank = text[index].isWhitespace
            if isBehindWord, !isBlank {
                words.append(String(text[start..<index]))
                start = index
            }
            isBehindWord = isBlank
        }
        if start < text.endIndex { words.append(String(text[start...])) }
        return words
    }

    private static func joined(_ words: [(text: String, fate: Piece.Fate)]) -> [Piece] {
        var pieces: [Piece] = []
        for word in words {
            if let last = pieces.last, last.fate == word.fate {
                pieces[pieces.count - 1] = Piece(text: last.text + word.text, fate: word.fate)
            } else {
                pieces.append(Piece(text: word.text, fate: word.fate))
            }
        }
        return pieces
    }
}
