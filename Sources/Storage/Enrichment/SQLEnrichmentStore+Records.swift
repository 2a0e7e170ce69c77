package import Domain
import SQL

/// How many titles have metadata.
extension SQLEnrichmentStore {
    package func recordStates(of ids: [IMDbID]) async throws -> [IMDbID: RecordState] {
        try await database.read { connection in
            var states: [IMDbID: RecordState] = [:]
            try connection.forEach(
                """
                SELECT t.imdb_id, t.state, CASE WHEN f.title_id IS NULL THEN 0 ELSE 1 END FROM title t
                LEFT JOIN title_fetch f ON f.title_id = t.id
                WHERE t.imdb_id IN \(list: ids)
                """
            ) { row in
                states[try row.get(0)] = RecordState(try row.get(1), wasAsked: try row.bool(2))
            }
            return states
        }
    }

    package func recordStatistics() async throws -> RecordStatistics {
        try await database.read { connection in
            var statistics = RecordStatistics()
            try connection.forEach(
                """
                SELECT state, COUNT(*), COUNT(overview), COUNT(release_date) FROM title
                WHERE kind = 'movie' GROUP BY state
                """
            ) { row in
                try statistics.add(row)
            }
            let asked = try connection.int(
                """
                SELECT COUNT(*) FROM title t JOIN title_fetch f ON f.title_id = t.id
                WHERE t.state = 'pending' AND t.kind = 'movie'
                """)
            statistics.missing -= asked
            statistics.failed += asked
            return statistics
        }
    }
}

extension RecordState {
    fileprivate init(_ state: TitleState, wasAsked: Bool) {
        self =
            switch state {
            case .known: .available
            case .failed: .failed
            case .pending: wasAsked ? .failed : .missing
            }
    }
}

extension RecordStatistics {
    /// A row of state, number of films, and how many of them have an overview and a release date.
    fileprivate mutating func add(_ row: SQLRow) throws {
        switch try row.get(0, as: TitleState.self) {
        case .known:
            available = try row.int(1)
            complete = try row.int(2)
            dated = try row.int(3)
        case .failed: failed = try row.int(1)
        case .pending: missing = try row.int(1)
        }
    }
}
