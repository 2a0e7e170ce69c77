import ArgumentParser
import Configuration
import Server

/// `kinothek serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the server.",
        discussion: """
            Without an account a one-time set-up link is printed. KINOTHEK_DATABASE_URL=postgres://… uses PostgreSQL
            instead of the SQLite file in the data folder.
            """)
    @OptionGroup var options: DataOptions
    @Option(help: "The address to listen on (KINOTHEK_SERVER_HOST; default 127.0.0.1; 0.0.0.0 for all).")
    var host: String?
    @Option(help: "The port to listen on, 0 for any free one (KINOTHEK_SERVER_PORT; default 5020).")
    var port: Int?

    func run() async throws {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        if let host { values[["kinothek", "server", "host"]] = ConfigValue(stringLiteral: host) }
        if let port { values[["kinothek", "server", "port"]] = ConfigValue(stringLiteral: String(port)) }
        let given = try options.given(values)
        let logger = LogSetup.logger(level: given.logLevel)
        let installation = try await Installation.open(given, isServer: true, logger: logger)
        let server = KinothekServer(installation) { Terminal.say($0) }
        try await server.run()
    }
}
