import Jobs
package import Logging
import SQL

/// An opened data folder with everything wired: what a server serves and what a command works on.
package struct Installation: Sendable {
    package let settings: ServerSettings
    package let folder: DataFolder
    package let persistence: Persistence
    package let engines: Engines
    package let features: Features
    package let logger: Logger

    /// Opens the folder, migrates the database and looks for the model. `isServer` takes the server's lock.
    package static func open(
        _ settings: ServerSettings, isServer: Bool, logger: Logger
    ) async throws -> Installation {
        let folder = try DataFolder(settings.dataFolder)
        let persistence = try await Persistence.open(settings, folder: folder, isServer: isServer)
        let engines = Engines(settings, folder: folder)
        let features = Features(persistence, engines, settings, folder: folder, logger: logger)
        return Installation(
            settings: settings, folder: folder, persistence: persistence, engines: engines, features: features,
            logger: logger)
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
