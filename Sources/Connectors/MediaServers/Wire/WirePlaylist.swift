import Domain
import Foundation

/// Playlists as both servers write and want them.
enum WirePlaylist {
    static func playlist(_ node: JSONNode) -> MediaServerPlaylist? {
        guard node["Type"].text == "Playlist", let id = node["Id"].id, let name = node["Name"].text else { return nil }
        return MediaServerPlaylist(id: id, name: name)
    }

    static func entry(_ node: JSONNode) -> MediaServerPlaylistEntry? {
        guard let itemID = node["Id"].id else { return nil }
        return MediaServerPlaylistEntry(
            entryID: node["PlaylistItemId"].id ?? itemID, itemID: itemID, name: node["Name"].text ?? "")
    }

    /// Jellyfin reads a body, and makes playlists public unless it is told.
    static func creation(_ draft: MediaServerPlaylistDraft) throws -> MediaServerRequest {
        struct Creation: Encodable {
            let name: String
            let userID: String
            let mediaType = "Video"
            let ids: [String]
            let isPublic = false

            enum CodingKeys: String, CodingKey {
                case name = "Name"
                case userID = "UserId"
                case mediaType = "MediaType"
                case ids = "Ids"
                case isPublic = "IsPublic"
            }
        }
        let creation = Creation(name: draft.name, userID: draft.userID.rawValue, ids: draft.items.map(\.rawValue))
        return .post("/Playlists", body: Array(try JSONEncoder().encode(creation)))
    }

    /// Emby reads the URL, which has no room for many ids.
    static func creationInURL(_ draft: MediaServerPlaylistDraft, items: [MediaServerID]) -> MediaServerRequest {
        .post(
            "/Playlists",
            [
                ("Name", draft.name), ("UserId", draft.userID.rawValue), ("MediaType", "Video"),
                ("Ids", items.commaList),
            ])
    }
}

/// Box sets as both servers write them.
enum WireCollection {
    static func collection(_ node: JSONNode) -> (id: MediaServerID, name: String)? {
        guard node["Type"].text == "BoxSet", let id = node["Id"].id, let name = node["Name"].text else { return nil }
        return (id, name)
    }
}

extension Sequence<MediaServerID> {
    var commaList: String { map(\.rawValue).joined(separator: ",") }
}

extension [MediaServerID] {
    /// Lists with commas that fit into URLs.
    var portions: [String] {
        let size = ConnectorsLimits.mediaServerIDsPerURL
        return stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)].commaList }
    }
}
