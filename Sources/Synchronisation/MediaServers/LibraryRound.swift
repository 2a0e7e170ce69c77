import Basics
import Domain
import Jobs

/// The libraries of one kind that a job takes over.
struct LibraryRound {
    let visit: ServerVisit
    /// The wanted ones.
    let libraries: [ServerLibrary]
    /// Whether what is not in the libraries can be trusted to be gone.
    let isTrusted: Bool

    /// Asks the media server for its libraries. Until an administrator was asked about any, all are wanted.
    static func begin(
        _ kind: TitleKind, _ parts: MediaServerParts, _ context: JobContext
    ) async throws -> LibraryRound {
        let visit = try await ServerVisit.begin(parts.server)
        let told = try await visit.server.libraries()
        guard !told.isEmpty else {
            try await context.log("The media server lists no libraries; nothing was changed", .warn)
            return LibraryRound(visit: visit, libraries: [], isTrusted: false)
        }
        let known = try await parts.libraries.takeOver(
            ToldLibraries(told, of: visit.key), .enabledWhenFirst, at: parts.world.now())
        let wanted = known.filter { $0.kind == kind && $0.isEnabled && $0.server == visit.key }
        if wanted.isEmpty { try await context.log("No library of this kind is switched on", .warn) }
        for library in wanted { try await context.log("Library \(library.name)") }
        return LibraryRound(visit: visit, libraries: wanted, isTrusted: true)
    }
}
