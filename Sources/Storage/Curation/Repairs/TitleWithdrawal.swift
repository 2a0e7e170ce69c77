import Basics
import Domain
import SQL

/// Takes a title that is given up out of everything that is searched, listed, matched or asked about, and puts it back,
/// in a script that holds the titles and the vectors.
struct TitleWithdrawal {
    /// What it was before.
    struct Before: Codable, Equatable {
        /// Whether a provider was to be asked about it.
        let isWanted: Bool
        /// When it was to be asked again; nil where it was not asked yet.
        let nextAttemptAt: Instant?
    }

    private static let never = Instant(milliseconds: .max)

    let connection: any SQLConnection

    func withdraw(_ title: TitleID) throws -> Before {
        let isWanted = try connection.execute("DELETE FROM title_wanted WHERE title_id = \(title)") > 0
        let fetch = try connection.first("SELECT next_attempt_at FROM title_fetch WHERE title_id = \(title)")
        try connection.execute(
            "UPDATE title_fetch SET next_attempt_at = \(Self.never) WHERE title_id = \(title)")
        try connection.execute("UPDATE title SET state = \(TitleState.failed) WHERE id = \(title)")
        return Before(isWanted: isWanted, nextAttemptAt: try fetch?.get(0, as: Instant.self))
    }

    func restore(_ title: TitleID, _ before: Before) throws {
        if before.isWanted { try SQLEnrichmentStore.wantAnew(title, connection) }
        if let moment = before.nextAttemptAt {
            try connection.execute("UPDATE title_fetch SET next_attempt_at = \(moment) WHERE title_id = \(title)")
        }
        try connection.execute("UPDATE title SET state = \(TitleState.known) WHERE id = \(title)")
    }

    /// Has followers of titles read all of these anew, and followers of vectors the first one. Whoever counts what was
    /// watched looks at the version of the titles, too.
    func tell(_ title: TitleID, and others: Set<TitleID>) throws {
        let titles = [title] + others.subtracting([title]).sorted()
        let revision = try connection.raise(.titles, steps: titles.count)
        for (offset, id) in titles.enumerated() {
            try connection.execute("UPDATE title SET revision = \(revision + Int64(offset)) WHERE id = \(id)")
        }
        let vectorRevision = try connection.raise(.vectors)
        try connection.execute(
            """
            UPDATE title_vector_state SET vector_revision = \(vectorRevision)
            WHERE title_id = \(title) AND vector_revision IS NOT NULL
            """)
    }
}
