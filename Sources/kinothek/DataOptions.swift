import ArgumentParser
import Configuration
import Foundation
import Logging
import Server

/// The options that all commands share.
struct DataOptions: ParsableArguments {
    @Option(help: "The folder in which everything is kept (KINOTHEK_DATA; default ./kinothek-data).")
    var data: String?

    /// The settings of this call: options first, then the environment, then the defaults. Throws `SettingsError`.
    func settings(_ more: [AbsoluteConfigKey: ConfigValue] = [:]) throws -> ServerSettings {
        var values = more
        if let data { values[["kinothek", "data"]] = ConfigValue(stringLiteral: data) }
        let reader = ConfigReader(providers: [
            InMemoryProvider(name: "arguments", values: values), EnvironmentVariablesProvider(),
        ])
        return try ServerSettings(
            config: reader.scoped(to: "kinothek"),
            legacyVariable: ProcessInfo.processInfo.environment["ALLOW_LEGACY_ANDROID_API_MUTATIONS"])
    }

    /// Opens the installation for a command, runs `work`, and closes it whatever happens.
    func withInstallation<Result: Sendable>(
        _ work: (Installation) async throws -> Result
    ) async throws -> Result {
        let settings = try settings()
        var logger = LogSetup.logger(level: "warning")
        logger[metadataKey: "command"] = "\(CommandLine.arguments.dropFirst().prefix(2).joined(separator: " "))"
        let installation = try await Installation.open(settings, isServer: false, logger: logger)
        do {
            let result = try await work(installation)
            try await installation.close()
            return result
        } catch {
            try? await installation.close()
            throw error
        }
    }
}
