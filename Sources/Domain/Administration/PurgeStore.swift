import Basics

/// How much there is in the database, in what people would count.
package struct DatabaseCounts: Hashable, Sendable {
    /// Films of which more is known than an id.
    package var movies = 0
    package var series = 0
    package var episodes = 0
    /// Titles with vectors, once for each model.
    package var embeddings = 0
    /// Films and episodes that were watched, once for each profile.
    package var watchHistory = 0
    /// Titles that were selected for people, once for each run that is kept.
    package var recommendations = 0
    /// People who set something for themselves, or of whose taste something is said.
    package var userPreferences = 0

    package init() {}
}

/// What a purge of the films took away, counted as in `DatabaseCounts`.
package struct PurgedFilms: Hashable, Sendable {
    package var movies = 0
    package var embeddings = 0
    package var watchHistory = 0
    package var recommendations = 0
    /// People of whose taste in films something was said.
    package var userPreferences = 0
    /// Those of the films that had a file in one of this server's own folders.
    package var withFiles = 0

    package init() {}
}

/// That all films are to go, by whose wish, and what has to be at rest meanwhile.
package struct FilmPurge: Sendable {
    /// None of these may wait or run.
    package let idleJobs: [String]
    /// Finds out anew about films that people own; nil where nothing does.
    package let enrichment: NewJob?
    /// What the log keeps; the store adds what came of it.
    package let audit: AuditEntry

    package init(idleJobs: [String], enrichment: NewJob?, audit: AuditEntry) {
        self.idleJobs = idleJobs
        self.enrichment = enrichment
        self.audit = audit
    }
}

/// Why the database cannot be put in order at the moment.
package enum MaintenanceError: Error, Sendable, Equatable {
    /// The job of this name waits or runs.
    case jobIsOpen(String)
}

/// The maintenance of the database as a whole. Each method is one transaction with a fixed number of statements.
package protocol PurgeStore: Sendable {
    func counts() async throws -> DatabaseCounts
    /// Removes all known films with their vectors, viewings, places and lists, what was recommended of them, and what
    /// is said of tastes in films.
    ///
    /// Opinions stay, held by the ids of their films, and are given back when one with such an id comes. What people
    /// own stays; of films known by an id alone nothing else is stored. Series, episodes and everything about them
    /// stay. Folders that held films are looked through again by the next scan. Followers of titles and vectors hear
    /// of every film.
    ///
    /// Throws `MaintenanceError.jobIsOpen`, decided in the same transaction: no such job begins meanwhile.
    func removeFilms(_ purge: FilmPurge) async throws -> PurgedFilms
}
