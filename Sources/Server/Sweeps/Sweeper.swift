import Accounts
import AsyncAlgorithms
import Basics
import Domain
import Logging
import ServiceLifecycle
import Storage

/// Removes expired sessions, and pairing codes that nobody has to be told about any more, and sees to it that indexing
/// goes on after an outage. Jobs long done are removed by whoever ends the next one.
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
            let now = World.live.now()
            _ = try await installation.persistence.stores.sessions.removeSessions(expiredBefore: now)
            let spentBefore = now.adding(seconds: -AccountsLimits.pairingSecondsRemembered)
            _ = try await installation.persistence.stores.accounts.removePairingCodes(spentBefore: spentBefore)
            try await installation.enqueueIndexingIfBehind()
        } catch {
            installation.logger.warning("sweep failed, trying again later", metadata: ["error": "\(error)"])
        }
    }
}
