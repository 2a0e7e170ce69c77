/// The words of a name, and the brackets around them.
struct NameTokens {
    struct Token {
        let start: Int
        let end: Int
        /// The index of the outermost bracket around the word, or -1.
        let bracket: Int

        var range: Range<Int> { start..<end }
    }

    struct Bracket {
        /// Where it opens and where it closes.
        let open: Int
        let close: Int
        let opener: UInt8

        var isRound: Bool { opener == 0x28 }
        var range: Range<Int> { open..<(close + 1) }
    }

    let low: [UInt8]
    private(set) var tokens: [Token] = []
    private(set) var brackets: [Bracket] = []

    var count: Int { tokens.count }

    init(_ text: NameText) {
        low = text.low
        tokens.reserveCapacity(16)
        var bracket = -1
        var index = 0
        while index < low.count {
            let byte = low[index]
            if bracket >= 0, index > brackets[bracket].close { bracket = -1 }
            if bracket < 0, NameBytes.isOpener(byte), let close = text.closing(of: index) {
                brackets.append(Bracket(open: index, close: close, opener: byte))
                bracket = brackets.count - 1
            }
            guard !NameBytes.isSeparator(byte) else {
                index += 1
                continue
            }
            let start = index
            while index < low.count, !NameBytes.isSeparator(low[index]) { index += 1 }
            tokens.append(Token(start: start, end: index, bracket: bracket))
        }
    }

    func word(_ index: Int) -> ShortWord? { ShortWord(low, tokens[index].range) }

    func number(_ index: Int) -> Int? { NameBytes.number(low, tokens[index].range) }

    /// The bytes between a token and the one before it.
    func gap(before index: Int) -> ArraySlice<UInt8> {
        low[(index == 0 ? 0 : tokens[index - 1].end)..<tokens[index].start]
    }

    func isInBracket(_ index: Int, round: Bool) -> Bool {
        let bracket = tokens[index].bracket
        return bracket >= 0 && brackets[bracket].isRound == round
    }

    /// Whether the token is all that its bracket holds.
    func fillsBracket(_ index: Int) -> Bool {
        let bracket = tokens[index].bracket
        guard bracket >= 0 else { return false }
        let isFirst = index == 0 || tokens[index - 1].bracket != bracket
        return isFirst && (index == count - 1 || tokens[index + 1].bracket != bracket)
    }

    /// The leading letters and the number behind them: "ep02" is "ep" and 2. nil without one of the two.
    func wordAndNumber(_ index: Int) -> (word: ShortWord, number: Int)? {
        let token = tokens[index]
        var split = token.end
        while split > token.start, NameBytes.isDigit(low[split - 1]) { split -= 1 }
        guard split > token.start, token.end - split <= NamesLimits.numberDigitsMax,
            let word = ShortWord(low, token.start..<split), let number = NameBytes.number(low, split..<token.end)
        else { return nil }
        return (word, number)
    }

    /// The leading number and the letters behind it: "2nd" is 2 and "nd". nil without one of the two.
    func numberAndWord(_ index: Int) -> (number: Int, word: ShortWord)? {
        let token = tokens[index]
        var split = token.start
        while split < token.end, NameBytes.isDigit(low[split]) { split += 1 }
        guard split < token.end, split - token.start <= NamesLimits.numberDigitsMax,
            let number = NameBytes.number(low, token.start..<split), let word = ShortWord(low, split..<token.end)
        else { return nil }
        return (number, word)
    }
}
