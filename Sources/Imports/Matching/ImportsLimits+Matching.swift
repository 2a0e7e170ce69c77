extension ImportsLimits {
    /// Code points of a title that count when titles are compared.
    static let comparedCodePointsMax = 1_000
    /// Texts from this length on have popular code points, which begin no common part.
    static let popularLengthMin = 200
    /// Characters of a title that are searched for.
    static let searchedCharactersMax = 500
    /// Searches of one file between two pauses.
    package static let searchesPerPause = 35
    package static let searchPauseSeconds = 1.0
    /// After so many failures of the service in a row it is not asked any more for this file.
    package static let serviceFailuresMax = 5
    /// Questions by id that are under way at a time.
    static let lookUpsAtOnce = 4
    /// Films that are looked for in the catalogue at a time.
    static let filmsPerMatch = 200
    /// Films of the catalogue that are weighed for one title of a file.
    static let catalogueHitsMax = 10
    /// Hits of a search that a person asked for.
    package static let searchHitsMax = 20
    /// Other films that a match is shown with.
    package static let alternativesMax = 2
}
