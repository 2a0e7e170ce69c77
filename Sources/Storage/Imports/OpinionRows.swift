import Basics
import Domain
import SQL

/// What stands in a row of `rating`, withdrawn opinions included.
struct OpinionRow: Equatable {
    /// What an import compares.
    struct Said: Equatable {
        let value: Int?
        let source: RatingSource
        let ratedAt: Instant
    }

    let id: RatingID
    let uuid: String
    let said: Said
    let createdAt: Instant
    let updatedAt: Instant

    /// A person's rows of titles, in a script.
    static func rows(
        of titles: some Collection<TitleID>, by user: UserID, _ connection: any SQLConnection
    ) throws -> [TitleID: OpinionRow] {
        var rows: [TitleID: OpinionRow] = [:]
        try connection.forEach(
            """
            SELECT title_id, id, uuid, value, source, rated_at, created_at, updated_at FROM rating
            WHERE user_id = \(user) AND title_id IN \(list: titles)
            """
        ) { row in
            rows[try row.get(0)] = OpinionRow(
                id: try row.get(1), uuid: try row.text(2),
                said: Said(value: try row.optionalInt(3), source: try row.get(4), ratedAt: try row.get(5)),
                createdAt: try row.get(6), updatedAt: try row.get(7))
        }
        return rows
    }

    /// Nil for a withdrawn one.
    func rating(of title: TitleID, by user: UserID) -> Rating? {
        guard let value = said.value else { return nil }
        return Rating(
            ids: (id, uuid, user, title), value: value, source: said.source,
            moments: (said.ratedAt, createdAt, updatedAt))
    }
}
