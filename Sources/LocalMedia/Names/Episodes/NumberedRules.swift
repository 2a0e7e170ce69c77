/// Rules 1 to 3: "S01E02", "1x02", and several episodes in one file.
struct NumberedRules {
    private let low: [UInt8]

    init(_ low: [UInt8]) { self.low = low }

    /// The first match at or behind `start`, from left to right.
    func match(from start: Int) -> EpisodeMatch? {
        var loose: EpisodeMatch?
        var index = start
        while index < low.count {
            defer { index += 1 }
            let byte = low[index]
            if byte == 0x73 {
                guard let match = seasonEpisode(at: index) else { continue }
                if index == 0 || !NameBytes.isLetter(low[index - 1]) && !NameBytes.isDigit(low[index - 1]) {
                    return match
                }
                // "ShowS01E02" counts if nothing better comes.
                if match.range.count >= 6 { loose = loose ?? match }
            } else if NameBytes.isDigit(byte), index == 0 || !NameBytes.isWord(low[index - 1]) {
                if let match = cross(at: index) { return match }
            }
        }
        return loose
    }

    private func seasonEpisode(at start: Int) -> EpisodeMatch? {
        var cursor = NameCursor(low, at: start + 1)
        guard let season = cursor.digits(1...NamesLimits.numberDigitsMax) else { return nil }
        if !cursor.take(0x78) { cursor.separators(atMost: 3) }
        guard takeEpisodeWord(&cursor), let number = cursor.digits(1...NamesLimits.numberDigitsMax) else { return nil }
        return finished(start, season.value, number, cursor, rule: .seasonEpisode)
    }

    /// "1x02", but no size of a picture and no codec.
    private func cross(at start: Int) -> EpisodeMatch? {
        var cursor = NameCursor(low, at: start)
        guard let season = cursor.digits(1...NamesLimits.numberDigitsMax), season.count != 3, cursor.take(0x78),
            let number = cursor.digits(1...NamesLimits.numberDigitsMax), number.count > 1 || cursor.isAtBoundary
        else { return nil }
        if season.count == 4 && number.count > 2 || (264...266).contains(number.value) { return nil }
        guard cursor.isAtBoundary || cursor.next == 0x78 || cursor.next == 0x65 || cursor.next == 0x76 else {
            return nil
        }
        return finished(start, season.value, number, cursor, rule: .cross)
    }

    private func finished(
        _ start: Int, _ season: Int, _ number: (value: Int, count: Int), _ cursor: NameCursor, rule: EpisodeRule
    ) -> EpisodeMatch {
        var chain = EpisodeChain(cursor, season: season, first: number)
        chain.follow()
        let isSeveral = chain.numbers.count > 1
        return EpisodeMatch(
            rule: isSeveral ? .severalEpisodes : rule, season: season, numbers: chain.numbers,
            range: start..<chain.cursor.at)
    }

    /// "e", "ep" or "episode", and a blank or dot behind the longer ones.
    private func takeEpisodeWord(_ cursor: inout NameCursor) -> Bool {
        guard cursor.take(0x65) else { return false }
        if cursor.take(0x70) {
            _ = cursor.take("isode")
            cursor.separators(atMost: 2)
        }
        return true
    }
}

/// The further episodes behind the first one of a file.
struct EpisodeChain {
    private(set) var cursor: NameCursor
    private(set) var numbers: [Int]
    /// nil where the name states none, as in "Ep 01-02".
    private let season: Int?
    private let digits: Int
    /// Whether a bare number has to have as many digits as the first.
    private let isStrict: Bool

    init(_ cursor: NameCursor, season: Int?, first: (value: Int, count: Int), isStrict: Bool = false) {
        self.isStrict = isStrict
        self.cursor = cursor
        self.season = season
        numbers = [first.value]
        digits = first.count
        skipRevision()
    }

    mutating func follow() {
        while numbers.count < NamesLimits.episodesPerFileMax, step() { skipRevision() }
    }

    /// Takes one more number if one stands here.
    private mutating func step() -> Bool {
        let start = cursor
        if let (number, isRange) = named() ?? bare(), add(number, isRange: isRange) { return true }
        cursor = start
        return false
    }

    /// "E03", "-E04", "x03", "-1x03", "-S01E04".
    private mutating func named() -> (Int, isRange: Bool)? {
        let start = cursor
        let isJoined = cursor.take(0x2B) || cursor.take(0x26)
        let gap = isJoined ? (count: 1, hasDash: false) : cursor.separators(atMost: 3)
        if gap.count == 0, cursor.take(0x78), let number = cursor.digits(2...NamesLimits.numberDigitsMax) {
            return (number.value, false)
        }
        if takesSeason(isRange: gap.hasDash) || cursor.take(0x65), let number = numberBehindWord() {
            return (number, gap.hasDash)
        }
        cursor = start
        return nil
    }

    /// "s01e" or, behind a dash, "1x" of the same season.
    private mutating func takesSeason(isRange: Bool) -> Bool {
        let start = cursor
        let hasLetter = cursor.take(0x73)
        if let season, let same = cursor.digits(1...NamesLimits.numberDigitsMax), same.value == season,
            hasLetter ? takesLetter() : isRange && cursor.take(0x78)
        {
            return true
        }
        cursor = start
        return false
    }

    /// "e" behind a season, with a blank or dot in front at most.
    private mutating func takesLetter() -> Bool {
        cursor.separators(atMost: 1)
        return cursor.take(0x65)
    }

    private mutating func numberBehindWord() -> Int? {
        _ = cursor.take(0x70)
        guard let number = cursor.digits(1...NamesLimits.numberDigitsMax), !NameBytes.isLetter(cursor.next) || isChained
        else { return nil }
        return number.value
    }

    private var isChained: Bool { cursor.next == 0x65 || cursor.next == 0x78 || cursor.next == 0x76 }

    /// "-04" directly at the number, with no fewer digits than the first.
    private mutating func bare() -> (Int, isRange: Bool)? {
        let start = cursor
        let isRange = cursor.take(NameBytes.dash)
        if isRange || cursor.take(0x2B) || cursor.take(0x26),
            let number = cursor.digits(1...NamesLimits.numberDigitsMax), cursor.isAtBoundary, cursor.next != 0x27,
            number.count == digits || !isStrict && number.count > digits && number.value < 1000
        {
            return (number.value, isRange)
        }
        cursor = start
        return nil
    }

    private mutating func add(_ number: Int, isRange: Bool) -> Bool {
        guard let last = numbers.last, number > last, number - last <= NamesLimits.episodeRangeMax else { return false }
        if isRange { numbers.append(contentsOf: (last + 1)...number) } else { numbers.append(number) }
        return true
    }

    /// "v2" behind a number is a revision of the file.
    private mutating func skipRevision() {
        let start = cursor
        if cursor.take(0x76), cursor.digits(1...1) != nil, cursor.isAtBoundary || isChained {
            return
        }
        cursor = start
    }
}
