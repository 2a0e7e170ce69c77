import AsyncHTTPClient
import Connectors
import Domain
import HTTPTypes
import Imports
import TestKit
import Testing

/// A household beside a running fake of TMDB, which knows a few films.
struct ImportBench: Sendable {
    let house: ImportHousehold
    let fake: FakeTMDB
    /// What the household's provider reaches.
    let address: String

    /// Enough for an answer on a busy machine.
    private static let patience = 300.0

    static let dune = FakeWork(id: 438631, imdb: "tt1160419", "Dune", overview: "Spice.") {
        ($0.date, $0.votes, $0.runtimeMinutes) = ("2021-09-15", 12_000, 155)
    }
    static let dunePartTwo = FakeWork(id: 693134, imdb: "tt15239678", "Dune: Part Two") {
        ($0.date, $0.votes, $0.runtimeMinutes) = ("2024-02-27", 6_000, 167)
    }
    static let oldDune = FakeWork(id: 841, imdb: "tt0087182", "Dune") {
        ($0.date, $0.votes, $0.runtimeMinutes) = ("1984-12-14", 3_000, 137)
    }

    static func with(
        _ works: [FakeWork] = [.matrix, dunePartTwo, dune, oldDune, .breakingBad],
        _ change: (inout ImportHousehold.Settings) -> Void = { _ in }, driver: TestDriver = .sqlite,
        _ body: @escaping @Sendable (ImportBench) async throws -> Void
    ) async throws {
        let fake = FakeTMDB(works)
        let client = OutgoingHTTP.makeClient()
        let given = ImportHousehold.Settings(change)
        let outcome: Result<Void, any Error>
        do {
            try await fake.serve { address in
                var settings = given
                settings.provider = provider(address, client)
                try await ImportHousehold.with(settings, driver: driver) { house in
                    try await body(ImportBench(house: house, fake: fake, address: address))
                }
            }
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        try await client.shutdown()
        try outcome.get()
    }

    private static func provider(_ address: String, _ client: HTTPClient) -> TMDB {
        TMDB(
            settings: TMDBSettings(key: FakeTMDB.key, baseURL: address + "/3/", timeoutSeconds: patience),
            http: OutgoingHTTP(client: client),
            clock: OutgoingClock(now: { .now }, sleep: { _ in try Task.checkCancellation() }))
    }

    @discardableResult
    func run(_ scenario: Scenario, sourceLocation: SourceLocation = #_sourceLocation) async throws -> TestAnswer {
        try await house.surface.run(scenario, sourceLocation: sourceLocation)
    }

    /// Uploads a file of Amazon's and gives the answer.
    func upload(
        _ csv: String, as name: String = "anna", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        try await run(Scenario.upload(csv, as: name).answers(201), sourceLocation: sourceLocation).json
    }

    /// Uploads a file with these rows and gives the session's id.
    func session(
        _ rows: String..., as name: String = "anna", sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let csv = ([Self.header] + rows).joined(separator: "\n")
        return try #require(try await upload(csv, as: name, sourceLocation: sourceLocation)["session_id"]?.text)
    }

    static let header = "Date Watched,Type,Title,Image URL"
}

extension Scenario {
    /// An upload of one file.
    static func upload(
        _ content: String, named fileName: String? = "history.csv", part: String = "file",
        to source: String = "amazon-prime", as name: String = "anna"
    ) -> Scenario {
        upload(bytes: Array(content.utf8), named: fileName, part: part, to: source, as: name)
    }

    static func upload(
        bytes: [UInt8], named fileName: String? = "history.csv", part: String = "file",
        to source: String = "amazon-prime", as name: String = "anna"
    ) -> Scenario {
        let file = fileName.map { "; filename=\"\($0)\"" } ?? ""
        let head = "--limit\r\nContent-Disposition: form-data; name=\"\(part)\"\(file)\r\n\r\n"
        return Scenario("upload", .post, "/api/v1/import/\(source)/upload/", as: .known(name))
            .with(body: Array(head.utf8) + bytes + Array("\r\n--limit--\r\n".utf8))
            .with("Content-Type", "multipart/form-data; boundary=limit")
    }

    /// A request about a session of Amazon's, or about one of its films.
    static func session(
        _ method: HTTPRequest.Method, _ id: String, _ rest: String = "", as name: String = "anna", json: String? = nil
    ) -> Scenario {
        Scenario(
            "\(method) \(rest)", method, "/api/v1/import/amazon-prime/session/\(id)/\(rest)", as: .known(name),
            json: json)
    }

    /// An error with this text.
    func fails(_ status: Int, detail: String) -> Scenario {
        answers(status, json: #"{"detail": "\#(detail)"}"#)
    }
}

extension TestAnswer {
    /// The problems of an answer 422 as `type at place`.
    var problems: [String] {
        get throws {
            try json["detail"]?.list?.map { problem in
                let place = problem["loc"]?.list?.map { $0.text ?? $0.int.map(String.init) ?? "?" } ?? []
                return (problem["type"]?.text ?? "?") + " at " + place.joined(separator: ".")
            } ?? []
        }
    }
}
