package import Basics

/// A file that somebody brought, on its way into their history.
package struct ImportSession: Hashable, Sendable {
    package enum State: String, Sendable, Codable, CaseIterable {
        /// Its films are looked for; nobody can decide about them yet.
        case matching
        case review
        /// Cancelled, replaced, expired or undone: its films are gone, and only what it wrote is still known.
        case closed
    }

    package let id: ImportID
    /// Random version 4 UUID: nobody guesses it.
    package let uuid: String
    package let userID: UserID
    package let source: ImportSource
    package let fileName: String?
    package var state: State
    package var counts: ImportCounts
    /// Films to decide about.
    package var itemCount: Int
    /// Films that were looked for, of `filmCount`.
    package var matchedCount: Int
    /// Different films of the file.
    package var filmCount: Int
    package var addedCount: Int
    package var skippedCount: Int
    /// The place after the one that was decided last; 0 at first.
    package var currentIndex: Int
    package let createdAt: Instant
    package var usedAt: Instant
    package var expiresAt: Instant
    /// When the whole import was taken back.
    package var undoneAt: Instant?

    package var remainingCount: Int { itemCount - addedCount - skippedCount }

    package init(
        id: ImportID, uuid: String, userID: UserID, source: ImportSource, fileName: String?, state: State,
        counts: ImportCounts, itemCount: Int, matchedCount: Int, filmCount: Int, addedCount: Int, skippedCount: Int,
        currentIndex: Int, createdAt: Instant, usedAt: Instant, expiresAt: Instant, undoneAt: Instant?
    ) {
        self.id = id
        self.uuid = uuid
        self.userID = userID
        self.source = source
        self.fileName = fileName
        self.state = state
        self.counts = counts
        self.itemCount = itemCount
        self.matchedCount = matchedCount
        self.filmCount = filmCount
        self.addedCount = addedCount
        self.skippedCount = skippedCount
        self.currentIndex = currentIndex
        self.createdAt = createdAt
        self.usedAt = usedAt
        self.expiresAt = expiresAt
        self.undoneAt = undoneAt
    }
}

package typealias ImportID = ID<ImportSession>

/// A file that was read, to be stored before its films are looked for.
package struct NewImport: Sendable {
    package let uuid: String
    package let userID: UserID
    package let source: ImportSource
    package let fileName: String?
    package let counts: ImportCounts
    /// In the order of the file.
    package let films: [ImportedFilm]
    package let createdAt: Instant
    package let expiresAt: Instant

    package init(
        uuid: String, userID: UserID, source: ImportSource, fileName: String?, counts: ImportCounts,
        films: [ImportedFilm], createdAt: Instant, expiresAt: Instant
    ) {
        self.uuid = uuid
        self.userID = userID
        self.source = source
        self.fileName = fileName
        self.counts = counts
        self.films = films
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}

/// What can stand in the way of a decision about an import.
package enum ImportError: Error, Equatable, Sendable {
    /// Unknown, of somebody else, expired, cancelled or replaced.
    case unknownSession
    case indexOutOfRange
    /// Somebody decided about the film already.
    case alreadyProcessed
    case withoutMatch
    /// The film is still undecided, so that there is nothing to take back.
    case notProcessed
    /// The whole import was taken back already.
    case alreadyUndone
}
