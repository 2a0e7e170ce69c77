import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: channels")
struct ChannelTests {
    @Test("a channel has all its members from the beginning, and one's own are listed by name")
    func create() async throws {
        try await DiscoveryHousehold.with { house in
            let id = house.id("Inception")
            let body = """
                {"name": "Evenings", "description": "Late", "genreFilters": ["Drama"], "textPreferences": "rain",
                    "exampleMovieIds": ["\(id)"], "isPinnedRow": true, "unknown": 1}
                """
            let channel = try await house.channel(.post, "", body, answers: 201)["channel"]
            let wanted = try JSONValue(
                parsing: """
                    {"id": \(channel?["id"] == nil ? "null" : "\"\(channel?["id"]?.text ?? "")\""),
                    "owner_id": "\(house.anna.id)", "name": "Evenings", "description": "Late",
                    "genre_filters": ["Drama"], "text_preferences": "rain", "example_movie_ids": ["\(id)"],
                    "is_pinned_row": true, "playlist_id": null, "is_active": true, "last_generated_at": null,
                    "created_at": "2023-11-14T22:13:20.000Z", "updated_at": "2023-11-14T22:13:20.000Z"}
                    """)
            #expect(channel == wanted)
            _ = try await house.makeChannel(#"{"name": "autumn", "description": null, "genreFilters": null}"#)
            _ = try await house.makeChannel(as: "ben")
            let list = try await house.channel(.get)
            #expect(list["channels"]?.list?.map { $0["name"] } == [.text("autumn"), .text("Evenings")])
            let shown = try await house.channel(.get, "/\(channel?["id"]?.text ?? "")")
            #expect(shown["channel"] == channel)
        }
    }

    @Test(
        "what is no channel is refused",
        arguments: [
            "{}", #"{"name": " "}"#, #"{"name": null}"#, #"{"name": 5}"#, "[]", "x",
            #"{"name": "a", "description": 5}"#,
            #"{"name": "a", "genreFilters": "Drama"}"#, #"{"name": "a", "genreFilters": [1]}"#,
            #"{"name": "a", "exampleMovieIds": [17]}"#, #"{"name": "a", "exampleMovieIds": {}}"#,
            #"{"name": "a", "isPinnedRow": "yes"}"#, #"{"name": "a", "textPreferences": []}"#,
            #"{"name": "\#(String(repeating: "x", count: 201))"}"#,
        ])
    func badBodies(_ body: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let answer = try await house.channel(.post, "", body, answers: 400)
            #expect(answer["error"]?.text?.isEmpty == false)
            #expect(try await house.channel(.get)["channels"] == .list([]))
        }
    }

    @Test("the longest name is taken")
    func longName() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            _ = try await house.makeChannel(#"{"name": "\#(String(repeating: "ü", count: 200))"}"#)
        }
    }

    @Test("nobody without a session gets anything")
    func session() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let calls: [(HTTPRequest.Method, String)] = [
                (.get, ""), (.post, ""), (.get, "/1"), (.put, "/1"), (.delete, "/1"), (.post, "/1/generate"),
                (.post, "/1/sync"), (.get, "/1/items"), (.post, "/1/items"), (.delete, "/1/items/1"),
                (.get, "/1/shares"), (.post, "/1/shares"), (.delete, "/1/shares"), (.delete, "/1/shares/1"),
                (.post, "/ai-name"), (.post, "/ai-preferences"), (.post, "/ai-description"),
            ]
            for (method, path) in calls {
                try await house.surface.run(
                    Scenario(path, method, "/api/channels" + path).answers(401, json: #"{"error": "Unauthorized"}"#))
            }
        }
    }

    @Test("strangers are kept out before anything else is looked at, and unknown channels are 404")
    func access() async throws {
        try await DiscoveryHousehold.with { house in
            let id = try await house.makeChannel()
            let calls: [(HTTPRequest.Method, String, String?)] = [
                (.get, "", nil), (.put, "", "x"), (.delete, "", nil), (.post, "/generate", nil), (.post, "/sync", nil),
                (.get, "/items", nil), (.post, "/items", "{}"), (.delete, "/items/x", nil), (.get, "/shares", nil),
                (.post, "/shares", "{}"), (.delete, "/shares", nil), (.delete, "/shares/x", nil),
            ]
            for (method, path, body) in calls {
                let refused = try await house.channel(method, "/\(id)" + path, body, as: "ben", answers: 403)
                #expect(refused == .object(["error": .text("Forbidden")]))
            }
            let good = ["/items": #"{"itemIds": ["1"]}"#, "/shares": #"{"userId": "1"}"#, "": #"{"name": "a"}"#]
            for (method, path, _) in calls {
                for unknown in ["999999", "x", "0", "-1", "01", "99999999999"] {
                    let body = method == .get ? nil : good[path]
                    let answer = try await house.channel(method, "/\(unknown)" + path, body, as: "ben", answers: 404)
                    #expect(answer == .object(["error": .text("Channel not found")]))
                }
            }
            try await house.channel(.put, "/999999", #"{"name": 5}"#, answers: 400)
            let shown = try await house.channel(.get, "/\(id)", as: "admin")
            #expect(shown["channel"]?["owner_id"] == .text(house.anna.id.description))
        }
    }

    @Test("a change keeps what it does not name, and null takes texts away")
    func change() async throws {
        try await DiscoveryHousehold.with { house in
            let id = try await house.makeChannel(
                #"{"name": "Evenings", "description": "Late", "textPreferences": "rain", "genreFilters": ["Drama"]}"#)
            house.world.advance(seconds: 60)
            let body = #"{"name": "Nights", "description": null, "isActive": false, "isPinnedRow": true}"#
            let channel = try await house.channel(.put, "/\(id)", body)["channel"]
            #expect(channel?["name"] == .text("Nights") && channel?["description"] == .null)
            #expect(channel?["text_preferences"] == .text("rain") && channel?["is_active"] == .bool(false))
            #expect(channel?["genre_filters"] == .list([.text("Drama")]) && channel?["is_pinned_row"] == .bool(true))
            #expect(channel?["updated_at"] == .text("2023-11-14T22:14:20.000Z"))
            let asAdmin = try await house.channel(.put, "/\(id)", #"{"textPreferences": null}"#, as: "admin")
            #expect(asAdmin["channel"]?["text_preferences"] == .null)
            let bad = [
                "{}", #"{"other": 1}"#, #"{"name": ""}"#, #"{"name": null}"#, #"{"isActive": 1}"#,
                #"{"genreFilters": null}"#, #"{"description": 5}"#, "[]", "x",
            ]
            for body in bad { try await house.channel(.put, "/\(id)", body, answers: 400) }
            #expect(try await house.channel(.get, "/\(id)")["channel"]?["name"] == .text("Nights"))
        }
    }

    @Test("there is an end to the channels of one person")
    func tooMany() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for number in 1...DomainLimits.channelsMax {
                _ = try await house.stores.stores.channels.add(
                    ChannelFacts(name: "Channel \(number)"), of: house.anna.id, at: house.world.now)
            }
            let refused = try await house.channel(.post, "", #"{"name": "One more"}"#, answers: 400)
            #expect(refused["error"]?.text?.contains("200 channels") == true)
            _ = try await house.makeChannel(as: "ben")
        }
    }

    @Test("a removed channel is gone")
    func remove() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let id = try await house.makeChannel()
            let answer = try await house.channel(.delete, "/\(id)?deletePlaylist=true")
            #expect(answer == .object(["success": .bool(true)]))
            try await house.channel(.delete, "/\(id)", answers: 404)
            try await house.channel(.get, "/\(id)", answers: 404)
        }
    }

    @Test("filling chooses films that are new to the owner, and tells no media server")
    func generate() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.watch("Interstellar", by: house.anna)
            let id = try await house.makeChannel(
                #"{"name": "Heists", "exampleMovieIds": ["\#(house.id("Inception"))"]}"#)
            let answer = try await house.channel(.post, "/\(id)/generate")
            let items = try await house.channelItems(id)
            #expect(answer["itemCount"] == .int(items.count) && answer["playlistId"] == .null)
            #expect(answer["message"]?.text?.isEmpty == false)
            let names = items.compactMap { $0["title"]?.text }
            #expect(names.first == "Home Movie" && !names.contains("Inception") && !names.contains("Interstellar"))
            #expect(!names.contains("Dark Harbour"))
            let channel = try await house.channel(.get, "/\(id)")["channel"]
            #expect(channel?["last_generated_at"]?.text?.hasSuffix("Z") == true && channel?["playlist_id"] == .null)
            try await house.channel(.put, "/\(id)", #"{"genreFilters": ["Western"]}"#)
            let none = try await house.channel(.post, "/\(id)/generate", as: "admin")
            #expect(none["itemCount"] == .int(0))
            #expect(try await house.channelItems(id).isEmpty)
        }
    }
}
