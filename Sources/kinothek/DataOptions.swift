import Administration
import ArgumentParser
import Configuration
import Foundation
import Logging
import Server

/// The options that all commands share.
struct DataOptions: ParsableArguments {
    @Option(help: "The folder in which everything is kept (KINOTHEK_DATA; default ./kinothek-data).")
    var data: String?

    /// What this call says: options first, then the environment. Throws `SettingsError`.
    func given(_ more: [AbsoluteConfigKey: ConfigValue] = [:]) throws -> GivenSettings {
        var values = more
        if let data { values[["kinothek", "data"]] = ConfigValue(stringLiteral: data) }
        let reader = ConfigReader(providers: [
            InMemoryProvider(name: "arguments", values: values), EnvironmentVariablesProvider(),
        ])
        return try GivenSettings(
            config: reader.scoped(to: "kinothek"),
            legacyVariable: ProcessInfo.processInfo.environment["ALLOW_LEGACY_ANDROID_API_MUTATIONS"])
    }

    /// Opens the installation for a command, runs `work`, and closes it whatever happens.
    func withInstallation<Result: Sendable>(
        _ work: (Installation) async throws -> Result
    ) async throws -> Result {
        var logger = LogSetup.logger(level: "warning")
        logger[metadataKey: "command"] = "\(CommandLine.arguments.dropFirst().prefix(2).joined(separator: " "))"
        let installation = try await Installation.open(try given(), isServer: false, logger: logger)
        do {
            let result = try await work(installation)
            try await installation.close()
            return result
        } catch {
            try? await installation.close()
            throw error
        }
    }

    /// Opens only the settings, with what is stored, runs `work`, and closes them whatever happens. Stored secrets that
    /// cannot be read keep nobody from mending that.
    func withSettings<Result: Sendable>(_ work: (Settings) async throws -> Result) async throws -> Result {
        let desk = try await SettingsDesk.open(try given())
        do {
            try await desk.settings.load(isLenient: true)
            let result = try await work(desk.settings)
            await desk.close()
            return result
        } catch {
            await desk.close()
            throw error
        }
    }
}
