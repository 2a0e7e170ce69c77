import Domain

/// The libraries of the media server that lie over folders of this server's.
struct LibraryKeeper {
    private let server: any MediaServer
    private var known: [MediaServerLibrary]

    /// Throws `MediaServerFailure`, as everything here.
    init(_ server: any MediaServer) async throws {
        self.server = server
        known = try await server.libraries()
    }

    /// The library over a folder, told to look at it again, or made. One that is there keeps its name, because it would
    /// be another library for the server under another one. An empty one is not made: nil.
    mutating func keep(_ draft: MediaServerLibraryDraft, isEmpty: Bool) async throws -> MediaServerLibrary? {
        if let library = known.first(where: { $0.paths.contains { Self.isSame($0, draft.path) } }) {
            try await server.refresh(library.id)
            return library
        }
        guard !isEmpty else { return nil }
        let library = try await server.createLibrary(
            MediaServerLibraryDraft(name: freeName(draft.name), kind: draft.kind, path: draft.path))
        known.append(library)
        return library
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        func bare(_ path: String) -> Substring {
            var path = path[...]
            while path.count > 1, path.last == "/" || path.last == "\\" { path.removeLast() }
            return path
        }
        return bare(left) == bare(right)
    }

    /// Two people may want the same name.
    private func freeName(_ name: String) -> String {
        let taken = Set(known.map { $0.name.lowercased() })
        let names = [name] + (2...LibraryLimits.namesTried).map { "\(name) \($0)" }
        return names.first { !taken.contains($0.lowercased()) } ?? name
    }
}
