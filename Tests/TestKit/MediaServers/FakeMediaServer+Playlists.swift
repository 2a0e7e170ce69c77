import Domain
import Foundation

extension FakeMediaServer {
    /// The items of a playlist in their order.
    package func playlistItems(_ number: Int) -> [Int] { playlists[number]?.entries.map(\.item) ?? [] }
    package var playlistNames: [String] { playlists.sorted { $0.key < $1.key }.map(\.value.name) }
    package func isPublic(_ number: Int) -> Bool? { playlists[number]?.isPublic }

    /// The items of a playlist by its id; nil when there is none.
    package func playlistItems(of id: String) -> [Int]? { playlist(id)?.value.entries.map(\.item) }

    /// Somebody deletes all playlists by hand.
    package func removePlaylists() { playlists = [:] }

    /// A playlist that somebody made by hand; returns its number.
    package func addPlaylist(_ name: String, of owner: Int, _ items: [Int]) -> Int {
        nextNumber += 1
        let number = nextNumber
        playlists[number] = Playlist(name: name, owner: owner, isPublic: false, entries: [])
        append(items, to: number)
        return number
    }

    func playlist(_ id: String) -> (number: Int, value: Playlist)? {
        playlists.first { self.id($0.key) == id }.map { ($0.key, $0.value) }
    }

    func wire(_ number: Int, _ playlist: Playlist) -> [String: Any] {
        [
            "Id": id(number), "Name": playlist.name, "Type": "Playlist", "MediaType": "Video", "Overview": "By hand",
            "ChildCount": playlist.entries.count, "ProviderIds": [:],
        ]
    }

    /// A user's own ones, and what others made public.
    func foundPlaylists(_ query: [String: String]) -> [[String: Any]] {
        let term = query["searchterm"]?.lowercased() ?? ""
        let owner = query["userid"].flatMap(user)?.number
        return playlists.sorted { $0.key < $1.key }
            .filter { $0.value.isPublic || owner == nil || $0.value.owner == owner }
            .filter { term.isEmpty || $0.value.name.lowercased().contains(term) }.map { wire($0.key, $0.value) }
    }

    /// Jellyfin reads a body, Emby the URL.
    func createPlaylist(_ request: Seen) -> Reply {
        let body = (try? JSONSerialization.jsonObject(with: Data(request.body))) as? [String: Any] ?? [:]
        let isJellyfin = kind == .jellyfin
        let name = isJellyfin ? body["Name"] as? String : request.query["name"]
        let owner = (isJellyfin ? body["UserId"] as? String : request.query["userid"]).flatMap(user)
        let ids = isJellyfin ? body["Ids"] as? [String] ?? [] : request.query["ids"].map(Self.list) ?? []
        guard let name, let owner else { return .badRequest }
        if !isJellyfin, !request.body.isEmpty { return .badRequest }
        let number = addPlaylist(name, of: owner.number, [])
        playlists[number]?.isPublic = isJellyfin ? body["IsPublic"] as? Bool ?? true : false
        append(ids.compactMap { item($0)?.number }, to: number)
        return .json(["Id": id(number)])
    }

    func playlistItems(_ id: String, _ request: Seen) -> Reply {
        guard let found = playlist(id) else { return Reply(404, "") }
        guard request.query["userid"].flatMap(user) != nil else { return .badRequest }
        let entries = found.value.entries.map { entry in
            [
                "Id": self.id(entry.item), "Name": items.first { $0.number == entry.item }?.name ?? "",
                "Type": "Movie", "PlaylistItemId": entryID(entry),
            ]
        }
        return .json(["Items": entries, "TotalRecordCount": entries.count])
    }

    /// Unknown items are left out without a word.
    func appendToPlaylist(_ id: String, _ request: Seen) -> Reply {
        guard let found = playlist(id) else { return Reply(404, "") }
        guard let owner = request.query["userid"].flatMap(user) else { return .badRequest }
        guard owner.number == found.value.owner else { return Reply(403, "") }
        append((request.query["ids"].map(Self.list) ?? []).compactMap { item($0)?.number }, to: found.number)
        return kind == .jellyfin ? .noContent : .json(["ItemAddedCount": 1])
    }

    func removeFromPlaylist(_ id: String, _ request: Seen) -> Reply {
        guard let found = playlist(id) else { return Reply(404, "") }
        let gone = Set(request.query["entryids"].map(Self.list) ?? [])
        playlists[found.number]?.entries.removeAll { gone.contains(entryID($0)) }
        return .noContent
    }

    /// Members that are left out are cleared.
    func edit(_ id: String, _ request: Seen) -> Reply {
        guard let found = playlist(id) else { return Reply(404, "") }
        guard let body = (try? JSONSerialization.jsonObject(with: Data(request.body))) as? [String: Any],
            let name = body["Name"] as? String, body["Overview"] as? String == "By hand"
        else { return .badRequest }
        playlists[found.number]?.name = name
        return .noContent
    }

    func delete(_ id: String) -> Reply {
        guard let found = playlist(id) else { return Reply(404, "") }
        playlists[found.number] = nil
        return .noContent
    }

    private func append(_ items: [Int], to number: Int) {
        for item in items {
            nextNumber += 1
            playlists[number]?.entries.append((nextNumber, item))
        }
    }

    private func entryID(_ entry: (entry: Int, item: Int)) -> String {
        id(sharesEntryIDs ? entry.item : entry.entry)
    }

    private static func list(_ text: String) -> [String] { text.split(separator: ",").map(String.init) }
}
