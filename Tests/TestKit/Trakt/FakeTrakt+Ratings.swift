import Foundation

extension FakeTrakt {
    func list(_ type: String, of user: String, _ request: Seen) -> Reply {
        let rated = (ratings[user] ?? []).compactMap { rating -> [String: Any]? in
            guard let title = titles.first(where: { $0.trakt == rating.trakt && $0.type == type }) else { return nil }
            return ["rated_at": rating.ratedAt, "rating": rating.value, "type": type, type: title.wire]
        }
        let asked = request.query["limit"].flatMap { Int($0) } ?? 10
        let limit: Int
        var page = request.query["page"].flatMap { Int($0) } ?? 1
        switch paging {
        case .none: return .trakt(200, rated)
        case .atMost(let most): limit = max(1, min(most, asked))
        case .stuck(let most): (limit, page) = (max(1, min(most, asked)), 1)
        }
        let headers = [
            ("x-pagination-page", String(page)), ("x-pagination-limit", String(limit)),
            ("x-pagination-page-count", String(max(1, (rated.count + limit - 1) / limit))),
            ("x-pagination-item-count", String(announcedItems ?? rated.count)),
        ]
        return .trakt(200, Array(rated.dropFirst((page - 1) * limit).prefix(limit)), headers)
    }

    func rate(_ request: Seen, _ user: String) -> Reply {
        guard let entries = entries(request) else { return Reply(400, "") }
        for entry in entries {
            guard let value = entry.members["rating"] as? Int, (1...10).contains(value) else { return Reply(422, "") }
        }
        let isFull = (ratings[user] ?? []).count >= ratingsMax
        guard !isFull else { return .trakt(420, ["error": "account limit"]) }
        return change(entries, "added", 201) { title, members in
            let moment = members["rated_at"] as? String ?? ratedAtText
            forget(title, user)
            ratings[user, default: []].append(Rating(title.trakt, members["rating"] as? Int ?? 0, Self.whole(moment)))
            return true
        }
    }

    func unrate(_ request: Seen, _ user: String) -> Reply {
        guard let entries = entries(request) else { return Reply(400, "") }
        return change(entries, "deleted", 200) { title, _ in forget(title, user) }
    }

    private typealias Entry = (type: String, members: [String: Any])

    /// Nil unless every entry has ids that are numbers and texts, and nothing else is sent.
    private func entries(_ request: Seen) -> [Entry]? {
        guard let body = request.json, Set(body.keys).isSubset(of: ["movies", "shows"]) else { return nil }
        var entries: [Entry] = []
        for (plural, type) in [("movies", "movie"), ("shows", "show")] {
            guard let list = body[plural] else { continue }
            guard let members = list as? [[String: Any]] else { return nil }
            entries += members.map { (type, $0) }
        }
        let areGood = entries.allSatisfy { ($0.members["ids"] as? [String: Any])?.isEmpty == false }
        return areGood && !entries.isEmpty ? entries : nil
    }

    private func change(
        _ entries: [Entry], _ word: String, _ status: Int, _ act: (FakeTraktTitle, [String: Any]) -> Bool
    ) -> Reply {
        var counts = ["movies": 0, "shows": 0, "seasons": 0, "episodes": 0]
        var missing: [String: [[String: Any]]] = ["movies": [], "shows": [], "seasons": [], "episodes": []]
        for entry in entries {
            let ids = entry.members["ids"] as? [String: Any] ?? [:]
            if let title = titles.first(where: { $0.type == entry.type && $0.isMeant(by: ids) }) {
                if act(title, entry.members) { counts[entry.type + "s", default: 0] += 1 }
            } else {
                missing[entry.type + "s", default: []].append(entry.members)
            }
        }
        return .trakt(status, [word: counts, "not_found": missing])
    }

    @discardableResult private func forget(_ title: FakeTraktTitle, _ user: String) -> Bool {
        let before = ratings[user]?.count
        ratings[user]?.removeAll { $0.trakt == title.trakt }
        return ratings[user]?.count != before
    }

    /// Trakt keeps whole seconds.
    private static func whole(_ moment: String) -> String { moment.prefix(19) + ".000Z" }
}
