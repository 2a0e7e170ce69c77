import HTTPTypes
import TestKit
import Testing

/// The interface description's own examples of synchronising a library and of its statistics, word for word.
@Suite("Kodi: conformance of synchronising")
struct SynchronisationConformanceTests {
    /// As many films as the examples have.
    private static let many = KodiHousehold.Settings { $0.owned = imdbIDs(0..<1_234) }

    private static func isTag(_ text: String?) -> Bool {
        text?.wholeMatch(of: /[0-9a-f]{12}/) != nil
    }

    /// Both schemes that this part of the interface takes.
    private static func callers(_ household: KodiHousehold) throws -> [TestCaller] {
        let key = try #require(household.people.secrets["member"])
        return [.authorization("Bearer \(key)"), .authorization("ApiKey \(key)")]
    }

    @Test("get library version")
    func version() async throws {
        let example = #"""
            {
              "version": 42,
              "etag": "a1b2c3d4e5f6",
              "item_count": 1234,
              "last_modified": "2025-08-25T14:30:00Z"
            }
            """#
        try await KodiHousehold.with(Self.many) { household in
            for caller in try Self.callers(household) {
                let answer = try await household.surface.run(
                    Scenario("version", .get, "/v1/library/version", as: caller).answers(200)
                        .expecting("Cache-Control", "private, max-age=0"))
                let json = try answer.json
                #expect(try json.hasShape(of: JSONValue(parsing: example)) && json["item_count"] == .int(1_234))
                let etag = try #require(json["etag"]?.text)
                #expect(Self.isTag(etag) && answer.header("ETag") == "\"\(etag)\"")
                let moment = try #require(json["last_modified"]?.text)
                #expect(moment.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
            }
        }
    }

    @Test("get library ids, and not again what a client has")
    func ids() async throws {
        let pagination = #"""
            {
                "page": 1,
                "page_size": 500,
                "total_items": 1234,
                "total_pages": 3,
                "has_next": true,
                "has_prev": false
              }
            """#
        let example = #"""
            {
              "version": 42,
              "etag": "a1b2c3d4e5f6",
              "imdb_ids": ["tt0111161", "tt0068646", "tt0071562"],
              "pagination": \#(pagination)
            }
            """#
        try await KodiHousehold.with(Self.many) { household in
            for caller in try Self.callers(household) {
                let ids = Scenario("ids", .get, "/v1/library/ids", as: caller)
                let json = try await household.surface.run(ids.answers(200)).json
                #expect(try json.hasShape(of: JSONValue(parsing: example)))
                #expect(try json["pagination"] == JSONValue(parsing: pagination))
                #expect(json["imdb_ids"]?.list?.compactMap(\.text) == imdbIDs(0..<500))
                let etag = try #require(json["etag"]?.text)
                let again = try await household.surface.run(ids.with("If-None-Match", "\"\(etag)\"").answers(304))
                #expect(again.text.isEmpty)
            }
        }
    }

    private static func change(_ verb: String, _ json: String) -> Scenario {
        Scenario(verb, .post, "/v1/library/\(verb)", as: .member, json: json)
            .with("Idempotency-Key", "7c9e6679-7425-40de-944b-e07fc1f90ae7").answers(200)
    }

    private static func check(_ answer: JSONValue, against example: String) throws {
        let wanted = try JSONValue(parsing: example)
        #expect(answer.hasShape(of: wanted), "\(answer.pretty)")
        for member in ["success", "results", "items"] { #expect(answer[member] == wanted[member]) }
        #expect(isTag(answer["etag"]?.text))
    }

    @Test("add movies to library")
    func add() async throws {
        let request = #"""
            {
              "imdb_ids": ["tt1234567", "tt7654321", "tt9876543"]
            }
            """#
        let example = #"""
            {
              "success": true,
              "results": {
                "added": 2,
                "already_present": 1,
                "invalid": 0
              },
              "items": [
                {"imdb_id": "tt1234567", "status": "added"},
                {"imdb_id": "tt7654321", "status": "already_present"},
                {"imdb_id": "tt9876543", "status": "added"}
              ],
              "version": 43,
              "etag": "b2c3d4e5f6g7",
              "item_count": 1236
            }
            """#
        let owned = KodiHousehold.Settings { $0.owned = imdbIDs(0..<1_233) + ["tt7654321"] }
        try await KodiHousehold.with(owned) { household in
            let answer = try await household.surface.run(Self.change("add", request)).json
            try Self.check(answer, against: example)
            #expect(answer["item_count"] == .int(1_236) && answer["version"] == .int(2))
        }
    }

    @Test("remove movies from library")
    func remove() async throws {
        let request = #"""
            {
              "imdb_ids": ["tt1234567", "tt7654321"]
            }
            """#
        let example = #"""
            {
              "success": true,
              "results": {
                "removed": 1,
                "not_found": 1,
                "invalid": 0
              },
              "items": [
                {"imdb_id": "tt1234567", "status": "removed"},
                {"imdb_id": "tt7654321", "status": "not_found"}
              ],
              "version": 44,
              "etag": "c3d4e5f6g7h8",
              "item_count": 1235
            }
            """#
        let owned = KodiHousehold.Settings { $0.owned = imdbIDs(0..<1_235) + ["tt1234567"] }
        try await KodiHousehold.with(owned) { household in
            let answer = try await household.surface.run(Self.change("remove", request)).json
            try Self.check(answer, against: example)
            #expect(answer["item_count"] == .int(1_235) && answer["version"] == .int(2))
        }
    }

    @Test("get library statistics")
    func statistics() async throws {
        let settings = KodiHousehold.Settings { $0.owned = ["tt1375666", "tt0000400", "tt9999999"] }
        try await KodiHousehold.with(settings) { household in
            let upload = try await household.start(count: 1)
            try await household.chunk(upload, 0, ["tt0816692"])
            try await household.commit(upload)
            let answer = try await household.surface.run(
                Scenario("stats", .get, "/users/me/library/stats", as: .member).answers(200)
            ).json
            #expect(try answer.hasShape(of: JSONValue(parsing: Self.statisticsExample)), "\(answer.pretty)")
        }
    }
}
