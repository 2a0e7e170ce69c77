package import Basics
import Domain
package import SQL

/// The kept answers in the table `answered_request`; `SQLConnection.once` writes them.
package struct SQLAnswerStore: AnswerStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func removeAnswers(before moment: Instant) async throws -> Int {
        try await database.write { connection in
            try connection.execute("DELETE FROM answered_request WHERE created_at < \(moment)")
        }
    }
}
