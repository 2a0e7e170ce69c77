import Basics
import Domain

/// Finds the archive's ids of names, and makes names that it does not have.
struct NameResolver: Sendable {
    let archive: any Archive
    let scenes: any SceneStore
    let mirror: any ArchiveMirror
    let world: World

    /// A name with its id, and whether it was made for this.
    struct Found: Sendable {
        let name: ArchiveName
        let isNew: Bool
    }

    /// Looks for a name or alias in the mirror, then in the archive; `anew` leaves the mirror out, because what it says
    /// was refused.
    func find(_ kind: ArchiveKind, _ name: String, anew: Bool = false) async throws -> ArchiveName? {
        let name = name.trimmed
        if !anew {
            let known = try await scenes.entities(kind, named: [name]).map(\.facts)
            if let best = Self.best(of: known, named: name) { return best.reference }
        }
        let found = try await archive.entities(kind, named: name)
        guard let best = Self.best(of: found, named: name) else { return nil }
        _ = try await mirror.takeOver([best], at: world.now())
        return best.reference
    }

    /// As `find`; what is nowhere is made, and mirrored at once.
    func findOrCreate(_ kind: ArchiveKind, _ name: String, anew: Bool = false) async throws -> Found {
        if let found = try await find(kind, name, anew: anew) { return Found(name: found, isNew: false) }
        do {
            return try await uncancelled {
                let made = try await archive.create(kind, name: name.trimmed)
                _ = try await mirror.takeOver([made], at: world.now())
                return Found(name: made.reference, isNew: true)
            }
        } catch let failure as ArchiveFailure where !failure.isOutage {
            // Somebody was faster, or the answer to an earlier try was lost.
            guard let found = try await find(kind, name, anew: true) else { throw failure }
            return Found(name: found, isNew: false)
        }
    }

    /// A name goes before an alias, one without addition before those that have one, and the oldest before the rest.
    private static func best(of found: [ArchiveEntityFacts], named name: String) -> ArchiveEntityFacts? {
        let key = name.lowercased()
        func rank(_ facts: ArchiveEntityFacts) -> (Int, Int, Int, String) {
            let isName = facts.name.trimmed.lowercased() == key
            let id = Int(facts.upstreamID) ?? .max
            return (isName ? 0 : 1, facts.disambiguation.meaning == nil ? 0 : 1, id, facts.upstreamID)
        }
        return found.min { rank($0) < rank($1) }
    }
}
