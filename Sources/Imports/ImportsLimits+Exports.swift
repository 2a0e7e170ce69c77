/// The bounds of what is taken out.
extension ImportsLimits {
    /// Ratings, viewings or kept titles that are read from the database at a time.
    static let recordsPerPage = 1_000
    /// Letterboxd takes files of at most 1 MB; so many rows stay well below in any language.
    static let letterboxdRowsMax = 1_000
    static let letterboxdBytesMax = 1_000_000
}
