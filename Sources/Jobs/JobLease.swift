import Basics
import Domain

/// Why a running job has to stop, apart from the server's own shutdown.
enum JobInterruption: Sendable {
    /// Somebody asked for its end.
    case cancelled
    /// It belongs to another worker now, or cannot be held any longer.
    case lost
}

/// Holds a running job for its worker, and hears when it is not to go on.
struct JobLease: Sendable {
    let job: JobID
    let worker: String
    let store: any JobStore
    let world: World
    let settings: JobSettings

    /// Extends the lease until the task is cancelled (nil) or the job must stop.
    ///
    /// Between heartbeats the job is only read, which costs no write. When the database has not answered for as long
    /// as the lease lasts, the job counts as lost, because another worker may have it by now.
    func hold() async -> JobInterruption? {
        var heldSince = world.now()
        while !Task.isCancelled {
            do {
                try await settings.sleeper(seconds: settings.cancelCheckSeconds)
                let now = world.now()
                let isDue = now.seconds(since: heldSince) >= settings.heartbeatSeconds
                if let interruption = try await isDue ? heartbeat(at: now) : look() { return interruption }
                if isDue { heldSince = now }
            } catch {
                if Task.isCancelled { return nil }
                if world.now().seconds(since: heldSince) >= settings.leaseSeconds { return .lost }
            }
        }
        return nil
    }

    private func heartbeat(at now: Instant) async throws -> JobInterruption? {
        let leaseUntil = now.adding(seconds: settings.leaseSeconds)
        return switch try await store.heartbeat(job, worker: worker, leaseUntil: leaseUntil) {
        case .held: nil
        case .cancelRequested: .cancelled
        case .lost: .lost
        }
    }

    private func look() async throws -> JobInterruption? {
        guard let current = try await store.job(id: job), current.state == .running else { return .lost }
        return current.isCancelRequested ? .cancelled : nil
    }
}
