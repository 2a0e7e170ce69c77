import Basics
import Domain
import SQL

/// Lets what people said of titles count for others, and takes that back. Of two opinions of one person the last one
/// counts; the other is nobody's in the meantime.
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
        /// Whether Trakt is told.
        let isTold: Bool
    }

    /// An opinion beside which the person has one of the other title.
    struct Silent: Codable, Equatable {
        let rating: RatingID
        let from: TitleID
        let imdbID: IMDbID?
        let tmdbID: Int?
        /// Whether Trakt was to be told, and is not.
        let wasTold: Bool
    }

    struct Moves: Codable, Equatable {
        var moved: [Move] = []
        var silent: [Silent] = []
    }

    private struct Row {
        let id: RatingID
        let user: UserID
        let title: TitleID?
        let kind: TitleKind
        let said: Said
        let imdbID: IMDbID?
        let tmdbID: Int?

        func wish(about title: TitleID, _ said: Said?) -> MergedWishes.Wish {
            MergedWishes.Wish(
                user: user, titleID: title, kind: kind, value: said?.value, ratedAt: said?.ratedAt ?? self.said.ratedAt)
        }
    }

    let connection: any SQLConnection

    func move(_ pairs: [MergedFiles.Pair], at moment: Instant) throws -> Moves {
        let rows = Dictionary(
            grouping: try rows("title_id IN \(list: pairs.flatMap { [$0.from, $0.to] })"), by: \.title)
        let wishes = try MergedWishes(
            connection: connection, withdrawing: pairs.map(\.from), of: Set(rows.values.joined().map(\.user)))
        var (moves, told) = (Moves(), [MergedWishes.Wish]())
        for pair in pairs {
            let present = Dictionary((rows[pair.to] ?? []).map { ($0.user, $0) }) { first, _ in first }
            for row in rows[pair.from] ?? [] {
                let (other, waited) = (present[row.user], wishes.waited(row.user, pair.from))
                if other != nil {
                    moves.silent.append(
                        Silent(
                            rating: row.id, from: pair.from, imdbID: row.imdbID, tmdbID: row.tmdbID, wasTold: waited))
                }
                if let other, other.said.ratedAt >= row.said.ratedAt { continue }
                let isTold = wishes.isLinked(row.user) && (waited || other != nil)
                if isTold { told.append(row.wish(about: pair.to, row.said)) }
                moves.moved.append(
                    Move(
                        rating: row.id, from: pair.from, to: pair.to, said: row.said, replaced: other?.id,
                        before: other?.said, isTold: isTold))
            }
        }
        try put(moves.moved.filter { $0.replaced == nil }.map { ($0.rating, $0.to) }, at: moment)
        for move in moves.moved {
            if let replaced = move.replaced { try say(move.said, replaced, at: moment) }
        }
        try silence(moves.silent)
        try wishes.put(told, at: moment)
        return moves
    }

    /// Returns what does not go back, for people.
    func moveBack(_ moves: Moves, at moment: Instant) throws -> [String] {
        let concerned = moves.moved.map { $0.replaced ?? $0.rating } + moves.silent.map(\.rating)
        guard !concerned.isEmpty else { return [] }
        let now = Dictionary(try rows("id IN \(list: concerned)").map { ($0.id, $0) }) { first, _ in first }
        let homes = Set(moves.moved.map(\.from) + moves.silent.map(\.from))
        let taken = Set(try rows("title_id IN \(list: homes)").map { [$0.user.rawValue, $0.title?.rawValue ?? 0] })
        let present = try connection.hold(titles: homes)
        let isFree = { (row: Row, home: TitleID) in
            present.contains(home) && !taken.contains([row.user.rawValue, home.rawValue])
        }
        var (back, edited, told) = ([(RatingID, TitleID)](), 0, [MergedWishes.Wish]())
        for move in moves.moved {
            guard let row = now[move.replaced ?? move.rating], row.title == move.to, row.said == move.said,
                move.replaced != nil || isFree(row, move.from)
            else {
                edited += 1
                continue
            }
            if let replaced = move.replaced, let before = move.before {
                try say(before, replaced, at: moment)
            } else {
                back.append((move.rating, move.from))
            }
            if move.isTold { told += [row.wish(about: move.from, move.said), row.wish(about: move.to, move.before)] }
        }
        try put(back, at: moment)
        for silent in moves.silent {
            guard let row = now[silent.rating], row.title == nil, isFree(row, silent.from) else { continue }
            try giveBack(silent)
            if silent.wasTold { told.append(row.wish(about: silent.from, row.said)) }
        }
        try MergedWishes(connection: connection, withdrawing: [], of: Set(now.values.map(\.user))).put(told, at: moment)
        return edited == 0 ? [] : ["\(edited) of the ratings were changed since and stay."]
    }

    private func rows(_ condition: SQL) throws -> [Row] {
        try connection.query(
            """
            SELECT id, user_id, title_id, kind, value, source, rated_at, imdb_id, tmdb_id FROM rating
            WHERE \(sql: condition) ORDER BY id
            """
        ).map { row in
            Row(
                id: try row.get(0), user: try row.get(1), title: try row.get(2, as: TitleID?.self),
                kind: try row.get(3),
                said: Said(value: try row.optionalInt(4), source: try row.get(5), ratedAt: try row.get(6)),
                imdbID: try row.get(7, as: IMDbID?.self), tmdbID: try row.optionalInt(8))
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

    /// Without title and ids no list has them, and they come back to no title by themselves.
    private func silence(_ opinions: [Silent]) throws {
        guard !opinions.isEmpty else { return }
        try connection.execute(
            """
            UPDATE rating SET title_id = NULL, imdb_id = NULL, tmdb_id = NULL
            WHERE id IN \(list: opinions.map(\.rating))
            """)
    }

    private func giveBack(_ opinion: Silent) throws {
        try connection.execute(
            """
            UPDATE rating SET title_id = \(opinion.from), imdb_id = \(SQLBinding(opinion.imdbID)),
                tmdb_id = \(SQLBinding(opinion.tmdbID))
            WHERE id = \(opinion.rating)
            """)
    }
}
