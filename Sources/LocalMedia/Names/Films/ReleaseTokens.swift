/// Which words of a name describe the release, and what they say.
struct ReleaseTokens {
    typealias Strength = ReleaseTable.Strength

    /// By word of the name.
    private(set) var strengths: [Strength]
    /// Whether the title ends before this word.
    private(set) var cuts: [Bool]
    /// Lines of the picture and the word for them, as 1080 and "1080p".
    private(set) var height: (lines: Int, label: String)?
    private(set) var is3D = false

    init(_ tokens: NameTokens) {
        strengths = Array(repeating: .none, count: tokens.count)
        cuts = Array(repeating: false, count: tokens.count)
        var mentions3D = false
        var hasLayout = false
        var (stated, implied): ((lines: Int, label: String)?, (lines: Int, label: String)?) = (nil, nil)
        for index in 0..<tokens.count {
            if strengths[index] == .none { strengths[index] = ReleaseTokens.strength(tokens, index) }
            if isPair(tokens, index) {
                strengths[index] = .certain
                strengths[index + 1] = .certain
            }
            guard strengths[index] != .none, let word = tokens.word(index) else { continue }
            mentions3D = mentions3D || word == ReleaseTokens.word3D
            hasLayout = hasLayout || ReleaseTable.layouts3D.contains(word)
            stated = stated ?? ReleaseTable.heights[word]
            implied = implied ?? ReleaseTable.classes[word]
        }
        height = stated ?? implied
        is3D = mentions3D && hasLayout
        markCuts(tokens)
    }

    /// The first word at or behind `index` that ends a title, or the number of words.
    func firstCut(from index: Int) -> Int {
        cuts.indices.first { $0 >= index && cuts[$0] } ?? cuts.count
    }

    static let word3D = ShortWord("3d")

    private static func strength(_ tokens: NameTokens, _ index: Int) -> Strength {
        guard let word = tokens.word(index) else { return .none }
        if let strength = ReleaseTable.words[word] { return strength }
        return isChecksum(tokens, index) || isSize(tokens.low, tokens.tokens[index].range) ? .certain : .none
    }

    /// Eight hexadecimal digits in square brackets.
    private static func isChecksum(_ tokens: NameTokens, _ index: Int) -> Bool {
        let range = tokens.tokens[index].range
        guard range.count == 8, tokens.fillsBracket(index), tokens.isInBracket(index, round: false) else {
            return false
        }
        return range.allSatisfy { NameBytes.isDigit(tokens.low[$0]) || (0x61...0x66).contains(tokens.low[$0]) }
    }

    /// A size of a picture, as "1920x1080".
    private static func isSize(_ low: [UInt8], _ range: Range<Int>) -> Bool {
        guard range.count >= 7, NameBytes.isDigit(low[range.lowerBound]) else { return false }
        var cursor = NameCursor(low, at: range.lowerBound)
        guard cursor.digits(3...4) != nil, cursor.take(0x78), cursor.digits(3...4) != nil else { return false }
        return cursor.at == range.upperBound
    }

    /// Whether this word and the next are one in two pieces, as "WEB-DL" and "5.1".
    private func isPair(_ tokens: NameTokens, _ index: Int) -> Bool {
        guard index + 1 < tokens.count else { return false }
        let one = tokens.tokens[index].range
        let two = tokens.tokens[index + 1].range
        guard one.count + two.count <= 12, two.lowerBound - one.upperBound == 1 else { return false }
        let sign = tokens.low[one.upperBound]
        guard sign != 0x2C, sign != 0x2B else { return false }
        let joined = Array(tokens.low[one]) + tokens.low[two]
        if one.count == 1, two.count == 1 {
            // "5.1" is a layout of loudspeakers only among other words of a release.
            return sign == NameBytes.dot && index > 0 && strengths[index - 1] == .certain
                && ShortWord(joined, joined.indices).map(ReleaseTable.joined.contains) == true
        }
        let isLast = two.count == 1 && sign == NameBytes.dot && strengths[index] == .certain
        return isLast && NameBytes.isDigit(tokens.low[two.lowerBound])
            || ShortWord(joined, joined.indices).map(ReleaseTable.joined.contains) == true
    }

    private mutating func markCuts(_ tokens: NameTokens) {
        for index in cuts.indices.reversed() {
            let isLast = index == cuts.count - 1
            switch strengths[index] {
            case .none: break
            case .certain: cuts[index] = true
            case .weak: cuts[index] = !isLast && cuts[index + 1]
            case .edition:
                cuts[index] =
                    isLast || cuts[index + 1]
                    || tokens.word(index + 1).map(ReleaseTable.editionNouns.contains) == true
            }
        }
    }
}
