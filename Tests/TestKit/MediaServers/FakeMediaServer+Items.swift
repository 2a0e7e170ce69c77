import Domain
import Foundation

extension FakeMediaServer {
    func item(_ id: String) -> FakeServerItem? {
        items.first { self.id($0.number) == id }
    }

    /// A page of `/Items`. An unknown parent lists everything, as on the real servers.
    func items(_ request: Seen) -> Reply {
        let query = request.query
        if query["parentid"]?.contains(",") == true { return .badRequest }
        var owner: Int?
        if let id = query["userid"] {
            guard let found = user(id) else { return Reply(404, "") }
            owner = found.number
            if lockedUsers.contains(found.number) { return Reply(403, "") }
        }
        let fields = Set((query["fields"] ?? "").split(separator: ",").map(String.init))
        let all =
            switch types(query) {
            case let types where types.contains("Playlist"): foundPlaylists(query)
            case let types where types.contains("BoxSet"): foundCollections(query)
            default: found(query, owner).map { members($0, fields, owner, query) }
            }
        return page(all, query)
    }

    private func types(_ query: [String: String]) -> Set<String> {
        Set((query["includeitemtypes"] ?? "").split(separator: ",").map(String.init))
    }

    private func found(_ query: [String: String], _ owner: Int?) -> [FakeServerItem] {
        let types = types(query)
        var found = items.filter { types.isEmpty || types.contains($0.kind.rawValue) }
        if let parent = query["parentid"] {
            if let library = libraries.first(where: { id($0.number) == parent }) {
                found = found.filter { $0.library == library.number }
            } else if let series = item(parent) {
                found = found.filter { $0.series == series.number }
            } else if let set = boxSets.first(where: { id($0.key) == parent }) {
                found = found.filter { set.value.items.contains($0.number) }
            }
        }
        let plays = owner.flatMap { self.plays[$0] } ?? [:]
        if query["isplayed"] == "true" { found = found.filter { plays[$0.number]?.isPlayed == true } }
        if query["isfavorite"] == "true" { found = found.filter { plays[$0.number]?.isFavourite == true } }
        if query["filters"] == "IsResumable" { found = found.filter { (plays[$0.number]?.positionTicks ?? 0) > 0 } }
        if groupsFilms, query["collapseboxsetitems"] != "false", query["groupitemsintocollections"] != "false" {
            found = [FakeServerItem(.boxSet, 999, "The Matrix Collection")] + found.dropFirst()
        }
        guard query["sortby"] == "DatePlayed" else { return found.sorted { ($0.name ?? "") < ($1.name ?? "") } }
        // Written alike, moments sort as text; those without one come last.
        return found.sorted { (plays[$0.number]?.lastPlayed ?? "") > (plays[$1.number]?.lastPlayed ?? "") }
    }

    private func members(
        _ item: FakeServerItem, _ fields: Set<String>, _ owner: Int?, _ query: [String: String]
    ) -> [String: Any] {
        var members = item.members(kind, fields: fields)
        if let owner, query["enableuserdata"] != "false" { members["UserData"] = userData(item.number, owner) }
        return members
    }

    private func userData(_ item: Int, _ owner: Int) -> [String: Any] {
        let play =
            plays[owner]?[item]
            ?? Play(nil) {
                $0.isPlayed = false; $0.count = 0
            }
        var members: [String: Any] = [
            "Played": play.isPlayed, "PlayCount": play.count, "IsFavorite": play.isFavourite,
            "PlaybackPositionTicks": play.positionTicks, "Key": "k\(item)", "ItemId": id(item),
        ]
        members["LastPlayedDate"] = play.lastPlayed
        return members
    }

    private func page(_ all: [[String: Any]], _ query: [String: String]) -> Reply {
        let start = min(max(0, query["startindex"].flatMap { Int($0) } ?? 0), all.count)
        let limit = min(query["limit"].flatMap { Int($0) } ?? all.count, pageMax)
        var entries = Array(all[start...].prefix(limit))
        var total: Int? = all.count
        var isHalf = false
        switch nextPageFault() {
        case .reply(let reply): return reply
        case .half: isHalf = true
        case .total(let wrong): total = wrong
        case .empty: entries = []
        case .repeated: entries = Array(all.prefix(limit))
        case .everything: entries = all
        case .nameless(let count): for place in entries.indices.prefix(count) { entries[place]["Id"] = nil }
        case nil: break
        }
        var members: [String: Any] = ["Items": entries]
        members["TotalRecordCount"] = total
        if kind == .jellyfin { members["StartIndex"] = start }
        let reply = Reply.json(members)
        return isHalf ? Reply(200, Array(reply.body.prefix(reply.body.count / 2))) : reply
    }

    /// One item with all of its fields.
    func whole(_ id: String, of userID: String) -> Reply {
        guard let owner = user(userID) else { return Reply(404, "") }
        if let playlist = self.playlist(id) { return .json(wire(playlist.number, playlist.value)) }
        guard let item = item(id) else { return Reply(404, "") }
        let fields: Set = ["Overview", "Genres", "Path", "MediaSources", "ProviderIds", "Studios", "People"]
        return .json(members(item, fields, owner.number, [:]))
    }

    /// Of a series all of its episodes.
    func unplay(_ id: String, of userID: String) -> Reply {
        guard let owner = user(userID), let item = item(id) else { return Reply(404, "") }
        let numbers = item.kind == .series ? items.filter { $0.series == item.number }.map(\.number) : [item.number]
        for number in numbers {
            guard var play = plays[owner.number]?[number] else { continue }
            (play.isPlayed, play.count, play.positionTicks, play.lastPlayed) = (false, 0, 0, nil)
            plays[owner.number]?[number] = play
        }
        return .json(userData(item.number, owner.number))
    }
}
