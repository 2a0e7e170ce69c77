import Basics
package import Domain
import Jobs

/// Actions of the log that imports note.
enum ImportAudit {
    static let applied = "import.applied"
    static let undone = "import.undone"
}

/// What becomes of imports afterwards.
extension ImportDesk {
    /// Takes a whole import back, however long ago it was: what it wrote goes, but for what somebody changed since.
    ///
    /// Throws `ImportError` `unknownSession` and `alreadyUndone`.
    package func undo(_ uuid: String, of user: UserID, from address: String?) async throws -> ImportUndo {
        guard let key = Self.key(uuid) else { throw ImportError.unknownSession }
        let now = world.now()
        let undone = try await stores.imports.undo(key, shelf: shelf(of: user), at: now)
        await record(
            ImportAudit.undone, by: user,
            "\(key): \(undone.ratings) ratings, \(undone.viewings) viewings, \(undone.kept) kept titles",
            from: address)
        return undone
    }

    /// Imports that wrote something or are open, the newest first.
    package func records(of user: UserID) async throws -> [ImportRecord] {
        try await stores.imports.records(of: user, limit: ImportsLimits.recordsMax)
    }

    /// Ends sessions that have expired, and has searches gone on with that nobody is at any more. Called now and then.
    package func sweep() async throws {
        let now = world.now()
        _ = try await stores.imports.closeExpired(before: now)
        let abandoned = try await stores.imports.abandonedMatchings(
            since: now.adding(seconds: -ImportsLimits.abandonedSeconds))
        guard !abandoned.isEmpty else { return }
        let jobs = try await work.queue.recent(name: MatchImport.name, limit: JobsLimits.finalJobsKept)
        for session in abandoned {
            let earlier = jobs.filter { MatchImport.parameters(from: $0.parameters)?.session == session.uuid }
            guard earlier.allSatisfy(\.state.isFinal) else { continue }
            let parameters = earlier.first.flatMap { MatchImport.parameters(from: $0.parameters) }
            _ = try await enqueue(
                session, itemsMax: parameters?.itemsMax ?? ImportsLimits.itemsMax,
                rated: parameters?.rated ?? .leaveOut)
        }
    }

    func record(_ action: String, of session: ImportSession, _ detail: String, from address: String?) async {
        await record(
            action, by: session.userID, "\(session.source.rawValue) \(session.uuid): \(detail)", from: address)
    }

    /// What was done stands, whether or not the log takes the line.
    private func record(_ action: String, by user: UserID, _ detail: String, from address: String?) async {
        try? await stores.audit.record(
            AuditEntry(at: world.now(), action: action, userID: user, address: address, detail: detail))
    }
}
