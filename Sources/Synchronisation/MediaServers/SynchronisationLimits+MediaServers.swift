/// The bounds of what is taken over from a media server.
extension SynchronisationLimits {
    /// Characters of a title, an original title or a tagline.
    static let titleCharactersMax = 500
    static let overviewCharactersMax = 10_000
    /// Minutes: no film is longer.
    static let runtimeMinutesMax = 10_000
    /// The largest number that a season or an episode has; shows of every day count their years in one.
    static let placeMax = 100_000
    /// Plays of one title by one person that are counted.
    static let playsMax = 10_000
    /// Known items of a library that are looked at together for those that are gone.
    static let knownItemsPage = 1_000
    /// Titles that are looked at together for those that nothing holds any more.
    static let abandonedTitlesPage = 200
    /// Titles of one person that are looked at together for plays that are no longer told.
    static let knownPlaysPage = 1_000
    /// Plays that are stored together.
    static let playsBatch = 500
    /// Titles with several copies whose plays are held until the whole history of a person is read.
    static let heldPlaysMax = 100_000
}
