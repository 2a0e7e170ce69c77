package import Domain

/// Why a file does not become an import.
package enum HistoryFileError: Error, Equatable, Sendable {
    /// Not a table, not JSON, no archive with a known member; or without a row of data.
    case unreadable
    /// Rows, but none of a film.
    case noFilms
    /// A table that nobody knows: somebody has to say what its columns mean.
    case unknownColumns(header: [String], sample: [[String]])
    /// Several people's viewings: somebody has to say which of these profiles is meant.
    case profiles([String])
    /// A file of another service than those that were asked for.
    case otherSource(ImportSource)
    case archive(ArchiveError)
    /// Larger than `ImportsLimits.unpackedBytesMax`.
    case tooLarge
}
