/// The bounds of reading a file.
extension ImportsLimits {
    /// Cells of one row; the widest table known has 60 columns.
    static let cellsMax = 1000
    /// Different films of one file; those of later rows are counted, not kept.
    package static let filmsMax = 100_000
    /// Viewings of one film that are kept, the latest ones.
    package static let watchDatesMax = 1000
    /// A longer cell is no title; it is cut.
    package static let titleBytesMax = 2000
    /// Titles that are not read anew when they come again in the same file.
    static let titlesRememberedMax = 4096
    /// A longer address is left out.
    package static let imageAddressBytesMax = 2048
    /// Years of viewings.
    package static let dateYears = 1900...2100
    /// The first year in brackets that is one of a film.
    package static let filmYearMin = 1888
    /// How many years ahead of this one films are announced.
    package static let filmYearsAhead = 5
    /// A session of Amazon's own export that is shorter was no viewing.
    package static let amazonSessionSecondsMin = 300
}
