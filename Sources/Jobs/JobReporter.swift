import Basics
import Domain

/// Throttles a job's reports and keeps their order.
actor JobReporter {
    typealias Save = @Sendable (JobUpdate) async throws -> Bool

    private let world: World
    private let intervalSeconds: Double
    private let save: Save
    private var sheet: JobSheet
    private var isPending = false
    private var writtenAt: Instant?
    private var lastWrite: Task<Void, any Error>?
    /// Whether the store said that the job belongs to somebody else.
    private(set) var isLost = false

    init(sheet: JobSheet, world: World, intervalSeconds: Double, save: @escaping Save) {
        self.sheet = sheet
        self.world = world
        self.intervalSeconds = intervalSeconds
        self.save = save
    }

    /// Notes what the job says. A database that does not take it for the moment gets it later.
    func change(_ change: @Sendable (inout JobSheet) -> Void) async throws {
        guard !isLost else { throw CancellationError() }
        sheet.now = world.now()
        change(&sheet)
        isPending = true
        try await writeWhenDue()
    }

    /// Writes what was held back when enough time has passed since.
    func writeWhenDue() async throws {
        guard isPending else { return }
        if let writtenAt, (0..<intervalSeconds).contains(world.now().seconds(since: writtenAt)) { return }
        do {
            try await flush()
        } catch  where !isLost {
            return
        }
    }

    /// Writes what is pending after every earlier write, in a task of its own: the database rolls back the writes of
    /// a cancelled task, and the last report of a cancelled job is the one that counts.
    func flush() async throws {
        let previous = lastWrite
        let write = Task {
            _ = await previous?.result
            try await writePending()
        }
        lastWrite = write
        try await write.value
    }

    /// How the job ends, with its report and what came of it, where it has them.
    func end(_ ending: JobReportEnding, at moment: Instant) -> JobEnd {
        var failure: String?
        let state: JobState
        switch ending {
        case .completed: state = .succeeded
        case .failed(let reason): (state, failure) = (.failed, reason)
        case .cancelled: state = .cancelled
        }
        var end = JobEnd(state, failure: failure, at: moment, report: sheet.ended(ending, at: moment))
        end.result = sheet.result
        return end
    }

    private func writePending() async throws {
        guard !isLost else { throw CancellationError() }
        guard isPending else { return }
        let update = sheet.update
        isPending = false
        sheet.checkpoint = nil
        writtenAt = world.now()
        do {
            isLost = try await !save(update)
        } catch {
            isPending = true
            sheet.checkpoint = sheet.checkpoint ?? update.checkpoint
            throw error
        }
        if isLost { throw CancellationError() }
    }
}
