import Basics
import Domain
import SQL

/// What of ratings that count for other titles is to be told to Trakt.
struct MergedWishes {
    struct Wish {
        let user: UserID
        let titleID: TitleID
        let kind: TitleKind
        /// Nil where the rating is to be removed.
        let value: Int?
        let ratedAt: Instant
    }

    private struct Key: Hashable {
        let user: UserID
        let title: TitleID
    }

    private let connection: any SQLConnection
    private let linked: Set<UserID>
    private let withdrawn: Set<Key>

    /// Nothing that waits is told of the titles any more.
    init(connection: any SQLConnection, withdrawing titles: [TitleID], of users: Set<UserID>) throws {
        self.connection = connection
        linked = Set(
            try connection.query("SELECT user_id FROM trakt_link WHERE user_id IN \(list: users)")
                .map { try $0.get(0, as: UserID.self) })
        let rows = try connection.query(
            "DELETE FROM trakt_wish WHERE title_id IN \(list: titles) RETURNING user_id, title_id")
        withdrawn = Set(try rows.map { Key(user: try $0.get(0), title: try $0.get(1)) })
    }

    func isLinked(_ user: UserID) -> Bool { linked.contains(user) }

    /// Whether something of a title waited to be told.
    func waited(_ user: UserID, _ title: TitleID) -> Bool { withdrawn.contains(Key(user: user, title: title)) }

    /// Of several wishes about a title the last one counts. Of titles without ids there is nothing to tell.
    func put(_ wishes: [Wish], at moment: Instant) throws {
        let wishes = Dictionary(
            wishes.filter { TraktKind($0.kind) != nil && linked.contains($0.user) }
                .map { (Key(user: $0.user, title: $0.titleID), $0) }
        ) { _, last in last }.values.sorted { $0.titleID < $1.titleID }
        guard !wishes.isEmpty else { return }
        let told = Set(
            try connection.query(
                """
                SELECT t.id FROM title t WHERE t.id IN \(list: Set(wishes.map(\.titleID)))
                    AND (t.imdb_id IS NOT NULL OR t.tmdb_id IS NOT NULL
                        OR EXISTS (SELECT 1 FROM series_fact f WHERE f.title_id = t.id AND f.tvdb_id IS NOT NULL))
                """
            ).map { try $0.get(0, as: TitleID.self) })
        let byUser = Dictionary(grouping: wishes.filter { told.contains($0.titleID) }, by: \.user)
        for (user, wishes) in byUser.sorted(by: { $0.key < $1.key }) {
            let rows = wishes.map { wish in
                TraktWishRows.Wish(titleID: wish.titleID, kind: wish.kind, value: wish.value, ratedAt: wish.ratedAt)
            }
            try TraktWishRows.put(rows, of: user, at: moment, keepingEqual: false, connection)
        }
    }
}
