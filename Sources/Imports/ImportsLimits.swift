/// The bounds of imports, of the films that come in with them, and of what is taken out again.
package enum ImportsLimits {
    /// How long a session is kept after its last use, unless the setting says otherwise: a day.
    package static let sessionIdleMinutes = 1_440
    /// How long it is kept however often it is used.
    package static let sessionMaxDays = 7
    /// Bytes of an uploaded file, unless the setting says otherwise: 20 MiB.
    package static let uploadBytesMax = 20 * 1_024 * 1_024
    /// Films of a file that are kept to be decided about where a client of the interface asks.
    package static let itemsMax = 500
    /// The same on the website and on the command line.
    package static let longItemsMax = 20_000
    package static let fileNameCharactersMax = 200
    /// Files of one person that are read at a time.
    package static let filesAtOnce = 2

    /// A moment that is farther ahead than this has not been yet: a day, for dates have no time zone.
    static let aheadSecondsMax = 86_400.0
    /// Films that are looked for between two notes of how far the search is; a kill costs at most so many.
    static let filmsPerBatch = 35
    /// The same where only the catalogue is asked.
    static let filmsPerCatalogueBatch = 200
    /// Batches of one search at most.
    static let batchesMax = 100_000
    /// Films that are added in one transaction.
    static let addedPerTransaction = 500
    /// How often a transaction of a bulk is tried anew because somebody decided about one of its films meanwhile.
    static let bulkAttemptsMax = 5
    /// How long somebody who adds one film waits for what a provider knows of it.
    static let detailSeconds = 3.0
    /// A search that nobody has gone on with for this long is gone on with by the next sweep.
    static let abandonedSeconds = 600.0
    /// A use is written down when it moves the end of its session by at least this much.
    static let useNotedSeconds = 60.0
    /// Ratings that are read or withdrawn at a time.
    static let rankingsPerPage = 1_000
    /// Such pages at most.
    static let rankingPagesMax = 1_000
    /// Imports in the list of them.
    package static let recordsMax = 100
}
