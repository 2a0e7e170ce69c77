/// The bounds that the stores keep.
package enum StorageLimits {
    /// Rows of one multi-row `INSERT`; with the widest table (23 columns) it stays under SQLite's 32,766 parameters.
    package static let rowsPerInsert = 500
    /// UTF-8 bytes of a key that is indexed: a PostgreSQL index entry holds at most 2,704 bytes.
    package static let keyBytesMax = 1000
    /// Rate windows that ended and are removed in passing with each counted event.
    package static let endedWindowsRemovedMax = 20
    /// Events that one rate window can hold.
    package static let eventsPerWindowMax = 10_000
    /// Characters that are kept of the reason why a provider gave no answer.
    package static let fetchDetailCharactersMax = 200
    /// Characters that are kept of the reason why a file could not be probed.
    package static let probeProblemCharactersMax = 500

    /// Names of the library of clips, the first that nobody took.
    package static let archiveLibraryNames = ["Archive", "Stash archive", "Clips of the archive"]

    /// Characters of a query that are looked at; the rest is ignored.
    package static let queryCharactersMax = 2000
    /// Words of a query that are searched.
    package static let queryTermsMax = 64
    /// Listed titles with the words of a query in their names that are ranked.
    package static let namesRankedMax = 2000
    /// Where no more listed titles than these have the words of a query, they are sorted after they were found.
    package static let rareNamesMax = 1000
    /// Letters of a folded query above which it is no title with a slip.
    package static let slipLettersMax = 80
    /// Names with the most trigrams in common that are compared letter by letter.
    package static let slipCandidatesMax = 200
    /// Letters up to which a name has too few trigrams, so that all names of about its length are compared.
    package static let shortNameLettersMax = 4
    /// Letters up to which one slip is forgiven; longer names forgive two.
    package static let oneSlipLettersMax = 8
    /// Titles found by their name alone that are put before those found by their words.
    package static let titlesByNameMax = 20
    /// Changes of titles that the directory of lists follows one by one; after more it is read anew.
    static let directoryChangesMax = 20_000
    /// Runs of one script whose rows others removed before it could refer to them.
    static let removalRacesMax = 3
    /// Profiles whose statistics are kept in memory.
    static let statisticsKeptMax = 100
    /// Characters of the name of a profile that is made by itself.
    static let profileNameCharactersMax = 50
    /// Characters that are kept of the name of a file that somebody brought.
    static let fileNameCharactersMax = 200
    /// Bytes of a word by which films are looked up before their whole names are compared.
    static let nameKeyBytes = 4
    /// Seconds of a scene above which its length is not believed.
    static let sceneSecondsMax = 1_000_000.0
    /// Studios with the most scenes that a summary names.
    static let studiosInSummary = 10
    /// Scenes whose titles are written anew at a time because a name that they carry changed.
    static let renamedScenesPerStep = 500
    /// Films whose names changed before all names are read anew.
    static let namesChangedMax = 5000
    /// Characters that are kept of the reason why a change was rejected or could not be applied.
    static let planNoteCharactersMax = 1000
}
