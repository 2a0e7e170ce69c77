package import Administration
import Basics
import Jobs
package import Logging
import SQL
import Storage

/// An opened data folder with everything wired: what a server serves and what a command works on.
package struct Installation: Sendable {
    /// What held at the start.
    package let settings: ServerSettings
    /// What holds now.
    package let liveSettings: Settings
    package let folder: DataFolder
    package let persistence: Persistence
    package let engines: Engines
    package let features: Features
    package let logger: Logger

    /// Opens the folder, migrates the database, reads the stored settings over those that were given, and looks for the
    /// model. `isServer` takes the server's lock.
    package static func open(
        _ given: GivenSettings, isServer: Bool, logger: Logger
    ) async throws -> Installation {
        let desk = try await SettingsDesk.open(given, isServer: isServer)
        let installation: Installation
        do {
            // A command that has nothing to do with them is not kept from its work by secrets that cannot be read.
            try await desk.settings.load(isLenient: !isServer)
            installation = try Installation(desk, logger: logger)
        } catch {
            await desk.close()
            throw error
        }
        do {
            try await installation.chooseModel()
            return installation
        } catch {
            try? await installation.close()
            throw error
        }
    }

    private init(_ desk: SettingsDesk, logger: Logger) throws {
        settings = try ServerSettings(desk.settings.values)
        liveSettings = desk.settings
        folder = desk.folder
        persistence = desk.persistence
        engines = Engines(settings, live: liveSettings, folder: folder, derived: persistence.derived)
        features = Features(
            persistence, engines, settings, live: liveSettings, folder: folder, logger: logger)
        self.logger = logger
    }

    package func close() async throws {
        await persistence.database.close()
        try await engines.shutDown()
    }

    /// Runs workers of this process while `work` waits for a job of this name, so that no server is needed for its end.
    ///
    /// They take no other jobs: a command does not wait behind what it did not start.
    package func withWorkers<Result: Sendable>(
        for name: String, _ work: @Sendable @escaping () async throws -> Result
    ) async throws -> Result {
        let workers = features.workers(persistence, count: 1, only: [name], logger: logger)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                await workers.run()
                return nil
            }
            group.addTask { try await work() }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}
