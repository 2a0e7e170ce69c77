import Basics
import Domain
import SQL

/// The table `trakt_wish`, as the transactions of ratings write it.
enum TraktWishRows {
    /// An opinion that was taken in.
    struct Said {
        let opinion: Opinion
        let outcome: OpinionOutcome
        let kind: TitleKind
    }

    /// What of opinions is to be told to Trakt, in the script that stored them: nothing without a link, and nothing
    /// that came from there, which stands above what waits.
    static func follow(_ said: [Said], of user: UserID, at moment: Instant, _ connection: any SQLConnection) throws {
        var wishes: [TitleID: Said] = [:]
        for said in said where said.counts { wishes[said.opinion.titleID] = said }
        guard !wishes.isEmpty, try isLinked(user, connection) else { return }
        let told = wishes.values.filter { $0.opinion.source != .trakt }.sorted {
            $0.opinion.titleID < $1.opinion.titleID
        }
        let heard = wishes.values.filter { $0.opinion.source == .trakt }.map(\.opinion.titleID).sorted()
        try put(told.map(\.wish), of: user, at: moment, keepingEqual: false, connection)
        try drop(heard, of: user, connection)
    }

    /// What a title's row is to say.
    struct Wish {
        let titleID: TitleID
        let kind: TitleKind
        let value: Int?
        let ratedAt: Instant
    }

    /// Writes wishes over older ones. Equal ones can be kept with the attempts that were made.
    static func put(
        _ wishes: [Wish], of user: UserID, at moment: Instant, keepingEqual: Bool, _ connection: any SQLConnection
    ) throws {
        let rows = wishes.map { wish in
            [
                SQLBinding(user), SQLBinding(wish.titleID), SQLBinding(wish.kind), SQLBinding(wish.value),
                SQLBinding(wish.ratedAt), SQLBinding(moment), SQLBinding(1), SQLBinding(0), SQLBinding(moment),
                SQLBinding(false),
            ]
        }
        let condition: SQL =
            keepingEqual
            ? """
             WHERE trakt_wish.value IS DISTINCT FROM excluded.value OR trakt_wish.rated_at <> excluded.rated_at
            """ : ""
        try connection.insert(rows) {
            """
            INSERT INTO trakt_wish (user_id, title_id, kind, value, rated_at, wished_at, number, attempts, due_at,
                is_alone) VALUES \(rows: $0)
            ON CONFLICT (user_id, title_id) DO UPDATE SET value = excluded.value, rated_at = excluded.rated_at,
                wished_at = excluded.wished_at, number = trakt_wish.number + 1, attempts = 0,
                due_at = excluded.due_at, is_alone = 0\(sql: condition)
            """
        }
    }

    /// Tells nothing of titles any more.
    static func drop(_ titles: [TitleID], of user: UserID, _ connection: any SQLConnection) throws {
        guard !titles.isEmpty else { return }
        try connection.execute(
            "DELETE FROM trakt_wish WHERE user_id = \(user) AND title_id IN \(list: titles)")
    }

    static func isLinked(_ user: UserID, _ connection: any SQLConnection) throws -> Bool {
        try connection.first("SELECT 1 FROM trakt_link WHERE user_id = \(user)") != nil
    }
}

extension TraktWishRows.Said {
    /// Who says again here what is known wants Trakt to know it, too.
    fileprivate var counts: Bool {
        guard TraktKind(kind) != nil else { return false }
        return switch outcome {
        case .added, .changed: true
        case .unchanged: opinion.isSaidHere && opinion.value != nil
        case .outdated, .unknownTitle: false
        }
    }

    fileprivate var wish: TraktWishRows.Wish {
        TraktWishRows.Wish(
            titleID: opinion.titleID, kind: kind, value: opinion.value, ratedAt: opinion.ratedAt)
    }
}
