import Domain
import Foundation
import Jobs

/// One run over all titles of a kind that are behind, with its counts.
struct VectorRun {
    /// What an interrupted run had done; kept as the job's checkpoint.
    struct Tally: Codable {
        var generated = 0
        var failed = 0
    }

    private let indexing: TitleIndexing
    private let context: JobContext
    private(set) var tally: Tally

    init(indexing: TitleIndexing, context: JobContext) {
        self.indexing = indexing
        self.context = context
        let stored = context.checkpoint.flatMap { try? JSONDecoder().decode(Tally.self, from: Data($0.utf8)) }
        // What failed before is tried again.
        tally = Tally(generated: stored?.generated ?? 0)
    }

    func count(of kind: TitleKind) async throws -> Int {
        let counts = try await indexing.counts(of: [kind])
        return max(0, counts.known - counts.indexed)
    }

    /// Goes once over the titles. A step that fails does not stop the rest, but several in a row do: then it is not
    /// the titles' fault.
    mutating func generate(_ kind: TitleKind) async throws {
        let total = try await count(of: kind) + tally.generated
        var last: TitleID?
        var failuresInARow = 0
        while indexing.isWanted() {
            let items = try await indexing.pending([kind], after: last)
            guard let end = items.last else { return }
            do {
                try await indexing.index(items)
                tally.generated += items.count
                failuresInARow = 0
            } catch  where !Task.isCancelled && failuresInARow < SearchLimits.failingStepsMax {
                failuresInARow += 1
                tally.failed += items.count
                try await context.log("\(items.count) titles got no vectors", failure: error)
            }
            last = end.title.id
            let done = tally.generated + tally.failed
            // First, so that a run that is killed has what was shown of it.
            try await context.save(checkpoint: checkpoint)
            try await context.items(done, of: max(total, done), item: end.title.metadata.title)
        }
    }

    private var checkpoint: String {
        (try? JSONEncoder().encode(tally)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
