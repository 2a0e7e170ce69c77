import AsyncAlgorithms
import Basics
import Domain
import Logging
import ServiceLifecycle
import Storage

/// Removes what has expired: pairing codes that nobody has to be told about any more, and jobs long done.
struct Sweeper: Service {
    let store: Stores
    let logger: Logger

    func run() async throws {
        let ticks = AsyncTimerSequence(interval: .seconds(ServerLimits.sweepSeconds), clock: .continuous)
        for await _ in ticks.cancelOnGracefulShutdown() {
            await sweep()
        }
    }

    func sweep() async {
        do {
            let spentBefore = World.live.now().adding(seconds: -ServerLimits.pairingCodeSecondsRemembered)
            _ = try await store.accounts.removePairingCodes(spentBefore: spentBefore)
            _ = try await store.jobs.prune(keep: ServerLimits.jobsKept)
        } catch {
            logger.warning("sweep failed, trying again later", metadata: ["error": "\(error)"])
        }
    }
}
