/// How well a listed title's names meet what somebody typed, best first.
enum NameMatch: CaseIterable {
    /// A title or original title is the text.
    case equal
    case beginning
    /// A title has the text as whole words.
    case words
    /// A title has the text, or all its words, inside.
    case inside
    /// An episode has all words in its title.
    case episode
    /// People, or several names together.
    case person

    /// How a search text that has all these folded words meets them.
    init(_ words: [String], in searchText: String) {
        let text = Array(words.joined(separator: " ").utf8)
        let words = words.map { Array($0.utf8) }
        var best = NameMatch.person
        for line in NameLines.lines(of: searchText) {
            // Titles come first, then episodes, then people: what is behind is never better.
            if line.mark == .person || (line.mark == .episode && best.order <= NameMatch.inside.order) { break }
            let match = Self(line, text, words)
            if match.order < best.order { best = match }
            if best == .equal || best == .episode { break }
        }
        self = best
    }

    private init(_ line: NameLines.Line, _ text: [UInt8], _ words: [[UInt8]]) {
        if line.mark == .episode {
            self = line.has(words) ? .episode : .person
        } else if line.name.starts(with: text) {
            self = line.name.count == text.count ? .equal : .beginning
        } else if line.name.hasWords(text) {
            self = .words
        } else {
            self = line.has(words) ? .inside : .person
        }
    }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// The names of a search text.
struct NameLines {
    struct Line {
        let mark: NameMark
        /// UTF-8, without the mark.
        let name: ArraySlice<UInt8>

        func has(_ words: [[UInt8]]) -> Bool { words.allSatisfy { name.firstRange(of: $0) != nil } }
    }

    private var lines: [Line]

    /// One after the other: mostly the first ones are enough.
    static func lines(of searchText: String) -> some Sequence<Line> {
        let text = Array(searchText.utf8)
        var start = text.startIndex
        return AnyIterator {
            while start < text.endIndex {
                let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
                let line = text[start..<end]
                start = end + 1
                guard let first = line.first, let mark = NameMark(first) else { continue }
                return Line(mark: mark, name: line.dropFirst())
            }
            return nil
        }
    }

    /// The names of a listed title, or with an episode's title those of the episode: the names of its series besides
    /// other episodes, and its own.
    init(_ searchText: String, episode: String?) {
        lines = Array(Self.lines(of: searchText))
        guard let episode else { return }
        lines.removeAll { $0.mark == .episode }
        lines.append(Line(mark: .episode, name: Array(Folding.searchText(episode).utf8)[...]))
    }

    /// Whether each folded word is part of some name.
    func hold(_ words: [String]) -> Bool {
        words.allSatisfy { word in
            let word = Array(word.utf8)
            return lines.contains { $0.name.firstRange(of: word) != nil }
        }
    }
}

extension ArraySlice<UInt8> {
    /// Where the bytes are for the first time.
    fileprivate func firstRange(of bytes: [UInt8], from start: Int? = nil) -> Range<Int>? {
        guard let first = bytes.first else { return nil }
        var place = start ?? startIndex
        while place + bytes.count <= endIndex {
            if self[place] == first, self[place..<place + bytes.count].elementsEqual(bytes) {
                return place..<place + bytes.count
            }
            place += 1
        }
        return nil
    }

    /// Whether the text is there with neither a letter nor a digit beside it.
    fileprivate func hasWords(_ text: [UInt8]) -> Bool {
        var start = startIndex
        while let range = firstRange(of: text, from: start) {
            let isStart = range.lowerBound == startIndex || !self[range.lowerBound - 1].isPartOfWord
            let isEnd = range.upperBound == endIndex || !self[range.upperBound].isPartOfWord
            if isStart, isEnd { return true }
            start = range.lowerBound + 1
        }
        return false
    }
}

extension UInt8 {
    /// Letters and digits; all of them outside ASCII.
    fileprivate var isPartOfWord: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
        default: false
        }
    }
}
