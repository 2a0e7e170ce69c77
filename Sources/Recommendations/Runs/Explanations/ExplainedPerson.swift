import Domain

/// For whom picks are explained.
struct ExplainedPerson: Sendable {
    let user: UserID
    let person: TastePerson

    /// The most frequent genres of what was watched or liked, the most frequent first, at most `count`.
    func topGenres(_ items: ItemsOfKind, count: Int) -> [String] {
        var counts: [String: Int] = [:]
        for entry in person.history where !entry.isDisliked {
            for genre in items.genres(of: entry.title) { counts[genre, default: 0] += 1 }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count).map(\.key)
    }

    /// What the person likes best, at most `count`: favourites, then the best rated, then what was watched most.
    func favourites(count: Int) -> [TitleID] {
        person.history.filter { !$0.isDisliked }.sorted { left, right in
            if left.isFavourite != right.isFavourite { return left.isFavourite }
            let ratings = (left.rating ?? 0, right.rating ?? 0)
            if ratings.0 != ratings.1 { return ratings.0 > ratings.1 }
            return left.plays == right.plays ? left.title < right.title : left.plays > right.plays
        }.prefix(count).map(\.title)
    }
}
