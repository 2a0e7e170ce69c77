/// The bounds of searching and indexing.
package enum SearchLimits {
    /// Characters of a query that are looked at; the rest cannot matter to a ranking.
    package static let queryCharactersMax = 2_000
    package static let resultsMax = 100
    package static let similarMax = 50
    /// Hits that are fetched beyond those asked for, because some cannot be told and the last may have equals; how
    /// the number grows while they do not suffice.
    package static let spareHits = 16
    package static let spareGrowth = 4
    /// The score that a title whose name is not the query stays below in a search that shows words too.
    package static let unnamedScoreMax = 0.999
    /// The score of a title that is found by words, however common they are.
    package static let wordScoreMin = 0.001
    /// Query vectors that are remembered; people page and repeat.
    package static let queryVectorsKept = 512
    /// Owned sets that are remembered as lists of title ids.
    package static let scopesKept = 64
    /// Titles that one step of the indexing job embeds and stores in one transaction.
    package static let titlesPerStep = 64
    /// Steps that may fail one after the other before an administrator's run gives up.
    package static let failingStepsMax = 2
    /// Times that the indexing job goes over the catalogue for titles that changed while it ran.
    package static let indexPassesMax = 10
    /// Changed titles or vectors that are read at a time.
    package static let changesPerPage = 1_000
    /// Hits that are taken from either side of a hybrid search.
    package static let hybridCandidates = 1_000
    /// Labels of a title's mood and themes that the tagger keeps.
    package static let moodsPerTitle = 4
    package static let themesPerTitle = 5
    /// Follower: at least this often it looks for changes, should a notice have been lost.
    package static let followerSecondsMax = 5.0
    /// Vector changes after which a new snapshot is written.
    package static let snapshotAfterChanges = 500
    /// And at least this part of the titles: a quarter.
    package static let snapshotShare = 4
    /// Reasons that a person is shown with a title that was found.
    package static let reasonsMax = 3
    /// Letters from which on a last name alone names its person.
    package static let lastNameLettersMin = 5
    /// Letters from which on a word of a query can be a reason.
    package static let tellingLettersMin = 4
    /// Changes that are looked at for each title wanted, to find the latest ones that are no stubs.
    package static let latestWindow = 4
    /// Names that are compared with one text, and characters of that text.
    package static let namesComparedMax = 5_000
    package static let comparedCharactersMax = 2_000
    /// Names that are embedded at a time.
    package static let namesPerEmbedding = 64
    /// Names beyond which the vectors of those that nobody asks about any more are forgotten.
    package static let nameVectorsKept = 20_000
}
