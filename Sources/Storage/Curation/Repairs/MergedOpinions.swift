import Basics
import Domain
import SQL

/// Lets what people said of titles count for others, and takes that back. Of two opinions of one person the last one
/// counts; the other stays where it is.
struct MergedOpinions {
    struct Said: Codable, Equatable {
        let value: Int?
        let source: RatingSource
        let ratedAt: Instant
    }

    /// One opinion that counts for another title.
    struct Move: Codable, Equatable {
        let rating: RatingID
        let from: TitleID
        let to: TitleID
        let said: Said
        /// The person's own opinion of the other title, which says the same since; nil where the row itself went over.
        let replaced: RatingID?
        /// What that one said before.
        let before: Said?
    }

    private struct Row {
        let id: RatingID
        let user: UserID
        let title: TitleID
        let said: Said
    }

    let connection: any SQLConnection

    func move(_ pairs: [MergedFiles.Pair], at moment: Instant) throws -> [Move] {
        let rows = Dictionary(
            grouping: try rows("title_id IN \(list: pairs.flatMap { [$0.from, $0.to] })"), by: \.title)
        var moves: [Move] = []
        for pair in pairs {
            let present = Dictionary((rows[pair.to] ?? []).map { ($0.user, $0) }) { first, _ in first }
            for row in rows[pair.from] ?? [] {
                let other = present[row.user]
                if let other, other.said.ratedAt >= row.said.ratedAt { continue }
                moves.append(
                    Move(
                        rating: row.id, from: pair.from, to: pair.to, said: row.said, replaced: other?.id,
                        before: other?.said))
            }
        }
        try put(moves.filter { $0.replaced == nil }.map { ($0.rating, $0.to) }, at: moment)
        for move in moves {
            if let replaced = move.replaced { try say(move.said, replaced, at: moment) }
        }
        return moves
    }

    /// Returns what does not go back, for people.
    func moveBack(_ moves: [Move], at moment: Instant) throws -> [String] {
        guard !moves.isEmpty else { return [] }
        let now = Dictionary(
            try rows("id IN \(list: moves.map { $0.replaced ?? $0.rating })").map { ($0.id, $0) }
        ) { first, _ in first }
        let homes = Set(
            try rows("title_id IN \(list: Set(moves.map(\.from)))").map { [$0.user.rawValue, $0.title.rawValue] })
        var (back, edited) = ([(RatingID, TitleID)](), 0)
        for move in moves {
            guard let row = now[move.replaced ?? move.rating], row.title == move.to, row.said == move.said else {
                edited += 1
                continue
            }
            if let replaced = move.replaced, let before = move.before {
                try say(before, replaced, at: moment)
            } else if homes.contains([row.user.rawValue, move.from.rawValue]) {
                edited += 1
            } else {
                back.append((move.rating, move.from))
            }
        }
        try put(back, at: moment)
        return edited == 0 ? [] : ["\(edited) of the ratings were changed since and stay."]
    }

    private func rows(_ condition: SQL) throws -> [Row] {
        try connection.query(
            "SELECT id, user_id, title_id, value, source, rated_at FROM rating WHERE \(sql: condition) ORDER BY id"
        ).compactMap { row in
            guard let title = try row.get(2, as: TitleID?.self) else { return nil }
            return Row(
                id: try row.get(0), user: try row.get(1), title: title,
                said: Said(value: try row.optionalInt(3), source: try row.get(4), ratedAt: try row.get(5)))
        }
    }

    private func put(_ rows: [(RatingID, TitleID)], at moment: Instant) throws {
        guard !rows.isEmpty else { return }
        let given = rows.map { [Int($0.0.rawValue), Int($0.1.rawValue)] }
        try connection.execute(
            """
            UPDATE rating SET title_id = given.target, updated_at = \(moment)
            FROM (
                SELECT \(sql: .integer(at: 0)) AS rating, \(sql: .integer(at: 1)) AS target
                FROM \(sql: .elements(ofJSON: JSONText.encodeRows(given)))
            ) AS given
            WHERE rating.id = given.rating
            """)
    }

    private func say(_ said: Said, _ rating: RatingID, at moment: Instant) throws {
        try connection.execute(
            """
            UPDATE rating SET value = \(SQLBinding(said.value)), source = \(said.source), rated_at = \(said.ratedAt),
                updated_at = \(moment)
            WHERE id = \(rating)
            """)
    }
}
