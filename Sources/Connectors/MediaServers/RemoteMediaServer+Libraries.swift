package import Domain
import Foundation

extension RemoteMediaServer {
    /// Name, type and folder travel in the URL on both servers, a folder with a comma in the body: in the URL it would
    /// be two. The scan is ordered with the library, because only then do the servers list it at once.
    package func createLibrary(_ draft: MediaServerLibraryDraft) async throws -> MediaServerLibrary {
        var query = [("name", draft.name.trimmingCharacters(in: .whitespaces))]
        query += draft.kind.wireName.map { [("collectionType", $0)] } ?? []
        var body: [UInt8]?
        if draft.path.contains(",") {
            body = Array(try JSONEncoder().encode(WireLibrary.creation(path: draft.path)))
        } else {
            query.append(("paths", draft.path))
        }
        _ = try await exchange.body(
            .post("/Library/VirtualFolders", query + [("refreshLibrary", "true")], body: body))
        return try await listed { $0.paths.contains(draft.path) }
    }

    /// Jellyfin knows the library by its name, and Emby by an id in the body.
    package func renameLibrary(
        _ library: MediaServerLibrary, to name: String
    ) async throws -> MediaServerLibrary {
        let name = name.trimmingCharacters(in: .whitespaces)
        let path = "/Library/VirtualFolders/Name"
        switch kind {
        case .jellyfin:
            let query = [("name", library.name), ("newName", name), ("refreshLibrary", "true")]
            _ = try await exchange.body(.post(path, query))
        case .emby:
            let body = try JSONEncoder().encode(WireLibrary.Renaming(id: library.optionsID.rawValue, name: name))
            _ = try await exchange.body(.post(path, body: Array(body)))
        }
        return try await listed { $0.name != library.name && $0.paths == library.paths }
    }

    /// The servers answer before they list what they did.
    private func listed(_ isWanted: (MediaServerLibrary) -> Bool) async throws -> MediaServerLibrary {
        for _ in 0..<ConnectorsLimits.mediaServerLibraryLooks {
            if let library = try await libraries().last(where: isWanted) { return library }
            try await exchange.pause(ConnectorsLimits.mediaServerLibraryLookSeconds)
        }
        throw MediaServerFailure.notFound
    }

    package func refresh(_ library: MediaServerID) async throws {
        let query = [
            ("Recursive", "true"), ("MetadataRefreshMode", "Default"), ("ImageRefreshMode", "Default"),
            ("ReplaceAllMetadata", "false"), ("ReplaceAllImages", "false"),
        ]
        _ = try await exchange.body(.post("/Items/\(library)/Refresh", query))
    }

    /// Sends the whole policy back: switches that are left out would be off.
    package func admit(_ user: MediaServerID, to library: MediaServerLibrary) async throws -> Bool {
        let body = try await exchange.body(.get("/Users/\(user)"))
        let parsed = (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any]
        guard var policy = parsed?["Policy"] as? [String: Any] else { throw MediaServerFailure.malformed }
        if policy["EnableAllFolders"] as? Bool == true { return false }
        let folders = policy["EnabledFolders"] as? [String] ?? []
        guard !folders.contains(where: { MediaServerID($0) == library.policyID }) else { return false }
        policy["EnabledFolders"] = folders + [library.policyID.rawValue]
        guard let changed = try? JSONSerialization.data(withJSONObject: policy) else {
            throw MediaServerFailure.malformed
        }
        _ = try await exchange.body(.post("/Users/\(user)/Policy", body: Array(changed)))
        return true
    }
}

extension MediaServerLibraryKind {
    /// Nil for libraries of everything.
    fileprivate var wireName: String? {
        switch self {
        case .films: "movies"
        case .series: "tvshows"
        case .mixed: nil
        case .other(let name): name
        }
    }
}
