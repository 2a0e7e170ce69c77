package import Domain
package import SQL

/// Counts over the whole database, and films removed by sets: the number of statements does not depend on how many
/// films there are.
package struct SQLPurgeStore: PurgeStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func counts() async throws -> DatabaseCounts {
        try await database.read { connection in
            var counts = DatabaseCounts()
            counts.movies = try connection.int("SELECT COUNT(*) FROM title t WHERE \(sql: Self.isFilm)")
            counts.series = try connection.int(
                "SELECT COUNT(*) FROM title WHERE kind = 'series' AND state = 'known'")
            counts.episodes = try connection.int("SELECT COUNT(*) FROM episode")
            counts.embeddings = try connection.int(Self.vectors)
            counts.watchHistory = try connection.int(Self.viewings)
            counts.recommendations = try SQLRecommendationStore.selectedCount(nil, connection)
            counts.userPreferences = try connection.int(Self.people)
            return counts
        }
    }

    package func removeFilms(_ purge: FilmPurge) async throws -> PurgedFilms {
        try await database.write { connection in
            try connection.lock(.titles)
            try connection.lock(.jobs)
            if let name = try Self.openJob(among: purge.idleJobs, connection) {
                throw MaintenanceError.jobIsOpen(name)
            }
            var purged = try Self.count(connection)
            try Self.removePicks(&purged, connection)
            if purged.movies > 0 {
                try Self.tell(connection)
                try SQLRatingStore.holdByIDs(Self.isFilm, connection)
                try Self.readAgain(connection)
                try Self.remove(connection)
                try Self.askAgain(purge.enrichment, connection)
            }
            try SQLAuditStore.record(purge.audit.saying("\(purged.movies) films"), connection)
            return purged
        }
    }

    /// A film `t` of which more is known than an id: the partial index of lists has them.
    private static let isFilm: SQL = "t.kind = 'movie' AND t.state = 'known'"
    private static let films: SQL = "(SELECT t.id FROM title t WHERE \(sql: isFilm))"
    /// The films and what was given up for them: a follower that was away since then knows those still.
    private static let gone: SQL = """
        (SELECT t.id AS id FROM title t WHERE \(sql: isFilm)
            UNION ALL SELECT m.title_id FROM title_merge m WHERE m.kept_id IN \(sql: films))
        """
    private static let vectors: SQL = """
        SELECT COUNT(*) FROM title_vector_state v WHERE EXISTS (
            SELECT 1 FROM embedding e WHERE e.title_id = v.title_id AND e.model = v.model)
        """
    private static let viewings: SQL =
        "SELECT COUNT(*) FROM (SELECT DISTINCT profile_id, title_id FROM watch_event) AS w"

    /// Who set something for themselves, or of whose taste something is said.
    private static let people: SQL = """
        SELECT COUNT(*) FROM (SELECT user_id FROM personal_setting UNION SELECT user_id FROM taste_omission
            UNION SELECT user_id FROM taste_synopsis) AS p
        """

    private static func openJob(among names: [String], _ connection: any SQLConnection) throws -> String? {
        // The sign keeps SQLite from the index by name, in which all jobs that ever ran are.
        let name: SQL = "\(sqlite: "+name", postgres: "name")"
        return try connection.first(
            "SELECT name FROM job WHERE state IN ('waiting', 'running') AND \(sql: name) IN \(values: names) LIMIT 1"
        ).map { try $0.text(0) }
    }

    private static func count(_ connection: any SQLConnection) throws -> PurgedFilms {
        var purged = PurgedFilms()
        purged.movies = try connection.int("SELECT COUNT(*) FROM title t WHERE \(sql: isFilm)")
        purged.embeddings = try connection.int("\(sql: vectors) AND v.title_id IN \(sql: films)")
        purged.watchHistory = try connection.int("\(sql: viewings) WHERE w.title_id IN \(sql: films)")
        purged.withFiles = try connection.int(
            "SELECT COUNT(DISTINCT f.title_id) FROM title_file f WHERE f.title_id IN \(sql: films)")
        return purged
    }

    /// What was recommended and said of tastes goes, whether its films are still there or not.
    private static func removePicks(_ purged: inout PurgedFilms, _ connection: any SQLConnection) throws {
        purged.recommendations = try SQLRecommendationStore.selectedCount(.movie, connection)
        _ = try SQLRecommendationStore.clear(.movie, connection)
        purged.userPreferences = try SQLTasteStore.forget(.movie, connection)
    }

    /// Each title gets revisions of its own, so that followers can read the removals page by page.
    private static func tell(_ connection: any SQLConnection) throws {
        let count = try connection.int("SELECT COUNT(*) FROM \(sql: gone) AS g")
        let revision = try connection.raise(.titles, steps: count)
        let vectorRevision = try connection.raise(.vectors, steps: count)
        try connection.execute(
            """
            INSERT INTO title_removed (title_id, revision, vector_revision)
            SELECT n.id, \(revision) + n.place, \(vectorRevision) + n.place FROM (
                SELECT g.id, ROW_NUMBER() OVER (ORDER BY g.id) - 1 AS place FROM \(sql: gone) AS g) AS n
            """)
    }

    /// A folder that looks as it did at the last scan would not be read again, nor would plays that a media server told
    /// before its films are back.
    private static func readAgain(_ connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE media_folder SET digest = NULL WHERE id IN (
                SELECT m.folder_id FROM title_file f JOIN media_file m ON m.id = f.file_id
                WHERE f.title_id IN \(sql: films))
            """)
        try connection.execute("UPDATE server_library SET completed_at = NULL WHERE kind = 'movie'")
        try SQLServerPlayStore.forgetMarks(.movie, connection)
    }

    /// What there is most of goes table by table: the cascade, which does the rest, looks for each film on its own.
    private static func remove(_ connection: any SQLConnection) throws {
        for table in ["embedding", "title_vector_state", "facet_text", "title_term", "title_person", "title_studio"] {
            try connection.execute("DELETE FROM \(sql: SQL(trusted: table)) WHERE title_id IN \(sql: films)")
        }
        try connection.execute("DELETE FROM title WHERE id IN \(sql: gone)")
        // A media server that still knows the films tells all their plays again.
        try SQLServerPlayStore.forgetMarks(.movie, connection)
    }

    /// Films in people's sets are words of theirs: the catalogue finds out about them again.
    private static func askAgain(_ enrichment: NewJob?, _ connection: any SQLConnection) throws {
        guard let enrichment else { return }
        let unknown = try connection.first(
            """
            SELECT 1 FROM owned_title o WHERE NOT EXISTS (SELECT 1 FROM title t WHERE t.imdb_id = o.imdb_id) LIMIT 1
            """)
        if unknown != nil { _ = try connection.enqueue(enrichment) }
    }
}

extension AuditEntry {
    fileprivate func saying(_ detail: String) -> AuditEntry {
        AuditEntry(at: at, action: action, userID: userID, address: address, detail: detail)
    }
}
