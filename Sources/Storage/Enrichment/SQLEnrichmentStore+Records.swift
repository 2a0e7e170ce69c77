package import Domain
import SQL

/// Which titles have metadata.
extension SQLEnrichmentStore {
    package func recordStates(of ids: [IMDbID]) async throws -> [IMDbID: RecordState] {
        try await database.read { connection in
            var states: [IMDbID: RecordState] = [:]
            try connection.forEach(
                """
                SELECT t.imdb_id, CASE WHEN \(sql: MergedTitles.keptID) IS NULL THEN t.state ELSE 'known' END,
                    CASE WHEN f.title_id IS NULL THEN 0 ELSE 1 END
                FROM title t LEFT JOIN title_fetch f ON f.title_id = t.id
                WHERE t.imdb_id IN \(list: ids)
                """
            ) { row in
                states[try row.get(0)] = RecordState(try row.get(1), wasAsked: try row.bool(2))
            }
            return states
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
