import AsyncAlgorithms
import Basics
import Domain
import Logging
import ServiceLifecycle
import Storage

/// Removes what has expired, pairing codes that nobody has to be told about any more and jobs long done, and sees to it
/// that indexing goes on after an outage.
struct Sweeper: Service {
    let installation: Installation

    func run() async throws {
        let ticks = AsyncTimerSequence(interval: .seconds(ServerLimits.sweepSeconds), clock: .continuous)
        for await _ in ticks.cancelOnGracefulShutdown() {
            await sweep()
        }
    }

    func sweep() async {
        do {
            let spentBefore = World.live.now().adding(seconds: -ServerLimits.pairingCodeSecondsRemembered)
            let store = installation.persistence.stores
            _ = try await store.accounts.removePairingCodes(spentBefore: spentBefore)
            _ = try await store.jobs.prune(keep: ServerLimits.jobsKept)
            try await installation.enqueueIndexingIfBehind()
        } catch {
            installation.logger.warning("sweep failed, trying again later", metadata: ["error": "\(error)"])
        }
    }
}
