import Domain
import HTTPTypes
import Imports
import TestKit
import Testing

@Suite("Import: files that are none")
struct UploadErrorTests {
    private static let limit = 2_000

    private static func with(_ body: @escaping @Sendable (ImportHousehold) async throws -> Void) async throws {
        try await ImportHousehold.with(
            ImportHousehold.Settings { $0.imports.uploadBytesMax = limit }, body)
    }

    @Test("a file of Amazon's is called .csv, in any case", arguments: ["history.txt", "history", "", "csv"])
    func names(_ name: String) async throws {
        try await Self.with { house in
            let content = "Type,Title\nMovie,Dune\n"
            try await house.surface.run(
                Scenario.upload(content, named: name).fails(400, detail: "File must be a CSV file"))
            try await house.surface.run(Scenario.upload(content, named: "HISTORY.CSV").answers(201))
        }
    }

    @Test(
        "without a row, without a known column, or of another service: a file that cannot be parsed",
        arguments: ["", "Type,Title\n", "a,b\n1,2\n", "Date Watched,Title\n2024-01-15,Dune\n", "\u{1}\u{2}\u{3}"])
    func unreadable(_ content: String) async throws {
        try await Self.with { house in
            try await house.surface.run(
                Scenario.upload(content).fails(400, detail: "CSV file is empty or could not be parsed"))
        }
    }

    @Test(
        "rows, but no film",
        arguments: ["Type,Title\nSeries,Breaking Bad\n", "Type,Title\nMovie,\n"])
    func filmless(_ content: String) async throws {
        try await Self.with { house in
            try await house.surface.run(
                Scenario.upload(content).fails(400, detail: "No movies found in CSV file (only TV shows?)"))
        }
    }

    @Test("a file may be as large as the setting says, and no byte larger")
    func size() async throws {
        try await Self.with { house in
            let row = "Type,Title\nMovie,Dune\n"
            let filling = String(repeating: "\n", count: Self.limit - row.utf8.count)
            try await house.surface.run(Scenario.upload(row + filling).answers(201))
            try await house.surface.run(
                Scenario.upload(row + filling + "\n").fails(413, detail: "File too large (limit 2000 bytes)"))
        }
    }

    @Test("what comes beside the file is bounded, too, and so is what is only announced")
    func besides() async throws {
        try await Self.with { house in
            let large = String(repeating: "x", count: 200_000)
            try await house.surface.run(Scenario.upload(large, named: nil, part: "more").answers(413))
            try await house.surface.run(Scenario.upload(large, named: "other.csv", part: "more").answers(413))
        }
    }

    @Test("the setting of 20 MiB is told in its own words")
    func usualLimit() async throws {
        try await ImportHousehold.with { house in
            let bytes = [UInt8](repeating: 10, count: ImportsLimits.uploadBytesMax + 1)
            try await house.surface.run(
                Scenario.upload(bytes: bytes).fails(413, detail: "File too large (limit 20 MiB)"))
        }
    }

    @Test("a form without the file, or with a plain field in its place, is told so")
    func missing() async throws {
        try await Self.with { house in
            let content = "Type,Title\nMovie,Dune\n"
            let other = try await house.surface.run(Scenario.upload(content, part: "upload").answers(422))
            #expect(try other.problems == ["missing at body.file"])
            let plain = try await house.surface.run(Scenario.upload(content, named: nil).answers(422))
            #expect(try plain.problems == ["value_error at body.file"])
            let path = "/api/v1/import/amazon-prime/upload/"
            for scenario in [
                Scenario("no body", .post, path, as: .known("anna")),
                Scenario("JSON", .post, path, as: .known("anna"), json: #"{"file": "x"}"#),
                Scenario("no boundary", .post, path, as: .known("anna")).with("Content-Type", "multipart/form-data")
                    .with(body: Array("x".utf8)),
            ] {
                let answer = try await house.surface.run(scenario.answers(422))
                #expect(try answer.problems == ["missing at body.file"], "\(scenario.name)")
            }
        }
    }

    @Test("a form that ends in its midst cannot be read")
    func cutOff() async throws {
        try await Self.with { house in
            let whole = Scenario.upload("Type,Title\nMovie,Dune\n")
            let cut = whole.with(body: Array((whole.request.body ?? []).dropLast(12)))
            try await house.surface.run(cut.fails(400, detail: "There was an error parsing the body"))
        }
    }

    @Test("nobody uploads without a credential, and of unknown services there is nothing")
    func access() async throws {
        try await Self.with { house in
            let upload = Scenario.upload("Type,Title\nMovie,Dune\n")
            var nobody = upload
            nobody.request.caller = .nobody
            try await house.surface.run(nobody.fails(401, detail: "Not authenticated"))
            let path = "/api/v1/import/videoland/upload/"
            try await house.surface.run(Scenario("unknown", .post, path).fails(404, detail: "Not Found"))
            try await house.surface.run(
                Scenario("unknown", .post, path, as: .known("anna")).fails(404, detail: "Not Found"))
        }
    }

    @Test("a file of another service at a path of its own is named")
    func otherService() async throws {
        try await Self.with { house in
            let netflix = "Title,Date\nThe Matrix,1/15/24\n"
            try await house.surface.run(
                Scenario.upload(netflix, to: "letterboxd")
                    .fails(400, detail: "This is a file of netflix, not of letterboxd"))
            try await house.surface.run(
                Scenario.upload(netflix).fails(400, detail: "CSV file is empty or could not be parsed"))
            let zip = [UInt8]("PK\u{3}\u{4} and no more".utf8)
            try await house.surface.run(Scenario.upload(bytes: zip, to: "letterboxd").answers(400))
        }
    }
}
