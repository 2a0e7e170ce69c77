/// What is known of an episode's surroundings while its name is read.
package struct EpisodeHints: Sendable, Hashable {
    /// The series' title as its folder states it. Digits of it are no episode.
    package var seriesTitle: String?
    /// The season of the folder that the file lies in.
    package var folderSeason: Int?
    package var currentYear: Int
    package var compactNumbers: Bool

    package init(
        seriesTitle: String? = nil, folderSeason: Int? = nil, currentYear: Int, compactNumbers: Bool = false
    ) {
        self.seriesTitle = seriesTitle
        self.folderSeason = folderSeason
        self.currentYear = currentYear
        self.compactNumbers = compactNumbers
    }
}

/// What the name of a file says about the episode in it.
package struct EpisodeName: Sendable, Hashable {
    package let rule: EpisodeRule
    /// From the name, else from the folder; 1 for a number that stands alone.
    package let season: Int?
    /// Ascending.
    package let numbers: [Int]
    /// "YYYY-MM-DD". May stand behind a number, too.
    package let airDate: String?
    /// Whether the number counts through all seasons.
    package let isAbsolute: Bool
    /// The text in front of the number, which is the series' name as a rule. May be empty.
    package let front: String
    /// A year in brackets in front of the number, which is the series'.
    package let frontYear: Int?
    /// The text behind the number, up to the words of a release.
    package let title: String?
    package let ids: NamedIDs
    package let edition: String?
    /// The word for the height of the picture, as "1080p".
    package let resolution: String?
    package let is3D: Bool

    /// `name` is without its extension.
    package init(_ name: String, _ hints: EpisodeHints) {
        self.init(NameText(name), hints, SeriesPrefix(hints.seriesTitle))
    }

    init(_ name: NameText, _ hints: EpisodeHints, _ prefix: SeriesPrefix) {
        var text = name
        let tags = NameTags(takenFrom: &text)
        let tokens = NameTokens(text)
        let release = ReleaseTokens(tokens)
        let scan = EpisodeScan(text, tokens, release, hints, prefix)
        let match = scan.match()
        rule = match?.rule ?? .none
        season = match.map(scan.season) ?? hints.folderSeason
        numbers = match?.numbers ?? []
        let shown = match.flatMap(scan.dayBehind)
        airDate = match?.airDate ?? shown?.airDate
        isAbsolute = match?.rule == .plainNumber && hints.folderSeason == nil && match?.season == nil
        front = match.map(scan.front) ?? ""
        frontYear = match.flatMap(scan.frontYear)
        title = match.map { scan.title(shown ?? $0) } ?? scan.wholeTitle()
        ids = tags.ids
        edition = tags.edition
        resolution = release.height?.label
        is3D = release.is3D
    }
}

/// A place in a name that states an episode.
struct EpisodeMatch {
    var rule: EpisodeRule
    /// As the name states it.
    var season: Int?
    var numbers: [Int] = []
    var airDate: String?
    /// The bytes that state it, in the text that was searched.
    var range: Range<Int>
    /// Whether it was found in the text with all its brackets.
    var isInBrackets = false
}
