/// The bounds of what is kept of people's libraries.
package enum LibraryLimits {
    /// Films that one person's set can hold.
    package static let filmsMax = 10_000
    /// Entries of one chunk of an upload.
    package static let chunkEntriesMax = 1_000
    /// Different chunks of one upload: as many as it may have films.
    package static let chunksMax = 10_000
    /// Entries of one request that adds or removes.
    package static let entriesMax = 5_000
    /// Active uploads of one account; one more ends the oldest.
    package static let uploadsOpenMax = 10
    /// Ended uploads of an account that are kept for its history.
    package static let uploadsKept = 200
    /// Uploads that a history shows.
    package static let uploadsListed = 50
    /// For so long a repeated request gets the answer of its first time.
    package static let answersKeptSeconds = 86_400.0
    /// Accounts whose owned set is kept in memory; at 10,000 ids each, about 400 kB an account.
    package static let cachedSetsMax = 64
    /// Accounts whose set's version and etag are kept in memory, and for how long at most.
    static let headsKept = 1_000
    static let headKeptSeconds = 5.0
    /// Answers made from one set that are kept with it, such as a page of its ids.
    package static let cachedAnswersPerSet = 32
    /// Twelve hexadecimal digits; random, so that a restored backup cannot bring an old etag back to life.
    package static let etagBytes = 6
    /// Films shown as examples of each state of setting up.
    package static let sampleFilmsMax = 10
    /// Uploads that the statistics show.
    package static let statisticsUploadsMax = 5
    /// The sums over everybody may be so old.
    package static let systemStatisticsSeconds = 60.0
}
