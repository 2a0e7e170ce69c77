import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Discovery: what is in channels, and who sees them")
struct ChannelItemTests {
    @Test("films are added at the end and taken out by their place")
    func items() async throws {
        try await DiscoveryHousehold.with { house in
            let id = try await house.makeChannel()
            #expect(try await house.channel(.get, "/\(id)/items")["playlistId"] == .null)
            let (first, second) = (house.id("Inception"), house.id("Silent"))
            let more = #"{"itemIds": ["\#(first)", "999999", "x", "\#(house.id("Dark Harbour"))", "\#(second)"]}"#
            let added = try await house.channel(.post, "/\(id)/items", more)
            #expect(added == .object(["success": .bool(true), "addedCount": .int(2)]))
            let again = try await house.channel(.post, "/\(id)/items", #"{"itemIds": ["\#(first)"]}"#)
            #expect(again["addedCount"] == .int(0))
            let items = try await house.channelItems(id)
            #expect(items.map { $0["id"] } == [.text(first), .text(second)])
            #expect(items[0]["title"] == .text("Inception") && items[0]["year"] == .null)
            #expect(items[0]["runtime"] == .null && items[0]["posterUrl"] != nil)
            let place = items[0]["playlistItemId"]?.text ?? ""
            try await house.channel(.delete, "/\(id)/items/\(place)")
            #expect(try await house.channelItems(id).map { $0["id"] } == [.text(second)])
            for unknown in [place, "x", "999999"] {
                let gone = try await house.channel(.delete, "/\(id)/items/\(unknown)", answers: 404)
                #expect(gone == .object(["error": .text("Item not found")]))
            }
        }
    }

    @Test("what are no ids of films is refused")
    func badItems() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let id = try await house.makeChannel()
            let many = (1...501).map { "\"\($0)\"" }.joined(separator: ",")
            let bad = [
                "{}", #"{"itemIds": []}"#, #"{"itemIds": "1"}"#, #"{"itemIds": [1]}"#, #"{"itemIds": null}"#, "x",
                "{\"itemIds\": [\(many)]}",
            ]
            for body in bad { try await house.channel(.post, "/\(id)/items", body, answers: 400) }
        }
    }

    @Test("an item of another channel stays")
    func otherChannels() async throws {
        try await DiscoveryHousehold.with { house in
            let (mine, other) = (try await house.makeChannel(as: "ben"), try await house.makeChannel())
            let body = #"{"itemIds": ["\#(house.id("Silent"))"]}"#
            try await house.channel(.post, "/\(other)/items", body)
            let place = try await house.channelItems(other).first?["playlistItemId"]?.text ?? ""
            try await house.channel(.delete, "/\(mine)/items/\(place)", as: "ben", answers: 404)
            #expect(try await house.channelItems(other).count == 1)
        }
    }

    @Test("whoever a channel is shared with reads it, and may leave it")
    func shares() async throws {
        try await DiscoveryHousehold.with { house in
            let (id, ben) = (try await house.makeChannel(), house.ben.id)
            let body = #"{"userId": "\#(ben)"}"#
            for _ in 0..<2 {
                let shared = try await house.channel(.post, "/\(id)/shares", body)
                #expect(shared["shares"]?.list?.map { $0["user_id"] } == [.text(ben.description)])
            }
            let share = try await house.channel(.get, "/\(id)/shares")["shares"]?.list?.first
            #expect(share?["username"] == .text("Ben") && share?["created_at"]?.text?.hasSuffix("Z") == true)
            let list = try await house.channel(.get, as: "ben")
            #expect(list["channels"] == .list([]) && list["shared"]?.list?.map { $0["id"] } == [.text(id)])
            try await house.channel(.get, "/\(id)", as: "ben")
            try await house.channel(.get, "/\(id)/items", as: "ben")
            try await house.channel(.put, "/\(id)", #"{"name": "Mine"}"#, as: "ben", answers: 403)
            for path in ["generate", "sync", "shares"] {
                try await house.channel(.post, "/\(id)/\(path)", as: "ben", answers: 403)
            }
            try await house.channel(.get, "/\(id)/shares", as: "ben", answers: 403)
            try await house.channel(.delete, "/\(id)/shares/\(house.admin.id)", as: "ben", answers: 403)
            try await house.channel(.delete, "/\(id)/shares/\(ben)", as: "ben")
            try await house.channel(.get, "/\(id)", as: "ben", answers: 403)
        }
    }

    @Test("shares end by path, by body and by parameter, and may be ended twice")
    func unshare() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let (id, ben) = (try await house.makeChannel(), house.ben.id)
            let body = #"{"userId": "\#(ben)"}"#
            let ways: [(String, String?)] = [("/\(ben)", nil), ("", body), ("?userId=\(ben)", nil)]
            for (path, json) in ways {
                try await house.channel(.post, "/\(id)/shares", body, as: "admin")
                for _ in 0..<2 { try await house.channel(.delete, "/\(id)/shares\(path)", json) }
                #expect(try await house.channel(.get, "/\(id)/shares")["shares"] == .list([]))
            }
            try await house.channel(.delete, "/\(id)/shares", "{}", answers: 400)
        }
    }

    @Test("a channel is shared with others who are there")
    func badShares() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let id = try await house.makeChannel()
            for person in ["999999", "x", house.anna.id.description] {
                let answer = try await house.channel(.post, "/\(id)/shares", #"{"userId": "\#(person)"}"#, answers: 404)
                #expect(answer == .object(["error": .text("User not found")]))
            }
            for body in ["{}", #"{"userId": 5}"#, #"{"userId": " "}"#, "x"] {
                try await house.channel(.post, "/\(id)/shares", body, answers: 400)
            }
        }
    }
}

@Suite("Discovery: words for channels")
struct ChannelWordTests {
    private static let paths = ["preferences": "ai-preferences", "name": "ai-name", "description": "ai-description"]

    @Test("without a language model they come from what is known", arguments: ["preferences", "name", "description"])
    func composed(_ member: String) async throws {
        try await DiscoveryHousehold.with { house in
            let path = "/\(Self.paths[member] ?? "")"
            let example = house.id("Inception")
            for body in ["{}", #"{"genres": ["Drama"], "exampleMovieIds": ["\#(example)"], "textPreferences": null}"#] {
                let answer = try await house.channel(.post, path, body)
                #expect(answer[member]?.text?.isEmpty == false)
            }
            let genre = try await house.channel(.post, path, #"{"genres": ["Drama"]}"#)
            #expect(genre[member]?.text?.lowercased().contains("drama") == true)
            let bad = [
                #"{"genres": "Drama"}"#, #"{"genres": [1]}"#, #"{"exampleMovieIds": [1]}"#, #"{"textPreferences": 1}"#,
                "[]", "x", #"{"textPreferences": "\#(String(repeating: "x", count: 2_001))"}"#,
            ]
            for body in bad { try await house.channel(.post, path, body, answers: 400) }
        }
    }

    @Test("a language model's words are taken, and one that is down is done without")
    func model() async throws {
        var surroundings = HouseholdSettings.Surroundings()
        surroundings.chatModel = {
            ScriptedChat { $0.facts.contains("Drama") ? #"{"text": "Tears and Tide"}"# : nil }
        }
        try await DiscoveryHousehold.with(settings: surroundings) { house in
            let written = try await house.channel(.post, "/ai-name", #"{"genres": ["Drama"]}"#)
            #expect(written == .object(["name": .text("Tears and Tide")]))
            let composed = try await house.channel(.post, "/ai-name", #"{"genres": ["Comedy"]}"#)
            #expect(composed["name"]?.text?.contains("Comedy") == true)
        }
    }
}
