/// The bounds of reading files of other services.
extension ImportsLimits {
    /// Columns that are shown to somebody who says what they mean.
    package static let columnsShownMax = 40
    /// Rows that are shown beside them.
    package static let sampleRowsMax = 5
    /// Characters of a cell that are shown.
    package static let sampleCharactersMax = 120
    /// Profiles of a Netflix export; an account has five.
    package static let profilesMax = 100
    /// A shorter playback is no viewing: 5 minutes.
    static let viewingSecondsMin = 300
    /// Years in which films came out or are announced.
    static let filmYears = 1870...2200
    /// JSON of one file, or of an archive taken together; the largest lists known have a third of it.
    package static let jsonBytesMax = 32 << 20
    /// Elements of one list in JSON; services cut longer ones into several.
    package static let listElementsMax = 100_000
    /// The beginning of a file in which text has no zero byte, and JSON shows what it is.
    static let recognisedBytes = 8192
}
