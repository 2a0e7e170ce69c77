import Basics
package import Domain
package import SQL

/// Sums over libraries, read from the tables of titles, fetches, vectors and sets.
package struct SQLLibraryStatistics: LibraryStatisticsStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func libraryStatistics(
        _ question: LibraryQuestion, known: KnownSetup?
    ) async throws -> LibraryNumbers {
        try await database.read { connection in
            let version = try Self.version(question, connection)
            let isKnown = known?.version == version
            let setup = isKnown ? known?.setup : nil
            return LibraryNumbers(
                known: KnownSetup(version: version, setup: try setup ?? Self.setup(question, connection)),
                uploads: try Self.uploads(of: question.user, connection),
                recentUploads: try UploadColumns.recent(
                    of: question.user, at: question.moment, limit: question.uploadsMax, connection))
        }
    }

    package func systemStatistics(model: String?) async throws -> SystemStatistics {
        try await database.read { connection in
            var sums = SystemStatistics()
            let films = try connection.first(
                """
                SELECT \(sql: Self.sum("t.state = 'known'")),
                    \(sql: Self.sum("t.state = 'failed' OR (t.state = 'pending' AND f.outcome = 'error')")), COUNT(*),
                    \(sql: Self.sum("t.state = 'known' AND t.overview IS NOT NULL")),
                    \(sql: Self.sum("t.state = 'known' AND t.release_date IS NOT NULL")),
                    \(sql: Self.sum("t.state = 'known' AND v.vector_revision IS NOT NULL")),
                    \(sql: Self.sum("t.state = 'known' AND v.vector_revision IS NOT NULL AND t.overview IS NOT NULL"))
                FROM title t \(sql: Self.joins(model))
                WHERE t.kind = 'movie' AND (t.state <> 'failed' OR \(sql: MergedTitles.keptID) IS NULL)
                """)
            if let films {
                (sums.known, sums.failed) = (try films.int(0), try films.int(1))
                sums.waiting = try films.int(2) - sums.known - sums.failed
                (sums.complete, sums.withReleaseDate) = (try films.int(3), try films.int(4))
                (sums.indexed, sums.searchable) = (try films.int(5), try films.int(6))
            }
            let sets = try connection.first(
                "SELECT COUNT(*), COALESCE(SUM(size), 0), COALESCE(MAX(size), 0) FROM owned_set WHERE size > 0")
            if let sets {
                (sums.owners, sums.ownedFilms, sums.largestSet) = (try sets.int(0), try sets.int(1), try sets.int(2))
            }
            return sums
        }
    }

    /// The set, and everything that is told of its films, by the versions of their tables.
    private static func version(_ question: LibraryQuestion, _ connection: any SQLConnection) throws -> String {
        let etag = try connection.first("SELECT etag FROM owned_set WHERE user_id = \(question.user)")?.text(0) ?? ""
        let areas = [try connection.version(of: .titles), try connection.version(of: .vectors)]
        return ([etag, question.model ?? ""] + areas.map(String.init)).joined(separator: " ")
    }

    /// How far a film is, as the raw value of `FilmSetup`.
    private static let state: SQL = """
        CASE WHEN t.state = 'known' THEN CASE WHEN v.vector_revision IS NULL THEN 2 ELSE 3 END
            WHEN t.state = 'failed' OR f.outcome = 'error' THEN 1 ELSE 0 END
        """

    private static func joins(_ model: String?) -> SQL {
        """
        LEFT JOIN title_fetch f ON f.title_id = t.id
        LEFT JOIN title_vector_state v ON v.title_id = t.id AND v.model = \(model ?? "")
        """
    }

    private static func sum(_ condition: SQL) -> SQL {
        "COALESCE(SUM(CASE WHEN \(sql: condition) THEN 1 ELSE 0 END), 0)"
    }

    private static func setup(
        _ question: LibraryQuestion, _ connection: any SQLConnection
    ) throws -> SetupStatistics {
        let films: SQL = """
            SELECT o.imdb_id, o.position, o.added_at, \(sql: state) AS setup
            FROM (\(sql: meant(by: question.user))) AS o LEFT JOIN title t ON t.id = o.title_id
            \(sql: joins(question.model))
            """
        var counts: [FilmSetup: Int] = [:]
        var samples: [FilmSetup: [IMDbID]] = [:]
        var moments: [Instant] = []
        try connection.forEach(
            """
            SELECT setup, imdb_id, place, count, first, last FROM (
                SELECT setup, imdb_id, ROW_NUMBER() OVER (PARTITION BY setup ORDER BY position) AS place,
                    COUNT(*) OVER (PARTITION BY setup) AS count,
                    MIN(added_at) OVER (PARTITION BY setup) AS first, MAX(added_at) OVER (PARTITION BY setup) AS last
                FROM (\(sql: films)) AS films) AS placed
            WHERE place <= \(max(1, question.samplesMax)) ORDER BY setup, place
            """
        ) { row in
            guard let setup = FilmSetup(rawValue: try row.int(0)) else { return }
            counts[setup] = try row.int(3)
            if try row.int(2) <= question.samplesMax { samples[setup, default: []].append(try row.get(1)) }
            moments += [try row.get(4), try row.get(5)]
        }
        return SetupStatistics(
            counts: counts, samples: samples, added: moments.min().map { $0...(moments.max() ?? $0) })
    }

    /// What somebody owns, with the titles that they mean.
    private static func meant(by user: UserID) -> SQL {
        """
        SELECT o.imdb_id, o.position, o.added_at, \(sql: MergedTitles.meantID) AS title_id
        FROM owned_title o LEFT JOIN title t ON t.imdb_id = o.imdb_id WHERE o.user_id = \(user)
        """
    }

    private static func uploads(of user: UserID, _ connection: any SQLConnection) throws -> UploadCounts {
        let row = try connection.first("SELECT started, committed, failed FROM upload_count WHERE user_id = \(user)")
        guard let row else { return UploadCounts(started: 0, committed: 0, failed: 0) }
        return UploadCounts(started: try row.int(0), committed: try row.int(1), failed: try row.int(2))
    }
}
