/// The bounds of what is read and told of recommendations.
package enum PickLimits {
    /// Titles that everybody watches which are kept, and for how long.
    static let rankingKeptMax = 1_000
    static let rankingSeconds = 60.0
    /// Pieces of evidence that are told of one title.
    package static let evidenceShownMax = 10
    /// A person's most watched genres, by which those of a title are familiar or new.
    package static let familiarGenresMax = 10
    package static let topGenresMax = 5

    /// How long what is said of a taste stands.
    static let synopsisSeconds = 86_400.0
    /// How long a language model may take to say it, while somebody waits.
    static let synopsisPatienceSeconds = 45.0
    static let synopsisCharactersMax = 2_000
    static let synopsisTokensMax = 600
    static let synopsisGenresTold = 3

    /// Titles at the top between which a change of the taste is shown.
    package static let comparedMax = 12
    package static let genreCharactersMax = 100

    /// People for whom one evening is chosen.
    package static let togetherMembers = 2...20
    package static let togetherMinutes = 1...1_440
    package static let togetherStandard = 12
    package static let togetherMax = 50
}
