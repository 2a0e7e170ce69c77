package import Basics
package import Domain
package import Host
package import Jobs

/// The job that looks through the folders of libraries, stores what it finds, and then looks once into the new files.
///
/// Everything is stored title by title, so a job that was killed goes on with what is left; what was not reached is
/// found by the next scan. Files that are being written are left to `ProbeMedia`, so that no scan waits for them.
package struct ScanMedia: JobType {
    package struct Parameters: Codable, Sendable {
        /// Nil for all libraries.
        package let library: MediaLibraryID?
        /// Looks at everything again, and takes a folder on another device for what it is.
        package let isFull: Bool

        package init(library: MediaLibraryID?, isFull: Bool) {
            self.library = library
            self.isFull = isFull
        }
    }

    package static let name = "scan"
    package let isExclusive = true

    private let store: any MediaStore
    private let scanner: FolderScanner
    private let prober: MediaProber
    private let later: ProbeQueue
    private let world: World
    private let queueIndexing: @Sendable () async throws -> Void

    /// `later` gets what a scan leaves; `queueIndexing` is called after a scan that changed titles.
    package init(
        store: any MediaStore, later: ProbeQueue, settings: ScanSettings, world: World,
        queueIndexing: @escaping @Sendable () async throws -> Void
    ) {
        self.store = store
        self.later = later
        self.world = world
        self.queueIndexing = queueIndexing
        scanner = FolderScanner(store: store, settings: settings, world: world)
        prober = MediaProber(store: store, settings: settings, world: world)
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        let libraries = try await wanted(parameters.library)
        var total = ScanReport()
        var failures: [String] = []
        for library in libraries {
            let report = try await scan(library, parameters.isFull, context)
            if let failure = report.failure { failures.append("\(library.name): \(failure)") }
            total.add(report)
            try await store.noteScan(of: library.id, endedAt: world.now(), status: report.summary)
        }
        if total.outcome.added + total.outcome.changed > 0 { try await queueIndexing() }
        let round = try await prober.run(context)
        if round.isLaterWanted { try await later.enqueue(round: 0) }
        let message = ([total.summary] + round.remarks).joined(separator: ". ")
        try await context.report(JobProgress(done: total.files, total: total.files, message: message))
        if failures.count == libraries.count, let first = failures.first {
            throw JobFailure(first, isPermanent: true)
        }
    }

    /// Those that have folders: what is an archive's is not looked for on this machine.
    private func wanted(_ id: MediaLibraryID?) async throws -> [MediaLibrary] {
        let libraries: [MediaLibrary]
        if let id {
            libraries = [try await store.library(id: id)].compactMap(\.self)
        } else {
            libraries = try await store.libraries()
        }
        return libraries.filter { !$0.folders.isEmpty }
    }

    /// One folder that cannot be read does not keep the others from being scanned.
    private func scan(_ library: MediaLibrary, _ isFull: Bool, _ context: JobContext) async throws -> ScanReport {
        var report = ScanReport()
        for folder in library.folders {
            do {
                report.add(try await scanner.scan(folder, as: library.kind, isFull: isFull, context))
            } catch MediaError.rootUnavailable(let path, let reason) {
                report.failure = "\(path) was left as it is: \(reason)"
            }
        }
        return report
    }

    /// The library that a job of this kind scans; nil for all, and for other jobs.
    package static func library(ofJob job: Job) -> MediaLibraryID? {
        parameters(from: job.parameters)?.library
    }
}

/// What a scan works with.
package struct ScanSettings: Sendable {
    /// Nil where the program was not found: then files have no known length.
    package var ffprobe: HostPath?
    /// For reading folders and the ends of files; they may wait for a sleeping disk.
    package var threads: HostThreads
    /// A file must have been left alone for so long before anybody looks inside.
    package var quietSeconds = CatalogueLimits.quietSeconds
    /// Folders outside a library's own that its links may lead into; nil for none.
    package var linkRoots: AllowedRoots?

    package init(ffprobe: HostPath?, threads: HostThreads) {
        self.ffprobe = ffprobe
        self.threads = threads
    }
}

/// What a scan came to.
package struct ScanReport: Sendable, Equatable {
    package var files = 0
    package var outcome = UpsertOutcome()
    package var missing = 0
    package var moved = 0
    package var isUnchanged = false
    package var problems: [String] = []
    package var problemCount = 0
    package var failure: String?

    package init() {}

    mutating func add(_ other: ScanReport) {
        files += other.files
        outcome = outcome + other.outcome
        missing += other.missing
        moved += other.moved
        problemCount += other.problemCount
        problems = Array((problems + other.problems).prefix(CatalogueLimits.scanProblemsMax))
        failure = failure ?? other.failure
    }

    mutating func note(_ problem: String) {
        problemCount += 1
        if problems.count < CatalogueLimits.scanProblemsMax { problems.append(problem) }
    }

    /// For people.
    package var summary: String {
        if let failure { return failure }
        var parts = ["\(files) files"]
        if outcome.added > 0 { parts.append("\(outcome.added) new titles") }
        if outcome.changed > 0 { parts.append("\(outcome.changed) changed") }
        if moved > 0 { parts.append("\(moved) moved") }
        if missing > 0 { parts.append("\(missing) missing") }
        let text = parts.joined(separator: ", ")
        guard let first = problems.first else { return text }
        return text + ". \(problemCount) left out, for example \(first)"
    }
}
