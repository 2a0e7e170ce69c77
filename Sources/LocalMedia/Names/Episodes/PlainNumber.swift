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
        guard let first = words.first, let last = words.last else { return nil }
        // Behind the series' own name the first word counts; so does "679 - Title".
        if candidates.first == first, scan.start > 0 || isSetOff(behind: first) { return first }
        if let dashed = candidates.first(where: { isDashed($0) }) { return dashed }
        if candidates.last == last { return last }
        return candidates.first == first ? first : nil
    }

    /// A token of digits that may be an episode's number, perhaps with its revision.
    private func isCandidate(_ index: Int) -> Bool {
        let token = tokens.tokens[index]
        guard token.start >= scan.start, !isCleared(index), scan.release.strengths[index] == .none,
            let number = number(index)
        else { return false }
        return !isYear(number, index) && !isDecimal(index) && !isTail(index)
    }

    private func number(_ index: Int) -> Int? {
        var range = tokens.tokens[index].range
        if range.count > 1, tokens.low[range.lowerBound] == 0x23 { range = range.dropFirst() }
        let hasRevision = range.count > 2 && tokens.low[range.upperBound - 2] == 0x76
        if hasRevision, NameBytes.isDigit(tokens.low[range.upperBound - 1]) { range = range.dropLast(2) }
        return range.count <= NamesLimits.numberDigitsMax ? NameBytes.number(tokens.low, range) : nil
    }

    private func isYear(_ number: Int, _ index: Int) -> Bool {
        tokens.tokens[index].range.count == 4
            && (NamesLimits.yearMin...(scan.hints.currentYear + NamesLimits.yearsAhead)).contains(number)
    }

    /// The second number of "01-02", or a piece of what looks like a date.
    private func isTail(_ index: Int) -> Bool {
        index > 0 && tokens.gap(before: index).elementsEqual([NameBytes.dash]) && tokens.number(index - 1) != nil
    }

    /// "5.1", "12.5": half of a number.
    private func isDecimal(_ index: Int) -> Bool {
        let token = tokens.tokens[index]
        guard scan.clean.hasSpaces(0..<scan.clean.count) else { return false }
        let low = tokens.low
        func isDigit(_ place: Int) -> Bool { low.indices.contains(place) && NameBytes.isDigit(low[place]) }
        func isDot(_ place: Int) -> Bool { low.indices.contains(place) && low[place] == NameBytes.dot }
        return isDot(token.start - 1) && isDigit(token.start - 2) || isDot(token.end) && isDigit(token.end + 1)
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
        for index in 0..<tokens.count where tokens.fillsBracket(index) {
            guard let number = number(index), !isYear(number, index), scan.release.strengths[index] == .none,
                index > 0
            else { continue }
            let bracket = tokens.brackets[tokens.tokens[index].bracket]
            return EpisodeMatch(rule: .plainNumber, numbers: [number], range: bracket.range, isInBrackets: true)
        }
        return nil
    }

    private func finished(_ index: Int) -> EpisodeMatch? {
        let token = tokens.tokens[index]
        var cursor = NameCursor(tokens.low, at: token.start)
        _ = cursor.take(0x23)
        guard let first = cursor.digits(1...NamesLimits.numberDigitsMax) else { return nil }
        var chain = EpisodeChain(cursor, season: nil, first: first)
        chain.follow()
        return EpisodeMatch(rule: .plainNumber, numbers: chain.numbers, range: token.start..<chain.cursor.at)
    }
}
