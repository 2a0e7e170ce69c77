import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: what people take out of their taste")
struct OmissionTests {
    private static func ask(
        _ house: DiscoveryHousehold, _ method: HTTPRequest.Method, _ path: String = "", _ json: String? = nil
    ) -> Scenario {
        Scenario(
            "\(method) \(path) \(json ?? "")", method, "/api/users/\(house.anna.id)/taste-omissions" + path,
            as: .discovery("anna"), json: json)
    }

    @Test("a title, a genre and a week are taken out, listed and put back")
    func roundTrip() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.surface.run(Self.ask(house, .get).answers(200, json: #"{"omissions": []}"#))
            let title = try await house.surface.run(
                Self.ask(house, .post, "", #"{"titleId": "\#(house.id("Inception"))"}"#).answers(201)
            ).json["omission"]
            #expect(title?["kind"] == .text("title") && title?["title"]?["title"] == .text("Inception"))
            #expect(title?["genre"] == .null && title?["from"] == .null)
            try await house.surface.run(Self.ask(house, .post, "", #"{"genre": " Horror "}"#).answers(201))
            let week = try await house.surface.run(
                Self.ask(house, .post, "", #"{"week": "2026-01-08"}"#).answers(201)
            ).json["omission"]
            #expect(week?["from"] == .text("2026-01-05T00:00:00.000Z"))
            #expect(week?["to"] == .text("2026-01-12T00:00:00.000Z"))
            func kinds() async throws -> [String] {
                try await house.surface.run(Self.ask(house, .get).answers(200)).json["omissions"]?.list?
                    .compactMap { $0["kind"]?.text } ?? []
            }
            #expect(try await kinds() == ["title", "genre", "period"])
            let id = try #require(title?["id"]?.text)
            try await house.surface.run(Self.ask(house, .delete, "/" + id).answers(200, json: #"{"success": true}"#))
            #expect(try await kinds() == ["genre", "period"])
            let missing = #"{"error": "Omission not found"}"#
            for id in [id, "999999", "x", "-1"] {
                try await house.surface.run(Self.ask(house, .delete, "/" + id).answers(404, json: missing))
            }
        }
    }

    @Test("what is said of a taste follows at once, in words and in numbers")
    func portrait() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.describe("Inception") { ($0.genres, $0.voteAverage) = (["Thriller"], 6) }
            try await house.describe("Silent") { ($0.genres, $0.voteAverage) = (["Drama"], 8) }
            for name in ["Inception", "Silent"] { try await house.watch(name, by: house.anna) }
            func profile() async throws -> JSONValue {
                let path = "/api/users/\(house.anna.id)/taste-profile"
                return try await house.surface.run(
                    Scenario("profile", .get, path, as: .discovery("anna")).answers(200)
                ).json
            }
            let before = try await profile()
            #expect(before["synopsis"]?.text?.hasPrefix("You have watched 2 films") == true)
            let omission = try await house.surface.run(
                Self.ask(house, .post, "", #"{"genre": "thriller"}"#).answers(201)
            ).json["omission"]
            let without = try await profile()
            #expect(without["synopsis"]?.text?.hasPrefix("You have watched 1 film,") == true)
            #expect(without["stats"]?["totalWatched"] == .int(1))
            #expect(without["stats"]?["avgRating"] == .int(8))
            #expect(without["stats"]?["topGenres"] == .list([.text("Drama")]))
            let id = try #require(omission?["id"]?.text)
            try await house.surface.run(Self.ask(house, .delete, "/" + id).answers(200))
            #expect(try await profile()["synopsis"] == before["synopsis"])
        }
    }

    @Test("saying it twice is saying it once")
    func repeated() async throws {
        try await DiscoveryHousehold.with { house in
            var ids: [String?] = []
            for genre in ["Horror", "horror"] {
                let answer = try await house.surface.run(
                    Self.ask(house, .post, "", #"{"genre": "\#(genre)"}"#).answers(201))
                ids.append(try answer.json["omission"]?["id"]?.text)
            }
            #expect(ids[0] == ids[1])
            let all = try await house.surface.run(Self.ask(house, .get).answers(200)).json
            #expect(all["omissions"]?.list?.count == 1)
        }
    }

    @Test(
        "what names nothing, or several things, is refused",
        arguments: [
            "{}", "[]", "nonsense", #"{"genre": ""}"#, #"{"genre": "   "}"#, #"{"genre": 5}"#,
            #"{"genre": "Horror", "week": "2026-01-08"}"#, #"{"week": "2026-02-30"}"#, #"{"week": "last"}"#,
            #"{"week": "2026-1-8"}"#, #"{"titleId": 7}"#, #"{"genre": "\#(String(repeating: "x", count: 101))"}"#,
        ])
    func refused(_ body: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for path in ["", "/preview"] {
                try await house.surface.run(Self.ask(house, .post, path, body).answers(400))
            }
            try await house.surface.run(Self.ask(house, .get).answers(200, json: #"{"omissions": []}"#))
        }
    }

    @Test("there is an end to it")
    func tooMany() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for number in 1...DomainLimits.omissionsMax {
                _ = try await house.stores.stores.tastes.omit(
                    .genre("Genre \(number)"), of: house.anna.id, at: house.world.now)
            }
            try await house.surface.run(
                Self.ask(house, .post, "", #"{"genre": "Horror"}"#)
                    .answers(409, json: #"{"error": "There are \#(DomainLimits.omissionsMax) already"}"#))
            try await house.surface.run(Self.ask(house, .post, "", #"{"genre": "genre 1"}"#).answers(201))
        }
    }

    @Test("a title has to be a film or a series that there is")
    func unknownTitles() async throws {
        try await DiscoveryHousehold.with { house in
            for id in ["999999", "x", "-1", house.id("Chapter 1-1")] {
                for path in ["", "/preview"] {
                    try await house.surface.run(
                        Self.ask(house, .post, path, #"{"titleId": "\#(id)"}"#)
                            .answers(404, json: #"{"error": "Title not found"}"#))
                }
            }
        }
    }

    @Test("a preview names what would leave and enter, and changes nothing")
    func preview() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.watch("The Godfather", by: house.anna)
            let body = #"{"titleId": "\#(house.id("The Godfather"))"}"#
            let change = try await house.surface.run(Self.ask(house, .post, "/preview", body).answers(200)).json
            let leaving = change["movies"]?["leaving"]?.list?.compactMap { $0["title"]?.text } ?? []
            #expect(leaving.contains("The Godfather Part II"))
            #expect(change["movies"]?["entering"] == .list([]) && change["compared"] == .int(12))
            #expect(try change["series"] == JSONValue(parsing: #"{"leaving": [], "entering": []}"#))
            try await house.surface.run(Self.ask(house, .get).answers(200, json: #"{"omissions": []}"#))
            let picks = Scenario(
                "picks", .get, "/api/recommendations/\(house.anna.id)/history", as: .discovery("anna"))
            try await house.surface.run(picks.answers(200, json: #"{"runs": []}"#))
        }
    }

    @Test("what is taken out is in neither recommendations nor what is said of the taste")
    func effect() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.describe("The Godfather") { $0.genres = ["Crime"] }
            try await house.describe("Amélie") { $0.genres = ["Comedy"] }
            for name in ["The Godfather", "Amélie"] { try await house.watch(name, by: house.anna) }
            try await house.surface.run(Self.ask(house, .post, "", #"{"genre": "crime"}"#).answers(201))
            let taste = Scenario("taste", .get, "/api/users/\(house.anna.id)/taste-profile", as: .discovery("anna"))
            let stats = try await house.surface.run(taste.answers(200)).json["stats"]
            #expect(stats?["topGenres"] == .list([.text("Comedy")]) && stats?["totalWatched"] == .int(1))
            let anew = Scenario(
                "anew", .post, "/api/recommendations/\(house.anna.id)/regenerate", as: .discovery("anna"))
            try await house.surface.run(anew.answers(200))
            let picks = try await house.surface.run(
                Scenario("picks", .get, "/api/recommendations/\(house.anna.id)", as: .discovery("anna")).answers(200)
            ).json
            let names = picks["recommendations"]?.list?.compactMap { $0["movie"]?["title"]?.text } ?? []
            #expect(!names.contains("The Godfather"), "it was watched all the same")
            #expect(names.first != "The Godfather Part II")
        }
    }
}
