import Accounts
import ArgumentParser
import Basics
import Catalogue
import Configuration
import Domain
import Foundation
import SampleCatalogue
import Search
import Server

/// `kinothek demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a server on scratch data with sample films; prints a key and a search to try.")
    @Option(help: "The port to listen on, 0 for any free one.") var port = 5020
    @Option(help: "The folder of the embedding model.") var model: String?

    private static let query = "psychological thriller with mind bending plot twists"
    private static let exampleFilms = 5

    func run() async throws {
        let folder = try Self.scratchFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let given = try given(folder: folder.path)
        let logger = LogSetup.logger(level: "warning")
        let installation = try await Installation.open(given, isServer: true, logger: logger)
        let (account, example): (DemoAccount, [String])
        do {
            account = try await fill(installation, folder: folder)
            example = try await self.example(installation)
        } catch {
            try? await installation.close()
            throw error
        }
        let server = KinothekServer(installation) { line in
            guard line.hasPrefix("listening on "), let address = line.split(separator: " ").last else {
                return Terminal.say(line)
            }
            Terminal.say(Self.welcome(address: String(address), account))
            for film in example { Terminal.say("    " + film) }
            Terminal.say("\nControl-C ends the demo and deletes its data.\n")
            Terminal.say(line)
        }
        try await server.run()
    }

    /// A new folder that nobody else can have prepared.
    private static func scratchFolder() throws -> URL {
        let template = FileManager.default.temporaryDirectory.appending(path: "kinothek-demo-XXXXXX").path
        var path = Array(template.utf8CString)
        guard mkdtemp(&path) != nil else {
            throw StartError.dataFolder(path: template, reason: "It cannot be made.")
        }
        return URL(filePath: String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    private func given(folder: String) throws -> GivenSettings {
        var values: [AbsoluteConfigKey: ConfigValue] = [
            ["kinothek", "data"]: ConfigValue(stringLiteral: folder),
            ["kinothek", "server", "port"]: ConfigValue(stringLiteral: String(port)),
        ]
        if let model { values[["kinothek", "embedding", "model_path"]] = ConfigValue(stringLiteral: model) }
        let reader = ConfigReader(providers: [InMemoryProvider(name: "demo", values: values)])
        return try GivenSettings(config: reader.scoped(to: "kinothek"))
    }

    /// Loads the sample and makes the demo account.
    private func fill(_ installation: Installation, folder: URL) async throws -> DemoAccount {
        let sample = folder.appending(path: "sample.jsonl")
        try Data(SampleFilms.bytes).write(to: sample)
        let report = try await installation.features.load.load(path: sample.path)
        try await IndexRun(installation: installation).waitForIndex()
        Terminal.say("\(report.outcome.added) sample films are loaded and indexed.")
        let password = World.live.randomHex(byteCount: DemoAccount.passwordBytes)
        let user = try await installation.features.accounts.add(
            email: "demo@kinothek.example", name: "Demo", role: .admin, password: password)
        let key = try await installation.features.keys.make(label: "Demo", for: user.id)
        return DemoAccount(email: user.email, password: password, key: key)
    }

    /// What the search that is printed will find, with names instead of ids.
    private func example(_ installation: Installation) async throws -> [String] {
        try await installation.features.follower.catchUp()
        let hits = try await installation.features.search.search(
            Self.query, limit: Self.exampleFilms, within: .everything)
        var films: [String] = []
        for hit in hits {
            guard let title = try await installation.title(hit.imdbID) else { continue }
            let year = title.metadata.year.map { " (\($0))" } ?? ""
            films.append("\(String(format: "%.3f", hit.score))  \(title.metadata.title)\(year)")
        }
        return films
    }

    private static func welcome(address: String, _ account: DemoAccount) -> String {
        """

        Kinothek is running on \(address)

        Open it in a browser and sign in as \(account.email), password \(account.password)

        Search by meaning; paste this into another terminal:

          curl -s \(address)/kodi/search/movies \\
            -H 'Authorization: ApiKey \(account.key)' \\
            -d '{"query": "\(query)", "limit": \(exampleFilms)}'

        More like Inception, by mood and themes:

          curl -s \(address)/similar_to \\
            -d '{"reference_imdb_id": "tt1375666", "include_mood": true, "include_themes": true}'

        The first search finds:

        """
    }
}

/// Who the demo can be tried as.
private struct DemoAccount {
    static let passwordBytes = 6

    let email: String
    let password: String
    let key: String
}
