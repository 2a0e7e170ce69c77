import Accounts
import AsyncAlgorithms
import Basics
import Catalogue
import Domain
import Imports
import Library
import Logging
import ServiceLifecycle
import Storage
import Streaming

/// Removes sessions, pairing codes, kept answers, uploads and imports that nobody has to be told about any more, and
/// sees to it that enrichment, indexing and the matching of imports go on after an outage. Jobs long done are removed
/// by whoever ends the next one.
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
            let (now, stores) = (World.live.now(), installation.persistence.stores)
            _ = try await stores.sessions.removeSessions(expiredBefore: now)
            let spentBefore = now.adding(seconds: -AccountsLimits.pairingSecondsRemembered)
            _ = try await stores.accounts.removePairingCodes(spentBefore: spentBefore)
            _ = try await stores.answers.removeAnswers(before: now.adding(seconds: -LibraryLimits.answersKeptSeconds))
            try await installation.features.uploads.sweep()
            _ = try await installation.features.player.playbacks.sweep()
            try await installation.features.imports.desk.sweep()
            _ = try await stores.audit.removeEntries(before: now.adding(seconds: -ServerLimits.auditSeconds))
            try await installation.features.enrichment.requestIfDue()
            try await installation.enqueueIndexingIfBehind()
        } catch {
            installation.logger.warning("sweep failed, trying again later", metadata: ["error": "\(error)"])
        }
    }
}
