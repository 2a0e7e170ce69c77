/// The label of a version in what follows a film's title and year.
enum FilmLabel {
    /// The text behind " - ", or else the words in front of those of the release. nil when there are none.
    static func label(_ text: NameText, _ tokens: NameTokens, _ release: ReleaseTokens, from start: Int) -> String? {
        guard start < text.count else { return nil }
        if let spaced = spaced(text, from: start) {
            let label = text.title(spaced..<text.count, keepsDots: true)
            return label.isEmpty ? nil : label
        }
        guard let first = tokens.tokens.firstIndex(where: { $0.start >= start }) else { return nil }
        if isGroup(text, tokens, release, first) { return nil }
        var end = text.count
        for index in first..<tokens.count {
            let isWord = !release.cuts[index] && !is3D(tokens, index) || release.strengths[index] == .edition
            if isWord, !tokens.isInBracket(index, round: false) { continue }
            let token = tokens.tokens[index]
            end = token.bracket < 0 ? token.start : tokens.brackets[token.bracket].open
            break
        }
        let label = end > start ? text.title(start..<end, keepsDots: false) : ""
        return label.isEmpty ? edition(text, tokens, release, first) : label
    }

    /// "Unrated" in "(1999) [Unrated]" and "Remastered" in "1985.4K.Remastered.1080p".
    private static func edition(
        _ text: NameText, _ tokens: NameTokens, _ release: ReleaseTokens, _ first: Int
    ) -> String? {
        guard let index = release.strengths.indices.first(where: { $0 >= first && release.strengths[$0] == .edition })
        else { return nil }
        let isNoun = index + 1 < tokens.count && tokens.word(index + 1).map(ReleaseTable.editionNouns.contains) == true
        let last = isNoun ? index + 1 : index
        return text.title(tokens.tokens[index].start..<tokens.tokens[last].end, keepsDots: false)
    }

    private static func is3D(_ tokens: NameTokens, _ index: Int) -> Bool {
        tokens.word(index).map { $0 == ReleaseTokens.word3D || ReleaseTable.layouts3D.contains($0) } == true
    }

    /// Whether words that nothing else explains look like the name of a version.
    static func isLabel(_ label: String) -> Bool {
        let tokens = NameTokens(NameText(label))
        let release = ReleaseTokens(tokens)
        return release.strengths.contains { $0 != .none }
            || (0..<tokens.count).contains { tokens.word($0).map(ReleaseTable.editionNouns.contains) == true }
    }

    /// Where the text behind " - " begins, if that is what stands at `start`.
    private static func spaced(_ text: NameText, from start: Int) -> Int? {
        var cursor = NameCursor(text.low, at: start)
        while cursor.at < text.count, NameBytes.isBlank(cursor.next) { cursor.at += 1 }
        let hasBlank = cursor.at > start
        guard hasBlank, cursor.take(NameBytes.dash), NameBytes.isBlank(cursor.next) else { return nil }
        return cursor.at
    }

    /// Whether the rest is "-GROUP" and nothing more.
    private static func isGroup(
        _ text: NameText, _ tokens: NameTokens, _ release: ReleaseTokens, _ first: Int
    ) -> Bool {
        first == tokens.count - 1 && release.strengths[first] != .edition
            && tokens.tokens[first].start > 0 && text.low[tokens.tokens[first].start - 1] == NameBytes.dash
    }
}
