/// Where the title of a film stands in a name, and its year.
struct FilmSpan {
    private(set) var title: Range<Int>
    private(set) var year: Int?
    /// Where the year ends, or the title if there is none.
    private(set) var end: Int
    /// The name of an edition between the title and the year.
    private(set) var edition: Range<Int>?

    var hasYear: Bool { year != nil }

    init(_ text: NameText, _ tokens: NameTokens, _ release: ReleaseTokens, currentYear: Int) {
        let found = YearPlace(tokens, release, NamesLimits.years(until: currentYear))
        year = found?.year
        if let found, found.start > 0, !text.part(0..<found.start).isBlank {
            title = 0..<found.start
            end = found.end
        } else {
            // Without a year, or behind one that comes first, the title ends at the first word of a release.
            let start = found?.end ?? 0
            let first = tokens.tokens.firstIndex { $0.start >= start } ?? tokens.count
            let cut = release.firstCut(from: first + 1)
            title = start..<(cut < tokens.count ? FilmSpan.opening(tokens, cut) : text.count)
            end = title.upperBound
        }
        dropGroup(text, tokens, release)
        dropEdition(tokens, release)
        dropLooseDot(text)
    }

    /// Where a word begins, its bracket included.
    private static func opening(_ tokens: NameTokens, _ index: Int) -> Int {
        let token = tokens.tokens[index]
        return token.bracket < 0 ? token.start : tokens.brackets[token.bracket].open
    }

    /// Leaves "[Group]" at the start out of the title, when other tags show that it is one: "[REC]" is a film.
    private mutating func dropGroup(_ text: NameText, _ tokens: NameTokens, _ release: ReleaseTokens) {
        guard let first = tokens.brackets.first, first.opener == 0x5B, first.close < title.upperBound,
            text.part(0..<first.open).isBlank
        else { return }
        let isTagged = tokens.brackets.dropFirst().contains { !$0.isRound } || release.strengths.contains(.certain)
        let rest = (first.close + 1)..<title.upperBound
        guard isTagged, FilmSpan.isTitle(text.low[rest]) else { return }
        // In "[Name][2010][1080p]" nothing is left behind the first bracket, and it keeps the title.
        title = rest.drop { NameBytes.isBlank(text.low[$0]) }
    }

    /// Whether a text can be a title: "2" behind "[REC]" is a part of one.
    private static func isTitle(_ text: ArraySlice<UInt8>) -> Bool {
        text.contains { NameBytes.isLetter($0) || $0 >= 0x80 } || text.count(where: NameBytes.isDigit) > 2
    }

    /// "Film.EXTENDED.2002": an edition in front of a bare year is no part of the title.
    private mutating func dropEdition(_ tokens: NameTokens, _ release: ReleaseTokens) {
        let limit = title.upperBound
        guard hasYear, limit < tokens.low.count, !NameBytes.isOpener(tokens.low[limit]) else { return }
        let words = tokens.tokens.indices.filter {
            tokens.tokens[$0].start >= title.lowerBound && tokens.tokens[$0].end <= limit
        }
        var rest = words[...]
        if let last = rest.last, tokens.word(last).map(ReleaseTable.editionNouns.contains) == true {
            rest = rest.dropLast()
        }
        guard rest.count > 1, let last = rest.last, release.strengths[last] == .edition else { return }
        title = title.lowerBound..<tokens.tokens[last].start
        edition = tokens.tokens[last].start..<limit
    }

    /// A dot that leads to what follows is no part of the title, though the name may keep its dots.
    private mutating func dropLooseDot(_ text: NameText) {
        guard title.upperBound < text.count else { return }
        while let last = title.last, text.low[last] == NameBytes.dot || text.low[last] == 0x5F {
            title = title.dropLast()
        }
    }
}

/// The year of a film in its name: the last one in brackets, else the last one where a title can end.
private struct YearPlace {
    let year: Int
    /// Its brackets are included.
    let start: Int
    let end: Int

    init?(_ tokens: NameTokens, _ release: ReleaseTokens, _ years: ClosedRange<Int>) {
        var bracketed, ending, loose: (index: Int, year: Int)?
        for index in 0..<tokens.count {
            guard tokens.tokens[index].range.count == 4, let year = tokens.number(index), years.contains(year) else {
                continue
            }
            if tokens.fillsBracket(index) || YearPlace.opensRange(tokens, index) {
                bracketed = (index, year)
            } else if index > 0 {
                if YearPlace.isAtEnd(tokens, release, index) { ending = (index, year) }
                if YearPlace.isLoose(tokens, release, index) { loose = (index, year) }
            }
        }
        guard let found = bracketed ?? ending ?? loose else { return nil }
        year = found.year
        let token = tokens.tokens[found.index]
        if token.bracket >= 0 {
            start = tokens.brackets[token.bracket].open
            end = tokens.brackets[token.bracket].close + 1
        } else {
            start = token.start
            end = token.end
        }
    }

    /// Whether the number is the first of "(2002-2008)".
    private static func opensRange(_ tokens: NameTokens, _ index: Int) -> Bool {
        let bracket = tokens.tokens[index].bracket
        guard bracket >= 0, index + 1 < tokens.count, tokens.tokens[index + 1].bracket == bracket,
            tokens.tokens[index + 1].range.count == 4, tokens.number(index + 1) != nil,
            tokens.gap(before: index + 1).contains(NameBytes.dash)
        else { return false }
        let isFirst = index == 0 || tokens.tokens[index - 1].bracket != bracket
        return isFirst && (index + 2 == tokens.count || tokens.tokens[index + 2].bracket != bracket)
    }

    /// Whether a word of a release follows, a tag, or nothing.
    private static func isAtEnd(_ tokens: NameTokens, _ release: ReleaseTokens, _ index: Int) -> Bool {
        guard index + 1 < tokens.count else { return true }
        return release.strengths[index + 1] != .none
            || tokens.tokens[index].bracket < 0 && tokens.isInBracket(index + 1, round: false)
    }

    /// Whether a label stands between the year and the words of the release: "Film.2010.Directors.Cut.1080p".
    private static func isLoose(_ tokens: NameTokens, _ release: ReleaseTokens, _ index: Int) -> Bool {
        guard index + 1 < tokens.count, tokens.tokens[index].bracket < 0 else { return false }
        if release.strengths[(index + 1)...].contains(.certain) { return true }
        let gap = tokens.gap(before: index + 1)
        return gap.contains(NameBytes.dash) && gap.first == NameBytes.space && gap.last == NameBytes.space
    }
}
