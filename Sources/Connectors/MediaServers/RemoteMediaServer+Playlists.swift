import Basics
package import Domain
import Foundation

extension RemoteMediaServer {
    package func playlist(_ id: MediaServerID, of user: MediaServerID) async throws -> MediaServerPlaylist? {
        do {
            return try await exchange.answer(Self.item(id, of: user)) { .some(WirePlaylist.playlist($0)) }
        } catch MediaServerFailure.notFound {
            return nil
        }
    }

    package func playlist(named name: String, of user: MediaServerID) async throws -> MediaServerPlaylist? {
        let query = [
            ("UserId", user.rawValue), ("IncludeItemTypes", "Playlist"), ("Recursive", "true"), ("SearchTerm", name),
        ]
        let found = try await exchange.answer(.get("/Items", query)) { node in
            node.hasEntries ? node.entries.compactMap(WirePlaylist.playlist) : nil
        }
        return found.first { $0.name == name }
    }

    package func entries(
        ofPlaylist id: MediaServerID, of user: MediaServerID
    ) async throws -> [MediaServerPlaylistEntry] {
        let query = [("UserId", user.rawValue), ("EnableImages", "false"), ("EnableUserData", "false")]
        return try await exchange.answer(.get("/Playlists/\(id)/Items", query)) { node in
            guard node.hasEntries else { return nil }
            let entries = node.entries.compactMap(WirePlaylist.entry)
            // An entry that cannot be read could not be taken out.
            return entries.count == node.entries.count ? entries : nil
        }
    }

    package func createPlaylist(_ draft: MediaServerPlaylistDraft) async throws -> MediaServerID {
        let isJellyfin = kind == .jellyfin
        let ahead = isJellyfin ? draft.items : Array(draft.items.prefix(ConnectorsLimits.mediaServerIDsPerURL))
        let request =
            isJellyfin ? try WirePlaylist.creation(draft) : WirePlaylist.creationInURL(draft, items: ahead)
        let id = try await exchange.answer(request) { $0["Id"].id }
        try await append(Array(draft.items.dropFirst(ahead.count)), to: id, of: draft.userID)
        return id
    }

    package func replacePlaylist(
        _ id: MediaServerID, of user: MediaServerID, with items: [MediaServerID]
    ) async throws {
        for step in PlaylistChange.steps(from: try await entries(ofPlaylist: id, of: user), to: items) {
            switch step {
            case .append(let items): try await append(items, to: id, of: user)
            case .remove(let entries): try await remove(entries, from: id)
            }
        }
    }

    /// Changes the item as a whole, because only the owner's own token may change a playlist on Jellyfin, and because
    /// members that are left out are cleared.
    package func renamePlaylist(_ id: MediaServerID, of user: MediaServerID, to name: String) async throws {
        let body = try await exchange.body(Self.item(id, of: user))
        let parsed = try? JSONSerialization.jsonObject(with: Data(body))
        guard var item = parsed as? [String: Any], item["Type"] as? String == "Playlist" else {
            throw MediaServerFailure.malformed
        }
        if item["Name"] as? String == name { return }
        item["Name"] = name
        guard let changed = try? JSONSerialization.data(withJSONObject: item) else {
            throw MediaServerFailure.malformed
        }
        _ = try await exchange.body(.post("/Items/\(id)", body: Array(changed)))
    }

    /// Looks first whether it is a playlist: of anything else the servers delete the files as well.
    package func deletePlaylist(_ id: MediaServerID, of user: MediaServerID) async throws {
        guard try await playlist(id, of: user) != nil else { return }
        do {
            _ = try await exchange.body(.delete("/Items/\(id)"))
        } catch MediaServerFailure.notFound {
            // Somebody deleted it by hand.
        }
    }

    private func append(_ items: [MediaServerID], to id: MediaServerID, of user: MediaServerID) async throws {
        for portion in items.portions {
            _ = try await exchange.body(
                .post("/Playlists/\(id)/Items", [("Ids", portion), ("UserId", user.rawValue)]))
        }
    }

    private func remove(_ entries: [MediaServerID], from id: MediaServerID) async throws {
        for portion in entries.portions {
            _ = try await exchange.body(.delete("/Playlists/\(id)/Items", [("EntryIds", portion)]))
        }
    }

    private static func item(_ id: MediaServerID, of user: MediaServerID) -> MediaServerRequest {
        .get("/Users/\(user)/Items/\(id)")
    }
}
