/// Rules 4 and 6: season and episode, or the episode alone, spelled with words of some language.
struct WordRules {
    struct Worded {
        var match: EpisodeMatch
        /// Whether the word is one for a part.
        var isPart: Bool
    }

    private let tokens: NameTokens

    init(_ tokens: NameTokens) { self.tokens = tokens }

    /// Rule 4: "Season 1 Episode 2", "1 сезон 2 серия", "第2期 第3話".
    func both(from start: Int) -> EpisodeMatch? {
        for index in 0..<tokens.count where tokens.tokens[index].start >= start {
            for season in seasons(at: index) {
                if season.end < tokens.count, let episode = numbered(SeriesWords.episode, at: season.end) {
                    return finished(.words, season: season.number, from: index, episode)
                }
                if let match = wide(season, from: index) { return match }
            }
        }
        return WideNumbers(tokens.low).both(from: start)
    }

    /// Rule 6: "E02", "Ep 02", "Episode 2", "2 серия", "Part 2".
    func episode(from start: Int) -> Worded? {
        for index in 0..<tokens.count where tokens.tokens[index].start >= start {
            if let found = numbered(SeriesWords.episode, at: index) {
                return Worded(match: finished(.episodeOnly, season: nil, from: index, found), isPart: false)
            }
        }
        if let match = WideNumbers(tokens.low).episode(from: start) { return Worded(match: match, isPart: false) }
        for index in 0..<tokens.count where tokens.tokens[index].start >= start {
            if let found = wordThenNumber(SeriesWords.part, at: index) {
                return Worded(match: finished(.episodeOnly, season: nil, from: index, found), isPart: true)
            }
        }
        return nil
    }

    /// A number, and the token behind what states it.
    private typealias Found = (number: Int, end: Int)

    /// The season that may begin at a token, the likelier reading first: "Season 2 ..." before "... 1 Season".
    private func seasons(at index: Int) -> [Found] {
        let readings = [
            wordThenNumber(SeriesWords.season, at: index), numberThenWord(SeriesWords.season, at: index),
        ]
        return readings.compactMap(\.self)
    }

    /// "시즌1 2화": the episode's unit is glued to its number.
    private func wide(_ season: Found, from index: Int) -> EpisodeMatch? {
        let end = tokens.tokens[season.end - 1].end
        guard var match = WideNumbers(tokens.low).episode(from: end),
            tokens.low[end..<match.range.lowerBound].allSatisfy(NameBytes.isSeparator)
        else { return nil }
        match.rule = .words
        match.season = season.number
        match.range = tokens.tokens[index].start..<match.range.upperBound
        return match
    }

    private func numbered(_ words: Set<ShortWord>, at index: Int) -> Found? {
        wordThenNumber(words, at: index) ?? numberThenWord(words, at: index)
    }

    private func wordThenNumber(_ words: Set<ShortWord>, at index: Int) -> Found? {
        if let (word, number) = tokens.wordAndNumber(index), words.contains(word) { return (number, index + 1) }
        if let (number, revised) = revised(words, index) { return (number, revised) }
        guard index + 1 < tokens.count, let word = tokens.word(index), words.contains(word),
            tokens.tokens[index + 1].range.count <= NamesLimits.numberDigitsMax, let number = tokens.number(index + 1)
        else { return nil }
        return (number, index + 2)
    }

    /// "ep02v2".
    private func revised(_ words: Set<ShortWord>, _ index: Int) -> Found? {
        let range = tokens.tokens[index].range
        guard range.count > 4, tokens.low[range.upperBound - 2] == 0x76 else { return nil }
        var split = range.lowerBound
        while split < range.upperBound, !NameBytes.isDigit(tokens.low[split]) { split += 1 }
        guard let word = ShortWord(tokens.low, range.lowerBound..<split), words.contains(word) else { return nil }
        return NameBytes.number(tokens.low, split..<(range.upperBound - 2)).map { ($0, index + 1) }
    }

    /// "2 серия", "2. Folge". English puts its numbers behind, or "Area 51 Episode 3" would be the 51st.
    private func numberThenWord(_ words: Set<ShortWord>, at index: Int) -> Found? {
        guard index + 1 < tokens.count, let word = tokens.word(index + 1), words.contains(word),
            index + 2 >= tokens.count || tokens.number(index + 2) == nil || isNumberBeforeWord(index + 2)
        else { return nil }
        if let (number, ending) = tokens.numberAndWord(index), SeriesWords.ordinalEndings.contains(ending) {
            return (number, index + 2)
        }
        guard tokens.tokens[index].range.count <= NamesLimits.numberDigitsMax, let number = tokens.number(index),
            tokens.tokens[index + 1].range.count > 2
        else { return nil }
        return (number, index + 2)
    }

    /// Whether the number at `index` belongs to the word for an episode behind it.
    private func isNumberBeforeWord(_ index: Int) -> Bool {
        guard index + 1 < tokens.count, let word = tokens.word(index + 1), SeriesWords.episode.contains(word) else {
            return false
        }
        return index + 2 >= tokens.count || tokens.number(index + 2) == nil
    }

    private func finished(_ rule: EpisodeRule, season: Int?, from first: Int, _ found: Found) -> EpisodeMatch {
        let last = tokens.tokens[found.end - 1]
        let digits = last.range.reversed().prefix { NameBytes.isDigit(tokens.low[$0]) }.count
        var chain = EpisodeChain(
            NameCursor(tokens.low, at: last.end), season: season, first: (found.number, max(1, digits)))
        if digits > 0 { chain.follow() }
        return EpisodeMatch(
            rule: rule, season: season, numbers: chain.numbers,
            range: tokens.tokens[first].start..<(tokens.total(at: found.end) ?? chain.cursor.at))
    }
}

extension NameTokens {
    /// Where "of 6", which begins at a token, ends.
    func total(at index: Int) -> Int? {
        guard index + 1 < count, let word = word(index), SeriesWords.of.contains(word), number(index + 1) != nil else {
            return nil
        }
        return tokens[index + 1].end
    }
}
