import Domain
import Jobs

/// Takes over what everybody watched and likes, one after the other. Whoever's history cannot be had is counted and
/// told, and keeps nobody else from theirs.
struct HistoryRun {
    let parts: MediaServerParts
    /// Films or series.
    let kind: TitleKind
    /// Reads everything, and removes what is no longer told.
    let isFull: Bool
    let context: JobContext

    private struct Tally {
        var succeeded = 0
        var failed = 0
        var items = 0
        var firstFailure: String?
    }

    func callAsFunction() async throws {
        try await JobFailure.telling { try await run() }
    }

    private func run() async throws {
        try await context.step(0)
        let visit = try await ServerVisit.begin(parts.server)
        let users = try await visit.server.users()
        try await context.step(1)
        var tally = Tally()
        for (number, user) in users.enumerated() {
            try await context.items(number, of: users.count, item: user.name)
            try await takeOver(user, visit, &tally) {
                try await context.items(number, of: users.count, item: user.name)
            }
        }
        try await context.items(users.count, of: users.count)
        try await context.step(2)
        if tally.succeeded == 0, let failure = tally.firstFailure {
            throw JobFailure("Nobody's history could be read: \(failure).", isPermanent: true)
        }
        try await context.result([
            "success": tally.succeeded, "failed": tally.failed, "totalItems": tally.items,
        ])
    }

    private func takeOver(
        _ user: MediaServerUser, _ visit: ServerVisit, _ tally: inout Tally, onPage: () async throws -> Void
    ) async throws {
        let history = PersonHistory(parts: parts, visit: visit, kind: kind, isFull: isFull)
        do {
            let outcome = try await history.takeOver(user, onPage: onPage)
            tally.succeeded += 1
            tally.items += outcome.itemCount
            if let problem = outcome.problem {
                try await context.log("The history of \(user.name) was not told as a whole: \(problem)", .warn)
            }
            if outcome.unknownCount > 0 {
                try await context.log(
                    "\(outcome.unknownCount) titles that \(user.name) watched are not in the catalogue", .debug)
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            let reason = Self.reason(error)
            tally.failed += 1
            tally.firstFailure = tally.firstFailure ?? reason
            try await context.log("The history of \(user.name) could not be read: \(reason)", .error)
        }
    }

    /// Without what an error of a database may hold.
    private static func reason(_ error: any Error) -> String {
        (error as? MediaServerFailure)?.description ?? "\(type(of: error))"
    }
}
