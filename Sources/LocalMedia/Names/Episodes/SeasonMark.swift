/// A season that a name states without an episode: "S2", "Season 2", "2nd Season", "第2期".
struct SeasonMark {
    let number: Int
    /// The bytes that state it.
    let range: Range<Int>

    /// The last one before `end`.
    init?(_ tokens: NameTokens, before end: Int) {
        for index in (0..<tokens.count).reversed() where tokens.tokens[index].end <= end {
            if let mark = SeasonMark(tokens, at: index), mark.range.upperBound <= end {
                self = mark
                return
            }
        }
        guard let wide = WideNumbers(tokens.low).season(from: 0), wide.range.upperBound <= end else { return nil }
        number = wide.number
        range = wide.range
    }

    /// The first one of a whole name that is not one of a range, as in "S01-S03".
    init?(firstOf tokens: NameTokens) {
        for index in 0..<tokens.count {
            guard let mark = SeasonMark(tokens, at: index) else { continue }
            let next = tokens.tokens.firstIndex { $0.start >= mark.range.upperBound }
            if let next, SeasonMark.continues(tokens, next) { return nil }
            self = mark
            return
        }
        guard let wide = WideNumbers(tokens.low).season(from: 0) else { return nil }
        number = wide.number
        range = wide.range
    }

    private init(_ number: Int, _ range: Range<Int>) {
        self.number = number
        self.range = range
    }

    /// What begins at a token.
    private init?(_ tokens: NameTokens, at index: Int) {
        let start = tokens.tokens[index].start
        if let (word, number) = tokens.wordAndNumber(index) {
            let isShort = word == SeasonMark.letter
            guard isShort || SeriesWords.season.contains(word) else { return nil }
            self.init(number, start..<tokens.tokens[index].end)
            return
        }
        guard index + 1 < tokens.count else { return nil }
        let range = start..<tokens.tokens[index + 1].end
        if let word = tokens.word(index), SeriesWords.season.contains(word) {
            let next = tokens.tokens[index + 1]
            let digits = next.range.count <= NamesLimits.numberDigitsMax ? tokens.number(index + 1) : nil
            guard let number = digits ?? tokens.word(index + 1).flatMap({ SeriesWords.english[$0] }) else { return nil }
            self.init(number, range)
        } else if let word = tokens.word(index + 1), SeriesWords.season.contains(word),
            let number = SeasonMark.numberBefore(tokens, index)
        {
            self.init(number, range)
        } else {
            return nil
        }
    }

    private static let letter = ShortWord("s")

    /// "2nd" or "2ª" in front of the word for a season, or a bare number unless one follows the word.
    private static func numberBefore(_ tokens: NameTokens, _ index: Int) -> Int? {
        if let (number, ending) = tokens.numberAndWord(index), SeriesWords.ordinalEndings.contains(ending) {
            return number
        }
        if index + 2 < tokens.count, tokens.number(index + 2) != nil { return nil }
        return tokens.tokens[index].range.count <= 2 ? tokens.number(index) : nil
    }

    /// Whether the token states an episode, or the last season of a range.
    private static func continues(_ tokens: NameTokens, _ index: Int) -> Bool {
        guard let (word, _) = tokens.wordAndNumber(index) else { return false }
        return word == letter || word == ShortWord("e") || word == ShortWord("ep")
    }
}
