import Accounts
import Activity
import Domain
import HTTPTypes
import Storage
import Streaming
import TestKit
import Testing

@Suite("Kodi: the server's own films")
struct ServerFilmTests {
    /// A household with the films of the test folder; ids by name.
    private static func with(
        _ body: @escaping @Sendable (KodiHousehold, [String: TitleID]) async throws -> Void
    ) async throws {
        let media = try TestMediaFolder()
        defer { media.remove() }
        try await KodiHousehold.with(KodiHousehold.Settings { $0.publicURL = "https://films.example" }) { household in
            try await media.fill(household.stores.stores.media, household.world)
            try await body(household, try await media.titles(in: household.stores))
        }
    }

    private static func films(_ answer: JSONValue) -> [String] {
        answer["films"]?.list?.compactMap { $0["title"]?.text } ?? []
    }

    @Test("a page of them, by title, without those whose file is gone, with all that a list shows")
    func list() async throws {
        try await Self.with { household, ids in
            let answer = try await household.surface.run(
                Scenario("list", .get, "/kodi/server/films", as: .member).answers(200)
            ).json
            #expect(Self.films(answer) == ["Big Buck Bunny", "Night of the Living Dead", "A Quiet Stone"])
            #expect(answer["total"] == .int(4) && answer["next_cursor"] == .null)
            let bunny = try #require(answer["films"]?.list?[0])
            #expect(bunny["id"] == .text("\(try #require(ids["Big Buck Bunny"]))"))
            #expect(bunny["imdb_id"] == .text("tt1254207") && bunny["tmdb_id"] == .null)
            #expect(bunny["year"] == .int(2008) && bunny["certificate"] == .text("PG"))
            #expect(bunny["directors"] == .list([.text("Director of Big Buck Bunny")]))
            #expect(bunny["duration_seconds"] == .int(600) && bunny["resume_seconds"] == .int(0))
            #expect(bunny["watched"] == .bool(false) && bunny["backdrop_url"] == .null)
            #expect(bunny["poster_url"]?.text?.hasPrefix("https://films.example/images/") == true)
        }
    }

    @Test("page by page each film comes once")
    func pages() async throws {
        try await Self.with { household, _ in
            var (cursor, found) = ("0", [String]())
            for _ in 0..<4 {
                let answer = try await household.surface.run(
                    Scenario("page", .get, "/kodi/server/films?limit=1&cursor=\(cursor)", as: .member).answers(200)
                ).json
                found += Self.films(answer)
                cursor = answer["next_cursor"]?.text ?? "end"
            }
            #expect(cursor == "end")
            #expect(found == ["Big Buck Bunny", "Night of the Living Dead", "A Quiet Stone"])
        }
    }

    @Test("a household without films of its own has an empty list")
    func empty() async throws {
        try await KodiHousehold.run(
            Scenario("empty", .get, "/kodi/server/films", as: .member)
                .answers(200, json: #"{"success": true, "total": 0, "next_cursor": null, "films": []}"#))
    }

    @Test(
        "what cannot be meant is told",
        arguments: [
            (
                Scenario("cursor", .get, "/kodi/server/films?cursor=x", as: .member),
                "cursor must be a whole number of at least 0"
            ),
            (
                Scenario("limit", .get, "/kodi/server/films?limit=0", as: .member),
                "limit must be a whole number of at least 1"
            ),
            (
                Scenario("body", .post, "/kodi/server/films/1/progress", as: .member, json: "nonsense"),
                "JSON data required"
            ),
            (
                Scenario("position", .post, "/kodi/server/films/1/progress", as: .member, json: "{}"),
                "position_seconds must be a number from 0 to 259200"
            ),
            (
                Scenario(
                    "negative", .post, "/kodi/server/films/1/progress", as: .member, json: #"{"position_seconds":-1}"#),
                "position_seconds must be a number from 0 to 259200"
            ),
        ])
    func badRequests(_ scenario: Scenario, _ error: String) async throws {
        try await KodiHousehold.run(scenario.fails(400, error))
    }

    @Test("only a key opens them", arguments: ["", "/1/play", "/1/progress"])
    func keys(_ path: String) async throws {
        try await KodiHousehold.run(
            Scenario(path, path.isEmpty ? .get : .post, "/kodi/server/films" + path)
                .fails(401, "Invalid or missing API key"))
    }

    @Test("a film is played with its subtitles in a session that lives as long as the key")
    func play() async throws {
        try await Self.with { household, ids in
            let id = try #require(ids["Big Buck Bunny"])
            let answer = try await household.surface.run(
                Scenario("play", .post, "/kodi/server/films/\(id)/play", as: .member).answers(200)
            ).json
            let stream = try #require(answer["stream_url"]?.text)
            #expect(stream.hasPrefix("https://films.example/stream/") && stream.hasSuffix("/Big-Buck-Bunny.mp4"))
            #expect(answer["content_type"] == .text("video/mp4") && answer["duration_seconds"] == .int(600))
            let subtitle = try #require(answer["subtitles"]?.list?.first)
            #expect(subtitle["url"]?.text?.hasSuffix("/subtitle.en.srt") == true)
            #expect(subtitle["label"] == .text("English") && subtitle["forced"] == .bool(false))
            #expect(answer["parts"] == nil)

            let tickets = household.tickets
            let token = stream.split(separator: "/")[4]
            #expect(try await tickets.verify(String(token), as: .stream)?.user == household.people.member.id)
            let key = try #require(try await household.keys.list(of: household.people.member.id).first)
            _ = try await household.keys.revoke(key.id, owner: household.people.member.id)
            #expect(try await tickets.verify(String(token), as: .stream) == nil, "the key is revoked")
        }
    }

    @Test(
        "what is no film of the server's is not found",
        arguments: ["Signal House", "999999", "x", "99999999999", "%00"])
    func unknown(_ name: String) async throws {
        try await Self.with { household, ids in
            let id = ids[name]?.description ?? name
            for (action, json) in [("play", nil), ("progress", #"{"position_seconds": 3}"#)] as [(String, String?)] {
                try await household.surface.run(
                    Scenario("unknown", .post, "/kodi/server/films/\(id)/\(action)", as: .member, json: json)
                        .answers(
                            404,
                            json: """
                                {"success": false, "error": "The server has no such film any more",
                                    "error_code": "FILM_NOT_FOUND"}
                                """))
            }
        }
    }

    @Test("a file that is gone takes no place")
    func gone() async throws {
        try await Self.with { household, ids in
            let id = try #require(ids["Vanished"])
            try await household.surface.run(
                Scenario("gone", .post, "/kodi/server/films/\(id)/play", as: .member).answers(
                    409,
                    json: """
                        {"success": false, "error": "The file is missing at the moment",
                            "error_code": "FILE_UNAVAILABLE"}
                        """))
            #expect(try await household.stores.stores.playbacks.live(since: .test(0)).isEmpty)
        }
    }

    @Test("one place more than there are is refused, and free again when the first has stopped")
    func places() async throws {
        try await Self.with { household, ids in
            let id = try #require(ids["Big Buck Bunny"])
            let others = try await household.takePlaces(StreamingLimits.playbacksDefault, with: id)
            let scenario = Scenario("play", .post, "/kodi/server/films/\(id)/play", as: .member)
            let refused = try await household.surface.run(scenario.answers(409)).json
            #expect(refused["error_code"] == .text("PLAYBACK_LIMIT"))
            let report = Scenario(
                "progress", .post, "/kodi/server/films/\(id)/progress", as: .member,
                json: #"{"position_seconds": 90, "paused": false}"#)
            let told = try await household.surface.run(report.answers(200)).json
            #expect(told["stop_playback"] == .bool(true) && told["message"]?.text?.isEmpty == false)
            try await household.stores.stores.playbacks.end(others[0])
            try await household.surface.run(scenario.answers(200))
        }
    }

    @Test("where a Kodi stopped is where it goes on, and who saw the end has watched it")
    func progress() async throws {
        try await Self.with { household, ids in
            let id = try #require(ids["Big Buck Bunny"])
            let path = "/kodi/server/films/\(id)/"
            func tell(_ json: String) async throws {
                try await household.surface.run(
                    Scenario("progress", .post, path + "progress", as: .member, json: json)
                        .answers(200, json: #"{"success": true, "stop_playback": false, "message": null}"#))
            }
            func bunny() async throws -> JSONValue? {
                let list = Scenario("list", .get, "/kodi/server/films", as: .member).answers(200)
                return try await household.surface.run(list).json["films"]?.list?[0]
            }
            try await household.surface.run(Scenario("play", .post, path + "play", as: .member).answers(200))
            try await tell(#"{"position_seconds": 120.9, "paused": true, "stopped": false}"#)
            #expect(try await household.stores.stores.playbacks.live(since: .test(0)).map(\.isPaused) == [true])
            try await tell(#"{"position_seconds": 240, "stopped": true}"#)
            #expect(try await household.stores.stores.playbacks.live(since: .test(0)).isEmpty)
            #expect(try await bunny()?["resume_seconds"] == .int(240))
            let again = try await household.surface.run(
                Scenario("play", .post, path + "play", as: .member).answers(200)
            ).json
            #expect(again["resume_seconds"] == .int(240))
            household.world.advance(seconds: 400)
            try await tell(#"{"position_seconds": 598, "stopped": true}"#)
            #expect(try await bunny()?["watched"] == .bool(true))
            #expect(try await bunny()?["resume_seconds"] == .int(0))
        }
    }

    @Test("what is above the profile's limit is out of sight, and does not play")
    func limited() async throws {
        try await Self.with { household, ids in
            try await household.lockFirstProfile(at: .twelve)
            let list = try await household.surface.run(
                Scenario("list", .get, "/kodi/server/films", as: .member).answers(200)
            ).json
            #expect(Self.films(list) == ["Big Buck Bunny"])
            for (name, status) in [("Big Buck Bunny", 200), ("Night of the Living Dead", 403)] {
                let id = try #require(ids[name])
                let answer = try await household.surface.run(
                    Scenario("play", .post, "/kodi/server/films/\(id)/play", as: .member).answers(status)
                ).json
                #expect(answer["error_code"] == (status == 200 ? nil : .text("PIN_REQUIRED")))
            }
        }
    }

    @Test("nothing is shown where every profile has a PIN, and a profile without one opens the door")
    func locked() async throws {
        try await Self.with { household, _ in
            try await household.lockFirstProfile(at: nil)
            let list = Scenario("list", .get, "/kodi/server/films", as: .member)
            let refused = try await household.surface.run(list.answers(403)).json
            #expect(refused["error_code"] == .text("PIN_REQUIRED"))
            _ = try await household.stores.stores.profiles.add(
                NewProfile(name: "Everybody"), to: household.people.member.id, active: nil, max: 10,
                at: household.world.now)
            #expect(Self.films(try await household.surface.run(list.answers(200)).json).count == 3)
        }
    }
}
