/// The bounds of loading a catalogue from a file.
package enum CatalogueLimits {
    /// A longer line is reported and skipped; real titles need a few kilobytes.
    package static let lineBytesMax = 1 << 20
    /// Bytes that are read from a file at a time.
    package static let readBytes = 1 << 18
    /// Titles that are written in one transaction.
    package static let titlesPerBatch = 500
    /// Lines that are read ahead before the batch is parsed.
    package static let linesPerRead = 500
    /// Problems that are kept with their text; further ones are only counted.
    package static let problemsKept = 100
    package static let titleCharactersMax = 500
    package static let overviewCharactersMax = 20_000
    /// Characters of a keyword, a name or another short value.
    package static let shortTextCharactersMax = 300
    package static let listEntriesMax = 500
    package static let yearRange = 1870...2200
    package static let runtimeMinutesRange = 0...100_000
}
