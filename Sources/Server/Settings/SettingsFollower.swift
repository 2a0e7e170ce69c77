import Administration
import AsyncAlgorithms
import Domain
import Logging
import ServiceLifecycle
import Storage

/// Reads the settings again when any process has changed them, and has new vectors made when they name another model.
struct SettingsFollower: Service {
    let installation: Installation

    func run() async throws {
        await cancelWhenGracefulShutdown { await follow() }
    }

    private func follow() async {
        let changes = installation.persistence.stores.feed.changes()
        var source = EmbedderSource(installation.settings.embedding, installation.settings.openAI)
        // A look that failed is made up for, and a change that the database could not tell is found.
        let ticks = AsyncTimerSequence(interval: .seconds(ServerLimits.settingsSeconds), clock: .continuous)
        for await _ in merge(changes.filter { $0 == .settings }.map { _ in () }, ticks.map { _ in () }) {
            await look()
            let now = EmbedderSource(installation.liveSettings.values)
            // A server that started without a model runs no jobs that would need one.
            guard now != source, installation.engines.embedder != nil else { continue }
            source = now
            await installation.want(now)
        }
    }

    private func look() async {
        do {
            try await installation.liveSettings.load(isLenient: true)
            let unreadable = installation.liveSettings.snapshot.unreadable
            guard !unreadable.isEmpty else { return }
            installation.logger.error(
                "stored secrets cannot be read with the key file",
                metadata: ["settings": "\(unreadable.sorted().joined(separator: " "))"])
        } catch is CancellationError {
        } catch {
            installation.logger.warning("settings cannot be read, trying again", metadata: ["error": "\(error)"])
        }
    }
}
