/// What a series' folder says, or the text in front of an episode's number.
struct SeriesName {
    let title: String
    let year: Int?
    let ids: NamedIDs
    let key: TitleKey

    /// `year` is used when the name itself states none.
    init(_ name: String, currentYear: Int, year: Int? = nil) {
        var text = NameText(name)
        let tags = NameTags(takenFrom: &text)
        let tokens = NameTokens(text)
        // "Series.S01-S05.Complete.1080p" is named in front of its seasons.
        let season = tokens.tokens.first { token in
            token.start > 0 && SeriesName.isSeason(text.low, token.range)
        }
        if let season { text = text.part(0..<season.start) }
        // A group in front is none of the name, and here no film is called "[REC]".
        if let group = tokens.brackets.first, group.opener == 0x5B, text.part(0..<group.open).isBlank,
            tokens.tokens.contains(where: { $0.bracket < 0 && $0.end <= text.count })
        {
            text.clear(group.range)
        }
        let film = FilmName(text, currentYear: currentYear)
        title = film.title
        self.year = film.year ?? year
        ids = tags.ids
        key = TitleKey(film.title)
    }

    /// "s01".
    private static func isSeason(_ low: [UInt8], _ range: Range<Int>) -> Bool {
        range.count == 3 && low[range.lowerBound] == 0x73
            && NameBytes.number(low, (range.lowerBound + 1)..<range.upperBound) != nil
    }
}
