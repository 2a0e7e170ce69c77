import Basics
import Domain
import Jobs

/// Chooses titles for everybody, one after the other. Whoever's choice fails is counted and told, keeps the one that
/// they had, and keeps nobody else from theirs.
struct RecommendationRound {
    let runner: RecommendationRunner
    /// Films or series.
    let kind: TitleKind
    /// Forgets what was chosen before.
    let clears: Bool
    let context: JobContext

    private struct Tally {
        var cleared = 0
        var succeeded = 0
        var failed = 0
        var firstFailure: String?

        func counts(clears: Bool) -> [String: Int] {
            let outcome = ["success": succeeded, "failed": failed]
            return clears ? outcome.merging(["cleared": cleared]) { $1 } : outcome
        }
    }

    func callAsFunction() async throws {
        var (tally, step) = (Tally(), 0)
        if clears {
            try await context.step(step)
            tally.cleared = try await runner.stores.runs.clear(kind)
            try await context.log("\(tally.cleared) runs were removed.")
            step += 1
        }
        try await context.step(step)
        let readers = try await runner.stores.runs.readers(of: kind)
        if !readers.isEmpty { try await prepare() }
        try await context.step(step + 1)
        for (number, reader) in readers.enumerated() {
            // Whoever left meanwhile gets nothing, and neither does whoever may no longer come in.
            guard let user = try await runner.stores.accounts.user(id: reader), user.isOpen(at: runner.world.now())
            else { continue }
            try await context.items(number, of: readers.count, item: user.name)
            try await choose(for: reader, user.name, &tally)
        }
        try await context.items(readers.count, of: readers.count)
        if tally.succeeded == 0, let failure = tally.firstFailure {
            throw JobFailure("Nothing could be chosen for anybody: \(failure)", isPermanent: true)
        }
        try await context.result(tally.counts(clears: clears))
    }

    /// Makes what all runs share, once.
    private func prepare() async throws {
        let items = try await runner.reader.items(kind)
        let raters = try await runner.models.learn(kind).model?.raterCount
        try await context.log(
            "\(items.traits.count) titles, \(items.vectorCount) of them with vectors; "
                + (raters.map { "\($0) people show what is liked together." }
                    ?? "too few people to learn from what is liked together."))
    }

    private func choose(for reader: UserID, _ name: String, _ tally: inout Tally) async throws {
        do {
            let run = try await runner.run(kind, for: reader, cause: .scheduled)
            tally.succeeded += 1
            try await context.log("\(run.selectedCount) of \(run.candidateCount) titles for \(name).", .debug)
        } catch RecommendationFailure.superseded {
            // The other run gives them what this one would have.
            tally.succeeded += 1
        } catch RecommendationFailure.unknownUser {
            return
        } catch let error as CancellationError {
            throw error
        } catch {
            let failure = RecommendationFailure(error)
            tally.failed += 1
            tally.firstFailure = tally.firstFailure ?? failure.description
            try await context.log("Nothing could be chosen for \(name): \(failure)", .error)
        }
    }
}
