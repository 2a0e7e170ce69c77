/// The bounds of runs that choose titles.
package enum RunLimits {
    /// Titles or interactions that are read at a time.
    static let rowsPerPage = 5_000
    /// Interactions that the model of titles learns from and that are measured; of more, those of the older accounts.
    static let interactionsMax = 2_000_000
    /// Times that the catalogue is made anew for one run when it changes meanwhile.
    static let catalogueRounds = 3
    /// How old a catalogue that has changed since may be for somebody who waits.
    package static let catalogueStaleSeconds = 60.0

    /// Explanations that one question to a language model asks for.
    static let explanationsPerQuestion = 10
    /// How long a language model may take for all explanations of a run that somebody waits for, and of another one.
    static let explanationSecondsManual = 45.0
    static let explanationSecondsScheduled = 600.0
    static let explanationCharacters = 20...600
    static let explanationTokensEach = 120
    static let explanationGenres = 8
    static let explanationFavourites = 10
    static let overviewCharacters = 250
    static let synopsisCharacters = 600
}
