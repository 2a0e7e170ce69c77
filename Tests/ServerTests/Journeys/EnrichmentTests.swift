import Catalogue
import Configuration
import Domain
import Foundation
import Jobs
import Logging
import Server
import Storage
import TestKit
import Testing

@Suite("Titles that are known by their id alone")
struct EnrichmentTests {
    @Test("an id that a client brings is asked for, indexed, and found by a running server")
    func fromIDToSearch() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let fake = FakeTMDB()
        let model = HeldModel(holdAfter: .max, ofTextsWith: "")
        try await fake.serve { tmdb in
            try await model.serve { embeddings in
                try await follow(sandbox, tmdb: tmdb, embeddings: embeddings)
            }
        }
    }

    private func follow(_ sandbox: Sandbox, tmdb: String, embeddings: String) async throws {
        let environment = [
            "KINOTHEK_EMBEDDING_PROVIDER": "openai", "KINOTHEK_OPENAI_BASE_URL": embeddings,
            "KINOTHEK_OPENAI_EMBEDDING_MODEL": "held", "KINOTHEK_TMDB_API_KEY": FakeTMDB.token,
            "KINOTHEK_TMDB_BASE_URL": tmdb + "/3",
        ]
        let key = try await sandbox.makeKey()
        let server = try await LiveServer.start(sandbox, environment: environment)
        try await sandbox.want("tt0133093", "tt0903747", "tt9999999")
        let isFound = await Patience.until {
            let found = try? await server.search("the matrix", key: key)
            return found?.first == "tt0133093"
        }
        #expect(isFound)
        let isIndexed = await Patience.until {
            let status = try? await sandbox.run("index", "status", environment: environment).output
            let lines = status?.split(separator: "\n") ?? []
            return lines.contains { $0.hasPrefix("indexed") && $0.hasSuffix(" 2") }
        }
        #expect(isIndexed)
        let byMeaning = try await server.search("hacker simulated world", key: key)
        #expect(byMeaning.contains("tt0133093"))
        let states = try await sandbox.recordStates("tt0133093", "tt0903747", "tt9999999")
        #expect(states == [.available, .available, .failed])
        let ended = await server.stop()
        #expect(ended.status == 0)
        #expect(!ended.errors.contains(FakeTMDB.token), "no key in the log")
    }

    @Test("films and series that are files only are looked up after the scan, with their episodes and posters")
    func fromFileToPage() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let films = sandbox.folder.appending(path: "films")
        for path in [
            "The Matrix (1999).mkv", "Unheard Of (2011).mkv", "Breaking Bad (2008)/Season 1/Breaking.Bad.S01E01.mkv",
            "Breaking Bad (2008)/Season 1/Breaking.Bad.S01E02.mkv",
        ] {
            let file = films.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(path.utf8).write(to: file)
        }
        var series = FakeWork.breakingBad
        series.seasons[1] = [FakeEpisode(id: 62_085, 1, "Pilot", overview: "A diagnosis.", date: "2008-01-20")]
        let fake = FakeTMDB([.matrix, series])
        try await fake.serve { tmdb in
            let environment = ["KINOTHEK_TMDB_API_KEY": FakeTMDB.key, "KINOTHEK_TMDB_BASE_URL": tmdb + "/3"]
            let server = try await LiveServer.start(sandbox, environment: environment)
            _ = try await WebVisitor.setUp(server)
            let added = try await sandbox.run(
                "library", "add", "Films", films.path, "--kind", "mixed", environment: environment)
            #expect(added.status == 0, "\(added.errors)")
            let scanned = try await sandbox.run("library", "scan", environment: environment)
            #expect(scanned.status == 0, "\(scanned.errors)")
            let phone = try await AndroidClient.signIn(at: server)
            let isThere = await Patience.until {
                let items = (try? await phone.get("library"))?["data"]?.list ?? []
                return items.count == 3
                    && items.filter { $0["plot"]?.text != nil && $0["poster_url"]?.text != nil }.count == 2
            }
            #expect(isThere)
            let items = try #require(try await phone.get("library")["data"]?.list)
            let matrix = try #require(items.first { $0["title"] == .text("The Matrix") })
            #expect(matrix["director"] == .text("Lana Wachowski, Lilly Wachowski") && matrix["rating"] == .text("8.2"))
            let id = try #require(items.first { $0["card_type"] == .text("series") }?["series_id"]?.int)
            let episodes = try await phone.get("series_details?id=\(id)")["episodes"]?.list ?? []
            #expect(episodes.first?["title"] == .text("Pilot") && episodes.first?["plot"] == .text("A diagnosis."))
            #expect(episodes.count == 2)
            #expect(await fake.paths.filter { $0 == "/search/movie" }.count == 3, "one of them also without its year")
            #expect(await server.stop().status == 0)
        }
    }

    @Test("without a key stubs wait, and a start with one asks for them")
    func keyComesLater() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let key = try await sandbox.makeKey()
        let without = try await LiveServer.start(sandbox)
        try await sandbox.want("tt0133093")
        #expect(try await Patience.until { try await sandbox.enrichmentMessage()?.contains("TMDB_API_KEY") == true })
        #expect(try await sandbox.recordStates("tt0133093") == [.missing])
        #expect(await without.stop().status == 0)

        try await FakeTMDB().serve { tmdb in
            let environment = ["KINOTHEK_TMDB_API_KEY": FakeTMDB.key, "KINOTHEK_TMDB_BASE_URL": tmdb + "/3"]
            let server = try await LiveServer.start(sandbox, environment: environment)
            let isFound = await Patience.until {
                let found = try? await server.search("matrix", key: key)
                return found == ["tt0133093"]
            }
            #expect(isFound)
            let ended = await server.stop()
            #expect(ended.status == 0)
            #expect(!ended.errors.contains(FakeTMDB.key), "no key in the log")
        }
    }

    @Test(
        "a language or region that is none ends the start and is named",
        arguments: [
            ("LANGUAGE", "german"), ("LANGUAGE", "de_DE"), ("REGION", "us"), ("REGION", "USA"), ("BASE_URL", "tmdb"),
        ])
    func badSettings(_ name: String, _ value: String) async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let ended = try await sandbox.run("user", "list", environment: ["KINOTHEK_TMDB_" + name: value])
        #expect(ended.status == 1)
        #expect(ended.errors.contains("KINOTHEK_TMDB_" + name))
    }
}

extension Sandbox {
    /// Brings ids, as a surface does, beside the server.
    func want(_ ids: String...) async throws {
        try await withInstallation { _ = try await $0.features.enrichment.want(ids.compactMap { IMDbID($0) }) }
    }

    /// What the newest run said last.
    func enrichmentMessage() async throws -> String? {
        try await withInstallation { installation in
            let job = try await installation.features.queue.recent(name: EnrichTitles.name, limit: 1).first
            return job?.state == .succeeded ? job?.progress.message : nil
        }
    }

    func recordStates(_ ids: String...) async throws -> [RecordState?] {
        let ids = ids.compactMap { IMDbID($0) }
        return try await withInstallation { installation in
            let states = try await installation.persistence.stores.enrichment.recordStates(of: ids)
            return ids.map { states[$0] }
        }
    }

    /// Opens the data folder as a command does.
    func withInstallation<Value: Sendable>(
        _ work: (Installation) async throws -> Value
    ) async throws -> Value {
        let values: [AbsoluteConfigKey: ConfigValue] = [
            ["data"]: ConfigValue(stringLiteral: data),
            ["embedding", "model_path"]: ConfigValue(stringLiteral: folder.appending(path: "no-model").path),
        ]
        let given = try GivenSettings(config: ConfigReader(provider: InMemoryProvider(values: values)))
        let installation = try await Installation.open(
            given, isServer: false, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        do {
            let value = try await work(installation)
            try await installation.close()
            return value
        } catch {
            try await installation.close()
            throw error
        }
    }
}
