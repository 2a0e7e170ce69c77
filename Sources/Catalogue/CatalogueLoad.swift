package import Domain
package import NIOPosix

/// What a load did.
package struct LoadReport: Sendable, Equatable {
    package var outcome = UpsertOutcome()
    /// The first problems, at most `CatalogueLimits.problemsKept`.
    package var problems: [LineProblem] = []
    /// All skipped lines, blank ones not counted.
    package var skipped = 0
    /// Why reading stopped before the end; what came before is stored.
    package var failure: LoadError?

    package init() {}

    mutating func note(_ problem: LineProblem) {
        skipped += 1
        if problems.count < CatalogueLimits.problemsKept { problems.append(problem) }
    }
}

/// How far a load is, by bytes of the file as stored.
package struct LoadProgress: Sendable, Equatable {
    package let readBytes: Int
    package let totalBytes: Int
    package let titles: Int
}

/// Loads titles from JSON Lines, plain or gzip.
///
/// Each batch is one transaction and a repetition changes nothing, so a load that was killed is simply run again.
package struct CatalogueLoad: Sendable {
    private let store: any CatalogueStore
    private let threads: NIOThreadPool

    /// `threads` does the blocking reads; the caller owns it.
    package init(store: any CatalogueStore, threads: NIOThreadPool) {
        self.store = store
        self.threads = threads
    }

    /// Loads the file at `path`. Throws `LoadError` when it cannot be opened, and what the store throws.
    package func load(
        path: String, progress: @Sendable (LoadProgress) -> Void = { _ in }
    ) async throws -> LoadReport {
        let file = try LineFile(path: path, threads: threads)
        var report = LoadReport()
        var titles = 0
        do {
            while case let lines = try await file.next(CatalogueLimits.linesPerRead), !lines.isEmpty {
                let drafts = try await parse(lines, &report)
                if !drafts.isEmpty {
                    report.outcome = report.outcome + (try await store.merge(drafts, from: .load))
                }
                titles += drafts.count
                progress(LoadProgress(readBytes: file.readBytes, totalBytes: file.sizeBytes, titles: titles))
            }
        } catch let failure as LoadError {
            report.failure = failure
        }
        return report
    }

    private func parse(_ lines: [FileLine], _ report: inout LoadReport) async throws -> [TitleDraft] {
        let results = try await threads.runIfActive { lines.compactMap(Self.parse) }
        var drafts: [TitleDraft] = []
        for (number, result) in results {
            switch result {
            case .success(let draft): drafts.append(draft)
            case .failure(let fault): report.note(LineProblem(line: number, reason: fault.reason))
            }
        }
        return drafts
    }

    private static func parse(_ line: FileLine) -> (Int, Result<TitleDraft, LineFault>)? {
        guard var bytes = line.bytes else {
            let megabytes = CatalogueLimits.lineBytesMax >> 20
            return (line.number, .failure(LineFault(reason: "longer than \(megabytes) MiB")))
        }
        if line.number == 1, bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
        let isBlank = bytes.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
        guard !isBlank else { return nil }
        do {
            return (line.number, .success(try TitleLine.parse(bytes)))
        } catch {
            return (line.number, .failure(error))
        }
    }
}
