/// Rule 7: a number without any word: "Name - 679", "[Group] Name - 03 (720p)", "[Name][21][1080p]", "679 - Title".
struct PlainNumber {
    private let scan: EpisodeScan
    private let tokens: NameTokens
    /// The first token that describes the release; numbers behind it are none of episodes.
    private let end: Int

    init(_ scan: EpisodeScan) {
        self.scan = scan
        let tokens = scan.tokens
        self.tokens = tokens
        end =
            tokens.tokens.indices.first { index in
                scan.release.strengths[index] == .certain && tokens.tokens[index].bracket < 0
            } ?? tokens.count
    }

    func match() -> EpisodeMatch? {
        let candidates = (0..<end).filter(isCandidate)
        guard let found = chosen(candidates) else { return bracketed() }
        return finished(found)
    }

    private func chosen(_ candidates: [Int]) -> Int? {
        let words = (0..<end).filter { !isCleared($0) && tokens.tokens[$0].start >= scan.start }
        // "Series.2006.01.Title": a year behind the series' name belongs to it.
        let titled = words.drop { index in
            scan.start > 0 && tokens.number(index).map { isYear($0, index) } == true
        }
        guard let first = titled.first ?? words.first, let last = words.last else { return nil }
        // "Series 2 - 05": the number at the end counts.
        if scan.start > 0, !isDashed(first), let final = candidates.last, final == last, final != first, isDashed(final)
        {
            return final
        }
        // Behind the series' own name the first word counts; so does "679 - Title".
        if candidates.first == first, scan.start > 0 || isSetOff(behind: first) { return first }
        if let dashed = candidates.first(where: { isDashed($0) }) { return dashed }
        if let final = candidates.last, final == last || final + 2 == last && tokens.total(at: final + 1) != nil {
            return final
        }
        return candidates.first == first ? first : nil
    }

    /// A token of digits that may be an episode's number, perhaps with its revision.
    private func isCandidate(_ index: Int) -> Bool {
        let token = tokens.tokens[index]
        guard token.start >= scan.start, !isCleared(index), scan.release.strengths[index] == .none,
            let number = number(index)
        else { return false }
        return !isYear(number, index) && !isDecimal(index) && !isTail(index) && !isSpecial(index)
            && !isTotal(index)
    }

    private func number(_ index: Int) -> Int? {
        var range = tokens.tokens[index].range
        if range.count > 1, tokens.low[range.lowerBound] == 0x23 { range = range.dropFirst() }
        let hasRevision = range.count > 2 && tokens.low[range.upperBound - 2] == 0x76
        if hasRevision, NameBytes.isDigit(tokens.low[range.upperBound - 1]) { range = range.dropLast(2) }
        if scan.hints.folderSeason == 0, let (word, number) = tokens.wordAndNumber(index),
            SeriesWords.specialWords.contains(word)
        {
            return number
        }
        return range.count <= NamesLimits.numberDigitsMax ? NameBytes.number(tokens.low, range) : nil
    }

    private func isYear(_ number: Int, _ index: Int) -> Bool {
        tokens.tokens[index].range.count == 4
            && NamesLimits.years(until: scan.hints.currentYear).contains(number)
    }

    /// The 6 of "2 of 6".
    private func isTotal(_ index: Int) -> Bool {
        index > 1 && tokens.number(index - 2) != nil && tokens.word(index - 1).map(SeriesWords.of.contains) == true
    }

    /// "OVA 1", "NCOP 2": numbers of specials count in a folder of specials only.
    private func isSpecial(_ index: Int) -> Bool {
        guard index > 0, scan.hints.folderSeason != 0, let word = tokens.word(index - 1) else { return false }
        return SeriesWords.specialWords.contains(word)
    }

    /// The second number of "01-02", or a piece of what looks like a date.
    private func isTail(_ index: Int) -> Bool {
        index > 0 && tokens.gap(before: index).elementsEqual([NameBytes.dash]) && tokens.number(index - 1) != nil
    }

    /// "5.1", "12.5": half of a number, in names whose words are not separated by dots.
    private func isDecimal(_ index: Int) -> Bool {
        guard scan.clean.hasSpaces(0..<scan.clean.count) else { return false }
        return joinsNumbers(index) || joinsNumbers(index + 1)
    }

    /// Whether nothing but a dot stands between a number and the one before it.
    private func joinsNumbers(_ index: Int) -> Bool {
        guard index > 0, index < tokens.count, tokens.tokens[index - 1].start >= scan.start else { return false }
        return tokens.gap(before: index).elementsEqual([NameBytes.dot]) && tokens.number(index) != nil
            && tokens.number(index - 1) != nil
    }

    private func isCleared(_ index: Int) -> Bool {
        scan.clean.low[tokens.tokens[index].start] == NameBytes.gap
    }

    /// Whether " - " leads to the number, or a dash in a name without blanks.
    private func isDashed(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let gap = tokens.gap(before: index)
        return gap.contains(NameBytes.dash) && (gap.count > 1 || !scan.clean.hasSpaces(0..<scan.clean.count))
    }

    /// Whether a dash or dot separates the number from the title behind it, or nothing follows.
    private func isSetOff(behind index: Int) -> Bool {
        guard index + 1 < tokens.count else { return true }
        let gap = tokens.gap(before: index + 1)
        return gap.contains(NameBytes.dash) || gap.first == NameBytes.dot || isCleared(index + 1)
    }

    /// A bracket of nothing but a number, in a name that has its number nowhere else.
    private func bracketed() -> EpisodeMatch? {
        let found = (0..<tokens.count).filter { index in
            guard index > 0, tokens.fillsBracket(index), let number = number(index) else { return false }
            return !isYear(number, index) && scan.release.strengths[index] == .none
        }
        // "[Group][300][05]": a series may be called by a number.
        guard let index = found.first(where: { !scan.isSeriesName($0) }), let number = number(index) else { return nil }
        let bracket = tokens.brackets[tokens.tokens[index].bracket]
        return EpisodeMatch(rule: .plainNumber, numbers: [number], range: bracket.range, isInBrackets: true)
    }

    private func finished(_ index: Int) -> EpisodeMatch? {
        let token = tokens.tokens[index]
        // "#05" and "SP03" begin with a sign or a word.
        let lead = tokens.low[token.range].prefix { !NameBytes.isDigit($0) }.count
        var cursor = NameCursor(tokens.low, at: token.start + lead)
        guard let first = cursor.digits(1...NamesLimits.numberDigitsMax) else { return nil }
        var chain = EpisodeChain(cursor, season: nil, first: first, isStrict: true)
        chain.follow()
        let end = tokens.total(at: index + 1) ?? chain.cursor.at
        return EpisodeMatch(rule: .plainNumber, numbers: chain.numbers, range: token.start..<end)
    }
}
