package import Domain

extension RemoteMediaServer {
    package func collection(named name: String) async throws -> MediaServerID? {
        let query = [("IncludeItemTypes", "BoxSet"), ("Recursive", "true"), ("SearchTerm", name)]
        let found = try await exchange.answer(.get("/Items", query)) { node in
            node.hasEntries ? node.entries.compactMap(WireCollection.collection) : nil
        }
        return found.first { $0.name == name }?.id
    }

    package func createCollection(named name: String, of items: [MediaServerID]) async throws -> MediaServerID {
        let ahead = Array(items.prefix(ConnectorsLimits.mediaServerIDsPerURL))
        let request = MediaServerRequest.post("/Collections", [("name", name), ("ids", ahead.commaList)])
        let id = try await exchange.answer(request) { $0["Id"].id }
        try await change(id, .post, Array(items.dropFirst(ahead.count)))
        return id
    }

    /// Items stand in the order in which they were added, and cannot be moved: what stands wrong is taken out and added
    /// again. The first one is there all the time, so that a failure in between leaves no empty collection.
    package func replaceCollection(_ id: MediaServerID, with items: [MediaServerID]) async throws {
        let held = try await members(of: id)
        guard held != items else { return }
        let agreeing = zip(held, items).prefix { $0 == $1 }.count
        let kept = items.prefix(max(agreeing, 1))
        if let first = kept.first, !held.contains(first) { try await change(id, .post, [first]) }
        try await change(id, .delete, held.filter { !kept.contains($0) })
        try await change(id, .post, Array(items.dropFirst(kept.count)))
    }

    private func members(of id: MediaServerID) async throws -> [MediaServerID] {
        let query = [("ParentId", id.rawValue), ("EnableImages", "false"), ("EnableUserData", "false")]
        return try await exchange.answer(.get("/Items", query)) { node in
            node.hasEntries ? node.entries.compactMap { $0["Id"].id } : nil
        }
    }

    private func change(_ id: MediaServerID, _ method: OutgoingMethod, _ items: [MediaServerID]) async throws {
        for portion in items.portions {
            let path = "/Collections/\(id)/Items"
            let query = [("ids", portion)]
            _ = try await exchange.body(method == .delete ? .delete(path, query) : .post(path, query))
        }
    }
}
