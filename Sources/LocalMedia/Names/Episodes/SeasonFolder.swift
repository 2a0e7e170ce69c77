/// What a folder's name says about the season in it.
package struct SeasonFolder: Sendable, Hashable {
    /// 0 for specials.
    package let number: Int
    /// The series' name in front, as in "Series Name - Season 2". May be empty.
    package let front: String
    /// Whether the name says so by itself, and not only because it is found inside a series' folder.
    package let isExplicit: Bool
    /// A folder "Extras": specials lie in it, or things that are no episodes.
    package let isExtras: Bool

    /// nil if the name is no season's.
    package init?(_ name: String) {
        let lower = name.lowercased()
        if lower == "extras" || lower == "extra" {
            self.init(0, front: "", isExplicit: false, isExtras: true)
        } else if SeriesWords.specials.contains(lower) {
            self.init(0, front: "", isExplicit: false)
        } else {
            self.init(numbered: NameText(name))
        }
    }

    private init(_ number: Int, front: String, isExplicit: Bool, isExtras: Bool = false) {
        self.number = number
        self.front = front
        self.isExplicit = isExplicit
        self.isExtras = isExtras
    }

    private init?(numbered name: NameText) {
        var text = name
        _ = NameTags(takenFrom: &text)
        let tokens = NameTokens(text)
        if tokens.count == 1, let number = tokens.number(0), [1, 2, 4].contains(tokens.tokens[0].range.count) {
            self.init(number, front: "", isExplicit: false)
            return
        }
        guard NumberedRules(text.low).match(from: 0) == nil, let mark = SeasonMark(firstOf: tokens) else { return nil }
        let front = 0..<mark.range.lowerBound
        self.init(
            mark.number, front: text.title(front, keepsDots: text.hasSpaces(front)), isExplicit: true)
    }
}
