import Basics
import Domain
import Host
import Jobs

/// Libraries that are no longer wanted: their folders are emptied and stay, because a media server keeps showing what
/// it had in a folder that is gone. What fails is told, and keeps nothing else from being done.
extension PickLibraries {
    /// Empties the folders of these libraries and has the media server look again at those in which something was.
    func empty(
        _ owners: [LibraryOwner], _ kind: TitleKind, _ places: LibraryPlaces, _ context: JobContext
    ) async throws {
        var emptied: [[String]] = []
        for owner in owners {
            let steps = owner.steps(kind)
            do {
                if try await writer.clear(LibraryFolder(root: places.root, steps: steps)) { emptied.append(steps) }
            } catch let error as FileError {
                let name = steps.joined(separator: "/")
                try await context.log("The folder \(name) could not be emptied: \(LibraryProblem.text(error))", .warn)
            }
        }
        guard !emptied.isEmpty else { return }
        try await context.log("Emptied \(emptied.map { $0.joined(separator: "/") }.joined(separator: ", "))")
        do {
            try await refresh(emptied.map { places.serverPath(of: $0) })
        } catch let failure as MediaServerFailure {
            try await context.log("The media server was not told: \(failure)", .warn)
        }
    }

    private func refresh(_ paths: [String]) async throws {
        guard let server = await server() else { return }
        let known = try await server.libraries()
        for library in paths.compactMap(known.over) { try await server.refresh(library.id) }
    }

    /// Remembers for whom libraries are written, and returns for whom they were before.
    func noteOwners(
        _ owners: Set<MediaServerID>, _ kind: TitleKind, _ places: LibraryPlaces, _ context: JobContext
    ) async throws -> Set<MediaServerID> {
        let list = LibraryOwnerList(kind, root: places.root)
        do {
            return try await threads.run { _ in try list.adding(owners) }
        } catch let error as FileError {
            try await context.log(
                "It could not be noted whose libraries are written: \(LibraryProblem.text(error))", .warn)
            return []
        }
    }
}
