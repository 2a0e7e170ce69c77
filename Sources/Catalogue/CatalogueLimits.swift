package import Basics

/// The bounds of loading a catalogue from a file.
package enum CatalogueLimits {
    /// Files of which both ends are read at a time; more would not make a disk faster.
    package static let digestsAtOnce = 4
    /// A file that is being written is left alone until nothing happened to it for so long.
    package static let quietSeconds = 30.0
    /// What was left out of a scan and is told; the rest is counted.
    package static let scanProblemsMax = 200
    package static let titlesPerScanBatch = 100
    /// A scan says how far it is after so many files.
    package static let filesPerScanReport = 2000
    /// Of one file; a damaged one must not hold up the rest.
    package static let probeSecondsMax = 60.0
    package static let probeOutputBytesMax = 16 << 20
    package static let probesAtOnce = 2
    package static let filesPerProbeBatch = 50
    /// Rounds in which files are waited for that are still being written.
    package static let quietRoundsMax = 20
    /// A picture beside the files that is larger is left out.
    package static let artworkBytesMax: Int64 = 20 << 20
    package static let nfoBytesMax = 4 << 20
    package static let libraryNameCharactersMax = 100
    /// The newest scans among which open ones are looked for.
    package static let scansLookedAt = 50
    /// Titles that a search by meaning may add behind the names.
    package static let meaningCandidates = 200

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

/// The bounds of asking providers for metadata.
extension CatalogueLimits {
    /// Titles that are asked for, and stored in one transaction.
    package static let titlesPerEnrichment = 32
    /// Episodes that are stored in one transaction beside their series, or those of one series.
    package static let episodesPerEnrichment = 500
    /// Seasons of a series that are asked for.
    package static let seasonsAskedMax = 100
    /// How many years a title may be off from what its file says.
    package static let yearsApartMax = 1
    /// Titles asked for at a time; fewer than the connector lets through, so that people do not wait behind a batch.
    package static let enrichmentParallel = 6
    /// Batches of new films from people's libraries that a run takes in; what is left waits for the next.
    package static let adoptionBatchesMax = 1_000
    /// A run ends after so many batches at the latest; what is left waits for the next.
    package static let enrichmentBatchesMax = 10_000
    /// What was found is asked for again after 150 days: TMDB wants nothing to be kept beyond six months.
    package static let enrichedSeconds = 150 * 86_400.0
    /// Ids that are unknown today may be known next month.
    package static let unknownSeconds = 30 * 86_400.0
    /// From five minutes to a day.
    package static let enrichmentRetry = Backoff(firstSeconds: 300, secondsMax: 86_400)
}
