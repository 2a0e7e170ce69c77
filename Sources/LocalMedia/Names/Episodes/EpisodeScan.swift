/// Tries the rules for episodes on one name, in their order.
struct EpisodeScan {
    let text: NameText
    let tokens: NameTokens
    let release: ReleaseTokens
    let hints: EpisodeHints
    /// The text without its tags in brackets.
    let clean: NameText
    /// Where the text behind the series' name begins.
    let start: Int
    private let prefix: SeriesPrefix

    init(
        _ text: NameText, _ tokens: NameTokens, _ release: ReleaseTokens, _ hints: EpisodeHints,
        _ prefix: SeriesPrefix
    ) {
        self.text = text
        self.tokens = tokens
        self.release = release
        self.hints = hints
        self.prefix = prefix
        clean = EpisodeScan.cleaned(text, tokens, release)
        start = prefix.end(in: clean.low)
    }

    func match() -> EpisodeMatch? {
        numbered() ?? dated() ?? worded() ?? plain()
    }

    /// Whether a word is all of the series' name.
    func isSeriesName(_ index: Int) -> Bool { prefix.isAll(of: tokens.low[tokens.tokens[index].range]) }

    /// The season of a match, with what the folder says where the name is silent.
    func season(_ match: EpisodeMatch) -> Int? {
        switch match.rule {
        case .airDate: hints.folderSeason
        case .episodeOnly, .plainNumber: match.season ?? hints.folderSeason ?? 1
        default: match.season
        }
    }

    /// The text in front of the match.
    func front(_ match: EpisodeMatch) -> String {
        var end = match.range.lowerBound
        if match.rule > .words, let mark = SeasonMark(tokens, before: end) { end = mark.range.lowerBound }
        let front = clean.title(0..<end, keepsDots: clean.hasSpaces(0..<end))
        guard front.isEmpty, match.isInBrackets else { return front }
        // "[Group][Name][21]"
        guard let bracket = tokens.brackets.last(where: { $0.close < end }) else { return "" }
        return text.title(bracket.range, keepsDots: text.hasSpaces(bracket.range))
    }

    /// The day that stands directly behind a number.
    func dayBehind(_ match: EpisodeMatch) -> EpisodeMatch? {
        guard match.rule != .airDate else { return nil }
        let from = match.range.upperBound
        let place = from + clean.low[from...].prefix(while: NameBytes.isSeparator).count
        let day = AirDate.match(clean.low, from: place, lastYear: years.upperBound)
        return day?.range.lowerBound == place ? day : nil
    }

    /// The last year in brackets in front of the match.
    func frontYear(_ match: EpisodeMatch) -> Int? {
        let index = (0..<tokens.count).last { index in
            tokens.tokens[index].end <= match.range.lowerBound && tokens.tokens[index].range.count == 4
                && tokens.fillsBracket(index) && tokens.number(index).map(years.contains) == true
        }
        return index.flatMap(tokens.number)
    }

    /// The text behind the match, up to the first word of a release.
    func title(_ match: EpisodeMatch) -> String? { title(from: match.range.upperBound) }

    /// The text behind the series' name, for names that state no episode.
    func wholeTitle() -> String? { title(from: start) }

    private func title(from place: Int) -> String? {
        let from = place + clean.low[place...].prefix { NameBytes.isSeparator($0) && !NameBytes.isOpener($0) }.count
        let first = tokens.tokens.firstIndex { $0.start >= from } ?? tokens.count
        let cut = release.firstCut(from: first)
        var end = text.count
        if cut < tokens.count {
            let token = tokens.tokens[cut]
            end = token.bracket < 0 ? token.start : max(from, tokens.brackets[token.bracket].open)
        }
        let hasSpaces = clean.hasSpaces(0..<end)
        guard from < end, !isYear(from..<end) else { return nil }
        // In "Series.S01E01.FRENCH" the language is no title; in "Series - S01E01 - French" it may be one.
        if !hasSpaces, (first..<cut).allSatisfy({ release.strengths[$0] != .none }) { return nil }
        let title = clean.title(from..<end, keepsDots: hasSpaces)
        return title.isEmpty ? nil : title
    }

    /// Whether the text is nothing but a year, which is the series' or the release's.
    private func isYear(_ range: Range<Int>) -> Bool {
        let words = range.filter { !NameBytes.isSeparator(clean.low[$0]) }
        guard words.count == 4, let first = words.first, let last = words.last, last - first == 3 else { return false }
        return NameBytes.number(clean.low, first..<(last + 1)).map(years.contains) == true
    }

    private var years: ClosedRange<Int> { NamesLimits.years(until: hints.currentYear) }

    /// Rules 1 to 4: first behind the series' name, then anywhere, then inside brackets.
    private func numbered() -> EpisodeMatch? {
        if let match = NumberedRules(clean.low).match(from: start) ?? WordRules(tokens).both(from: start) {
            return match
        }
        if start > 0, let match = NumberedRules(clean.low).match(from: 0) { return match }
        guard !tokens.brackets.isEmpty, var match = NumberedRules(text.low).match(from: 0) else { return nil }
        match.isInBrackets = true
        return match
    }

    private func dated() -> EpisodeMatch? {
        let last = years.upperBound
        if let match = AirDate.match(clean.low, from: start, lastYear: last) { return match }
        guard !tokens.brackets.isEmpty, var match = AirDate.match(text.low, from: 0, lastYear: last) else { return nil }
        match.isInBrackets = true
        return match
    }

    private func worded() -> EpisodeMatch? {
        guard var match = WordRules(tokens).episode(from: start) else { return nil }
        // A part is an episode of a short series, but behind a number it is a part of that episode's title.
        // "Name Part 2 - 05" ends with the number that counts.
        if match.isPart, let number = plain(), !number.range.overlaps(match.match.range),
            number.range.upperBound <= match.match.range.lowerBound || title(number) == nil
        {
            return number
        }
        match.match.season = SeasonMark(tokens, before: match.match.range.lowerBound)?.number
        return match.match
    }

    private func plain() -> EpisodeMatch? {
        guard var match = PlainNumber(self).match() else { return nil }
        match.season = SeasonMark(tokens, before: match.range.lowerBound)?.number
        guard hints.compactNumbers, match.season == nil, match.numbers.count == 1 else { return match }
        return split(match)
    }

    /// Season 1, episode 2 for "102", where the owner wants it and the folder does not say otherwise.
    private func split(_ match: EpisodeMatch) -> EpisodeMatch {
        var split = match
        let (season, number) = match.numbers[0].quotientAndRemainder(dividingBy: 100)
        let isLong = season > 9 && hints.folderSeason != season
        guard season > 0, number > 0, !isLong, hints.folderSeason == nil || hints.folderSeason == season else {
            return match
        }
        split.season = season
        split.numbers = [number]
        return split
    }

    /// Takes out what stands in square and curly brackets, and round ones that hold a year or words of a release.
    private static func cleaned(_ text: NameText, _ tokens: NameTokens, _ release: ReleaseTokens) -> NameText {
        guard !tokens.brackets.isEmpty else { return text }
        var clean = text
        var isTag = tokens.brackets.map { !$0.isRound }
        for index in 0..<tokens.count where tokens.tokens[index].bracket >= 0 {
            let isYear = tokens.tokens[index].range.count == 4 && tokens.number(index) != nil
            if isYear || release.strengths[index] == .certain { isTag[tokens.tokens[index].bracket] = true }
        }
        for (bracket, isTag) in zip(tokens.brackets, isTag) where isTag { clean.clear(bracket.range) }
        return clean
    }
}
