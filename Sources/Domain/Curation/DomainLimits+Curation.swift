/// The bounds of scenes, plans and what they hold.
extension DomainLimits {
    /// Characters of an archive's id.
    package static let archiveIDCharactersMax = 128
    /// Rows of a list of scenes, plans or jobs.
    package static let curationPageMax = 100
    /// Rows that are asked of the archive at a time.
    package static let archivePageRows = 1...1000
    /// Bytes of the id and of the tag of a scene's picture.
    package static let archivePictureBytesMax = 64
    /// Patterns by which people tell studios.
    package static let studioPatternsMax = 200
    /// How far behind the greatest moment seen an archive is read again: the hour that happens twice at the end of
    /// summer time, and one more.
    package static let watermarkOverlapSeconds = 7_200
    /// A test of another service that somebody waits for.
    package static let serviceTestSeconds = 10.0
    /// A look whether it is there.
    package static let readinessSeconds = 3.0
}
