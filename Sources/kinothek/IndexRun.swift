import ArgumentParser
import Domain
import Jobs
import Search
import Server

/// Brings the index up to date and waits for it, showing how far it is.
struct IndexRun {
    let installation: Installation

    func waitForIndex() async throws {
        guard installation.engines.models.wanted != nil else {
            Terminal.note("Only words can be searched: \(installation.engines.embedderProblem ?? "there is no model.")")
            return
        }
        let queue = installation.features.queue
        let job = try await installation.enqueueIndexing()
        let bar = ProgressBar("Indexing")
        let ended = try await installation.withWorkers(for: job.name) {
            try await queue.wait(for: job.id) { job in
                bar.show(job.progress.done, of: job.progress.total, job.progress.message)
            }
        }
        bar.end()
        guard ended.state == .succeeded else {
            Terminal.note("Indexing \(ended.state.rawValue): \(ended.failure ?? "no reason given").")
            throw ExitCode.failure
        }
    }
}
