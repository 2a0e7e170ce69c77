import HTTPTypes
import TestKit
import Testing

/// The error rows of uploads.
@Suite("Kodi: what uploads refuse")
struct UploadErrorTests {
    private static let mode = #"mode must be \"merge\" or \"replace\""#
    private static let total = "total_count must be a whole number from 0 to 10000"

    private static func start(_ body: String?) -> Scenario {
        Scenario("start \(body ?? "without body")", .post, "/library/batch/start", as: .member, json: body)
    }

    private static let starts: [Scenario] =
        [nil, "", "[]", "5", "{", "\"x\""].map { start($0).fails(400, "JSON data required") }
        + [
            "", #""total_count": null"#, #""total_count": true"#, #""total_count": "5""#, #""total_count": 1.5"#,
            #""total_count": -1"#, #""total_count": []"#,
        ].map { start("{\($0)}").fails(400, total) }
        + ["null", "5", "\"\"", "\"Merge\"", "\"delete\"", "[]"].map {
            start(#"{"total_count": 1, "mode": \#($0)}"#).fails(400, mode)
        }
        + ["null", "5", "\"" + String(repeating: "x", count: 51) + "\""].map {
            start(#"{"total_count": 1, "source": \#($0)}"#).fails(400, "source must be text of at most 50 characters")
        }
        + [
            start(#"{"total_count": 10001}"#).answers(
                400,
                json: #"{"success": false, "error": "A library can hold at most 10000 movies", "#
                    + #""error_code": "LIBRARY_LIMIT_EXCEEDED"}"#)
        ]

    @Test("beginning", arguments: starts)
    func beginning(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(scenario)
    }

    private static let chunks: [(body: String?, error: String)] =
        [nil, "", "[]", "null", "{"].map { ($0, "JSON data required") }
        + [
            "", #""chunk_index": null, "#, #""chunk_index": true, "#, #""chunk_index": "0", "#, #""chunk_index": -1, "#,
            #""chunk_index": 0.5, "#,
        ].map { (#"{\#($0)"items": []}"#, "chunk_index must be a whole number of at least 0") }
        + [
            #"{"chunk_index": 0}"#, #"{"chunk_index": 0, "items": null}"#, #"{"chunk_index": 0, "items": {}}"#,
            #"{"chunk_index": 0, "items": "tt1"}"#,
        ].map { ($0, "items must be a list") }

    @Test("a chunk", arguments: chunks)
    func chunk(_ body: String?, _ error: String) async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start()
            try await household.surface.run(
                Scenario("chunk", .put, "/library/batch/\(upload)/chunk", as: .member, json: body).fails(400, error))
            // Fields are looked at before the upload is.
            try await household.surface.run(
                Scenario("chunk", .put, "/library/batch/u_none/chunk", as: .member, json: body).fails(400, error))
        }
    }

    @Test("a chunk that is too large stages nothing")
    func largeChunk() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start()
            let large =
                #"{"success": false, "error": "A chunk can have at most 1000 items", "#
                + #""error_code": "CHUNK_TOO_LARGE"}"#
            try await household.surface.run(
                KodiHousehold.chunk(upload, 0, imdbIDs(0..<1_001)).answers(400, json: large))
            try await household.chunk(upload, 0, imdbIDs(0..<1_000))
            #expect(try await household.commit(upload)["user_movie_count"] == .int(1_000))
        }
    }

    @Test("more than ten thousand different films in one upload")
    func largeUpload() async throws {
        try await KodiHousehold.with { household in
            let upload = try await household.start("replace", count: 10_000)
            for chunk in 0..<10 {
                try await household.chunk(upload, chunk, imdbIDs(chunk * 1_000..<(chunk + 1) * 1_000))
            }
            let full =
                #"{"success": false, "error": "A library can hold at most 10000 movies", "#
                + #""error_code": "LIBRARY_LIMIT_EXCEEDED"}"#
            try await household.surface.run(
                KodiHousehold.chunk(upload, 10, imdbIDs([10_000])).answers(400, json: full))
            try await household.chunk(upload, 11, imdbIDs([5]))
            let done = try await household.commit(upload)
            #expect(done["user_movie_count"] == .int(10_000) && done["chunks_processed"] == .int(11))
        }
    }

    @Test("uploads that do not exist", arguments: ["u_none", "u_00000000000000000000000000000000", "x", "u_%20"])
    func unknown(_ upload: String) async throws {
        try await KodiHousehold.with { household in
            let notFound = "Upload session not found"
            try await household.surface.run(KodiHousehold.chunk(upload, 0, []).fails(404, notFound))
            try await household.surface.run(KodiHousehold.commit(upload).fails(404, notFound))
            try await household.surface.run(
                Scenario("status", .get, "/library/batch/\(upload)/status", as: .member).fails(404, notFound))
        }
    }

    @Test("a replacement of which nothing came, and uploads of others")
    func notEnough() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = imdbIDs([1]) }) { household in
            let upload = try await household.start("replace", count: 3)
            let incomplete =
                #"{"success": false, "error": "No chunk of this upload has arrived, so nothing was "#
                + #"replaced", "error_code": "INCOMPLETE_UPLOAD"}"#
            try await household.surface.run(KodiHousehold.commit(upload).answers(400, json: incomplete))
            #expect(try await household.listed() == imdbIDs([1]))
            try await household.surface.run(
                KodiHousehold.commit(upload, as: .guest).fails(404, "Upload session not found"))
            let empty = try await household.start("replace", count: 0)
            #expect(try await household.commit(empty)["removed_count"] == .int(1))
        }
    }

    @Test(
        "every endpoint wants a key",
        arguments: [
            ("POST", "/library/batch/start"), ("PUT", "/library/batch/u_x/chunk"),
            ("POST", "/library/batch/u_x/commit"),
            ("GET", "/library/batch/u_x/status"), ("GET", "/kodi/movies/batches"), ("GET", "/library/hash"),
            ("GET", "/kodi/movies/list"), ("DELETE", "/kodi/movies/clear"), ("GET", "/v1/library/version"),
            ("GET", "/v1/library/ids"), ("POST", "/v1/library/add"), ("POST", "/v1/library/remove"),
        ])
    func keys(_ method: String, _ path: String) async throws {
        let method = try #require(HTTPRequest.Method(method))
        let stranger = Scenario("\(method) \(path)", method, path).expecting("WWW-Authenticate", "ApiKey")
        try await KodiHousehold.run(stranger.fails(401, "Invalid or missing API key"))
    }
}
