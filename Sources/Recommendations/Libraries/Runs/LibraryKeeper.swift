import Basics
import Domain
import Jobs

/// Makes libraries of a media server, and finds those that are there.
struct LibraryKeeper {
    private let server: any MediaServer
    private let context: JobContext
    private var known: [MediaServerLibrary]

    init(_ server: any MediaServer, _ context: JobContext) async throws {
        self.server = server
        self.context = context
        known = try await server.libraries()
    }

    /// The library over a folder, under the name that it should have and told to look at the folder again; or made. An
    /// empty one is not made: nil.
    mutating func keep(_ draft: MediaServerLibraryDraft, isEmpty: Bool) async throws -> MediaServerLibrary? {
        if let place = known.place(over: draft.path) {
            try await name(place, draft.name)
            try await server.refresh(known[place].id)
            return known[place]
        }
        guard !isEmpty else { return nil }
        let library = try await server.createLibrary(
            MediaServerLibraryDraft(name: freeName(draft.name), kind: draft.kind, path: draft.path))
        known.append(library)
        return library
    }

    /// A library that cannot be called so keeps its name. Whoever saw it before still sees it under the new one.
    private mutating func name(_ place: Int, _ wanted: String) async throws {
        let former = known[place]
        let name = freeName(wanted, besides: place)
        guard name != former.name else { return }
        do {
            known[place] = try await server.renameLibrary(former, to: name)
        } catch let failure as MediaServerFailure where !failure.concernsServer {
            try await context.log("The library \(former.name) cannot be called \(name): \(failure)", .warn)
            return
        }
        guard known[place].policyID != former.policyID else { return }
        for user in try await server.users() where user.libraries.contains(former.policyID) {
            _ = try await server.admit(user.id, to: known[place])
        }
    }

    /// Two people may want the same name.
    private func freeName(_ name: String, besides place: Int? = nil) -> String {
        let taken = Set(known.enumerated().filter { $0.offset != place }.map { $0.element.name.lowercased() })
        let name = name.trimmed
        let names = [name] + (2...LibraryLimits.namesTried).map { "\(name) \($0)" }
        return names.first { !taken.contains($0.lowercased()) } ?? name
    }
}

extension [MediaServerLibrary] {
    /// The one over a folder, as the media server sees that.
    func over(_ path: String) -> MediaServerLibrary? { place(over: path).map { self[$0] } }

    fileprivate func place(over path: String) -> Int? {
        func bare(_ path: String) -> Substring {
            var path = path[...]
            while path.count > 1, path.last == "/" || path.last == "\\" { path.removeLast() }
            return path
        }
        return firstIndex { $0.paths.contains { bare($0) == bare(path) } }
    }
}
