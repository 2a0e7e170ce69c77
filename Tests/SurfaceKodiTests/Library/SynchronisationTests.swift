import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Kodi: synchronising a collection")
struct SynchronisationTests {
    private static let three = KodiHousehold.Settings { $0.owned = ["tt0000003", "tt0000001", "tt0000002"] }

    private static func change(_ verb: String, _ ids: String) -> Scenario {
        Scenario("\(verb) \(ids)", .post, "/v1/library/\(verb)", as: .member, json: #"{"imdb_ids": [\#(ids)]}"#)
    }

    @Test("version, etag and ids belong together")
    func version() async throws {
        try await KodiHousehold.with(Self.three) { household in
            let version = try await household.version()
            let etag = try #require(version["etag"]?.text)
            #expect(version["version"] == .int(1) && version["item_count"] == .int(3))
            #expect(version["last_modified"] == .text("2023-11-14T22:13:20Z"))
            try await household.surface.run(
                Scenario("ids", .get, "/v1/library/ids", as: .member).answers(
                    200,
                    json: """
                        {"version": 1, "etag": "\(etag)", "imdb_ids": ["tt0000003", "tt0000001", "tt0000002"],
                         "pagination": {"page": 1, "page_size": 500, "total_items": 3, "total_pages": 1,
                            "has_next": false, "has_prev": false}}
                        """
                ).expecting("ETag", "\"\(etag)\"").expecting("Cache-Control", "private, max-age=0"))
        }
    }

    @Test("a new account has version 0 and was never changed")
    func newAccount() async throws {
        try await KodiHousehold.run(
            Scenario("version", .get, "/v1/library/version", as: .member).answers(
                200, json: #"{"version": 0, "etag": "000000000000", "item_count": 0, "last_modified": null}"#))
    }

    @Test(
        "whoever has this version gets no body",
        arguments: ["/v1/library/version", "/v1/library/ids", "/library/hash", "/kodi/movies/list"])
    func notModified(_ path: String) async throws {
        try await KodiHousehold.with(Self.three) { household in
            let etag = try #require(try await household.version()["etag"]?.text)
            let known = ["\"\(etag)\"", "W/\"\(etag)\"", etag, "*", "\"x\", \"\(etag)\"", " \"\(etag)\" "]
            for tag in known {
                let answer = try await household.surface.run(
                    Scenario(tag, .get, path, as: .member).with("If-None-Match", tag).answers(304)
                        .expecting("ETag", "\"\(etag)\"").expecting("Cache-Control", "private, max-age=0"))
                #expect(answer.text.isEmpty)
            }
            for tag in ["\"x\"", "x", "", "\"\(etag)x\""] {
                try await household.surface.run(
                    Scenario(tag, .get, path, as: .member).with("If-None-Match", tag).answers(200))
            }
            _ = try await household.surface.run(Self.change("add", #""tt0000009""#).answers(200))
            try await household.surface.run(
                Scenario("changed", .get, path, as: .member).with("If-None-Match", etag).answers(200))
        }
    }

    @Test("adding answers for each entry, in order, with the state afterwards")
    func adding() async throws {
        try await KodiHousehold.with(Self.three) { household in
            let ids = #""tt0000004", "tt0000001", "tt0000004", "tt1", "tt123456789", 5, null"#
            let answer = try await household.surface.run(Self.change("add", ids).answers(200)).json
            let etag = try #require(try await household.version()["etag"]?.text)
            #expect(
                try answer
                    == JSONValue(
                        parsing: """
                            {"success": true, "results": {"added": 1, "already_present": 2, "invalid": 4},
                             "items": [{"imdb_id": "tt0000004", "status": "added"},
                                {"imdb_id": "tt0000001", "status": "already_present"},
                                {"imdb_id": "tt0000004", "status": "already_present"},
                                {"imdb_id": "tt1", "status": "invalid"},
                                {"imdb_id": "tt123456789", "status": "invalid"},
                                {"imdb_id": null, "status": "invalid"}, {"imdb_id": null, "status": "invalid"}],
                             "version": 2, "etag": "\(etag)", "item_count": 4}
                            """))
            let none = try await household.surface.run(Self.change("add", "").answers(200)).json
            #expect(none["items"] == .list([]) && none["version"] == .int(2) && none["etag"] == .text(etag))
        }
    }

    @Test("removing answers alike")
    func removing() async throws {
        try await KodiHousehold.with(Self.three) { household in
            let answer = try await household.surface.run(
                Self.change("remove", #""tt0000001", "tt0000001", "tt0000009", "x", {}"#).answers(200)
            ).json
            #expect(
                answer["results"]
                    == .object(["removed": .int(1), "not_found": .int(2), "invalid": .int(2)]))
            #expect(
                answer["items"]?.list?.map { $0["status"]?.text } == [
                    "removed", "not_found", "not_found", "invalid", "invalid",
                ])
            #expect(answer["version"] == .int(2) && answer["item_count"] == .int(2))
            #expect(try await household.listed() == ["tt0000003", "tt0000002"])
        }
    }

    private static let refused: [Scenario] = ["add", "remove"].flatMap { verb in
        [nil, "", "[]", "{"].map {
            Scenario("\(verb) \($0 ?? "nothing")", .post, "/v1/library/\(verb)", as: .member, json: $0)
                .fails(400, "JSON data required")
        }
            + ["{}", #"{"imdb_ids": null}"#, #"{"imdb_ids": "tt0000001"}"#, #"{"imdb_ids": {}}"#].map {
                Scenario("\(verb) \($0)", .post, "/v1/library/\(verb)", as: .member, json: $0)
                    .fails(400, "imdb_ids must be a list")
            }
            + [
                change(verb, imdbIDs(0..<5_001).map { "\"\($0)\"" }.joined(separator: ",")).answers(
                    400,
                    json: #"{"success": false, "error": "A request can have at most 5000 entries", "#
                        + #""error_code": "BATCH_TOO_LARGE"}"#)
            ]
    }

    @Test("what is refused", arguments: refused)
    func errors(_ scenario: Scenario) async throws {
        try await KodiHousehold.run(scenario)
    }

    @Test("pages of ids, and of the list, up to a thousand")
    func pages() async throws {
        try await KodiHousehold.with(Self.three) { household in
            let second = try await household.surface.run(
                Scenario("ids", .get, "/v1/library/ids?page=2&page_size=2", as: .member).answers(200)
            ).json
            #expect(second["imdb_ids"] == .list([.text("tt0000002")]))
            #expect(
                try second["pagination"]
                    == JSONValue(
                        parsing: """
                            {"page": 2, "page_size": 2, "total_items": 3, "total_pages": 2, "has_next": false,
                             "has_prev": true}
                            """))
            try await household.surface.run(
                Scenario("list", .get, "/kodi/movies/list?page=9&per_page=5000", as: .member).answers(
                    200,
                    json: """
                        {"success": true, "movies": [], "user_movie_count": 3, "pagination": {"page": 9, "pages": 1,
                         "per_page": 1000, "total": 3, "has_next": false, "has_prev": true}}
                        """))
            try await household.surface.run(
                Scenario("list", .get, "/kodi/movies/list", as: .guest).answers(
                    200,
                    json: """
                        {"success": true, "movies": [], "user_movie_count": 0, "pagination": {"page": 1, "pages": 0,
                         "per_page": 100, "total": 0, "has_next": false, "has_prev": false}}
                        """))
            for bad in ["page=0", "page=x", "page=1.5", "page=-1", "page="] {
                try await household.surface.run(
                    Scenario(bad, .get, "/kodi/movies/list?\(bad)", as: .member)
                        .fails(400, "page must be a whole number of at least 1"))
            }
            try await household.surface.run(
                Scenario("size", .get, "/v1/library/ids?page_size=0", as: .member)
                    .fails(400, "page_size must be a whole number of at least 1"))
            let far = "/kodi/movies/list?page=9223372036854775807&per_page=1000"
            try await household.surface.run(Scenario("far", .get, far, as: .member).answers(200))
        }
    }

    @Test("fingerprints are the beginnings of the ids' SHA-1")
    func hash() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = ["tt0111161", "tt0068646"] }) { household in
            try await household.surface.run(
                Scenario("hash", .get, "/library/hash", as: .member).answers(
                    200, json: #"{"success": true, "count": 2, "fingerprints": ["39337ff2", "a2b59185"]}"#))
            try await household.surface.run(
                Scenario("hash", .get, "/library/hash", as: .guest).answers(
                    200, json: #"{"success": true, "count": 0, "fingerprints": []}"#))
        }
    }

    @Test("clearing empties the collection and leaves uploads alone")
    func clearing() async throws {
        try await KodiHousehold.with(Self.three) { household in
            let upload = try await household.start()
            try await household.chunk(upload, 0, ["tt0000001"])
            let clear = Scenario("clear", .delete, "/kodi/movies/clear", as: .member)
            try await household.surface.run(
                clear.answers(
                    200,
                    json: #"{"success": true, "message": "Cleared 3 movies from your list", "deleted_count": 3}"#))
            try await household.surface.run(
                clear.answers(
                    200,
                    json: #"{"success": true, "message": "Cleared 0 movies from your list", "deleted_count": 0}"#))
            #expect(try await household.version()["version"] == .int(2))
            _ = try await household.commit(upload)
            #expect(try await household.listed() == ["tt0000001"])
        }
    }
}
