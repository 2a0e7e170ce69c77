import Foundation
import HTTPTypes
import TestKit
import Testing

/// Requests of an upload, as clients send them.
extension KodiHousehold {
    /// Begins an upload and returns its id.
    func start(
        _ mode: String = "merge", count: Int = 0, as caller: TestCaller = .member
    ) async throws -> String {
        let body = #"{"mode": "\#(mode)", "total_count": \#(count), "source": "kodi"}"#
        let scenario = Scenario("start", .post, "/library/batch/start", as: caller, json: body).answers(200)
        return try #require(try await surface.run(scenario).json["upload_id"]?.text)
    }

    @discardableResult
    func chunk(
        _ upload: String, _ index: Int, _ ids: [String], key: String? = nil, as caller: TestCaller = .member
    ) async throws -> TestAnswer {
        try await surface.run(Self.chunk(upload, index, ids, key: key, as: caller).answers(200))
    }

    static func chunk(
        _ upload: String, _ index: Int, _ ids: [String], key: String? = nil, as caller: TestCaller = .member
    ) -> Scenario {
        let items = ids.map { #"{"imdb_id": "\#($0)"}"# }.joined(separator: ",")
        let scenario = Scenario(
            "chunk \(index)", .put, "/library/batch/\(upload)/chunk", as: caller,
            json: #"{"chunk_index": \#(index), "items": [\#(items)]}"#)
        return key.map { scenario.with("Idempotency-Key", $0) } ?? scenario
    }

    static func commit(_ upload: String, as caller: TestCaller = .member) -> Scenario {
        Scenario("commit", .post, "/library/batch/\(upload)/commit", as: caller)
            .with("Content-Type", "application/json")
    }

    @discardableResult
    func commit(_ upload: String) async throws -> JSONValue {
        try await surface.run(Self.commit(upload).answers(200)).json
    }

    /// The ids of the member's collection in their order.
    func listed(as caller: TestCaller = .member) async throws -> [String] {
        let scenario = Scenario("list", .get, "/kodi/movies/list?per_page=1000", as: caller).answers(200)
        return try await surface.run(scenario).json["movies"]?.list?.compactMap(\.text) ?? []
    }

    /// Version and etag of the member's collection.
    func version() async throws -> JSONValue {
        try await surface.run(Scenario("version", .get, "/v1/library/version", as: .member).answers(200)).json
    }
}

func imdbIDs(_ numbers: some Sequence<Int>) -> [String] { numbers.map { "tt\(1_000_000 + $0)" } }
