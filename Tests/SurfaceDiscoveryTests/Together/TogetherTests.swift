import Activity
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: tonight for all of us")
struct TogetherTests {
    private static func ask(_ json: String, as name: String = "anna") -> Scenario {
        Scenario(json, .post, "/api/recommendations/together", as: .discovery(name), json: json)
    }

    /// The account's first profile and another one.
    private static func pair(_ house: DiscoveryHousehold) async throws -> (first: Profile, second: Profile) {
        let first = try await house.profiles.standard(of: house.anna.id)
        let second = try await house.stores.stores.profiles.add(
            NewProfile(name: "Clara"), to: house.anna.id, active: nil, max: 20, at: house.world.now)
        return (first, second)
    }

    private static func body(_ profiles: [Profile], _ more: String = "") -> String {
        #"{"profileIds": [\#(profiles.map { "\"\($0.id)\"" }.joined(separator: ", "))]\#(more)}"#
    }

    private static func titles(_ answer: JSONValue) -> [String] {
        answer["movies"]?.list?.compactMap { $0["title"]?.text } ?? []
    }

    @Test("a list that nobody has seen, with a score for each and the rule by which it is sorted")
    func evening() async throws {
        try await DiscoveryHousehold.with { house in
            let (first, second) = try await Self.pair(house)
            try await house.watch("The Godfather", by: house.anna)
            let watching = house.stores.stores.watching
            let report = WatchReport(at: house.world.now, position: 0, mark: .finished)
            _ = try await watching.report(
                report, of: #require(house.titles["Interstellar"]), by: second.id, source: .playback, device: nil)
            let answer = try await house.surface.run(Self.ask(Self.body([first, second])).answers(200)).json
            #expect(answer["rule"]?.text?.isEmpty == false && answer["minutes"] == .null)
            #expect(answer["members"]?.list?.compactMap { $0["name"]?.text } == [first.name, "Clara"])
            let names = Self.titles(answer)
            #expect(!names.isEmpty && names.count <= 12)
            #expect(!names.contains("The Godfather") && !names.contains("Interstellar"))
            let rows = try #require(answer["movies"]?.list)
            #expect(rows.compactMap { $0["rank"]?.int } == Array(1...rows.count))
            for row in rows {
                let scores = row["scores"]?.list ?? []
                let ids = scores.compactMap { $0["profile_id"]?.text }
                #expect(ids == [first.id.description, second.id.description])
                #expect(scores.allSatisfy { (0...1).contains($0["score"]?.number ?? -1) })
                #expect((0...1).contains(row["score"]?.number ?? -1))
            }
            let one = try await house.surface.run(
                Self.ask(Self.body([first, second], #", "limit": 1"#)).answers(200)
            ).json
            #expect(Self.titles(one) == Array(names.prefix(1)))
        }
    }

    @Test("what somebody has seen is left out, also where they took it out of their taste and may get it again")
    func seen() async throws {
        try await DiscoveryHousehold.with { house in
            let (first, second) = try await Self.pair(house)
            for name in ["The Godfather", "Interstellar"] { try await house.watch(name, by: house.anna) }
            let (stores, now) = (house.stores.stores, house.world.now)
            _ = try await stores.personalSettings.change(of: house.anna.id, at: now) { $0.includesWatched = true }
            let id = try #require(house.titles["Interstellar"])
            _ = try await stores.tastes.omit(.title(id), of: house.anna.id, at: now)
            let answer = try await house.surface.run(
                Self.ask(Self.body([first, second], #", "limit": 50"#)).answers(200)
            ).json
            let names = Self.titles(answer)
            #expect(!names.isEmpty && !names.contains("Interstellar") && !names.contains("The Godfather"))
        }
    }

    @Test("nothing longer than the evening")
    func minutes() async throws {
        try await DiscoveryHousehold.with { house in
            let (first, second) = try await Self.pair(house)
            try await house.watch("The Godfather", by: house.anna)
            try await house.describe("The Godfather Part II") { $0.runtimeMinutes = 200 }
            try await house.describe("The Dark Knight") { $0.runtimeMinutes = 95 }
            let long = try await house.surface.run(Self.ask(Self.body([first, second])).answers(200)).json
            #expect(Self.titles(long).contains("The Godfather Part II"))
            let short = try await house.surface.run(
                Self.ask(Self.body([first, second], #", "minutes": 100"#)).answers(200)
            ).json
            #expect(short["minutes"] == .int(100) && Self.titles(short) == ["The Dark Knight"])
            #expect(short["movies"]?.list?.first?["runtime_minutes"] == .int(95))
        }
    }

    @Test("the lowest limit of the members holds for all")
    func limits() async throws {
        try await DiscoveryHousehold.with { house in
            let (first, second) = try await Self.pair(house)
            try await house.watch("The Godfather", by: house.anna)
            try await house.describe("The Godfather Part II") { $0.contentRating = "R" }
            try await house.describe("Amélie") { $0.contentRating = "PG" }
            try await house.stores.stores.profiles.setPINHash("x", of: second.id, user: house.anna.id)
            var limited = NewProfile(name: "Clara")
            limited.certificateLimit = .twelve
            _ = try await house.stores.stores.profiles.change(second.id, of: house.anna.id, to: limited)
            let answer = try await house.surface.run(Self.ask(Self.body([first, second])).answers(200)).json
            #expect(Self.titles(answer) == ["Amélie"])
        }
    }

    @Test("a profile that only its PIN lets in is not lent")
    func locked() async throws {
        try await DiscoveryHousehold.with { house in
            let (first, second) = try await Self.pair(house)
            try await house.stores.stores.profiles.setPINHash("x", of: second.id, user: house.anna.id)
            let refused = #"{"error": "The profile is locked, its PIN has to be entered first"}"#
            let scenario = Self.ask(Self.body([first, second]))
            try await house.surface.run(scenario.answers(403, json: refused))
            var scripted = scenario
            scripted.request.caller = .known("anna")
            try await house.surface.run(scripted.answers(403, json: refused))
        }
    }

    @Test("administrators bring accounts together, others only the profiles of their own")
    func accounts() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.watch("The Godfather", by: house.anna)
            let users = #"{"userIds": ["\#(house.anna.id)", "\#(house.ben.id)"]}"#
            let answer = try await house.surface.run(Self.ask(users, as: "admin").answers(200)).json
            let members = answer["members"]?.list?.compactMap { $0["user_id"]?.text }
            #expect(members == [house.anna.id.description, house.ben.id.description])
            #expect(!Self.titles(answer).contains("The Godfather"))
            try await house.surface.run(Self.ask(users).answers(403, json: #"{"error": "Forbidden"}"#))
            try await house.surface.run(
                Self.ask(#"{"userIds": ["\#(house.anna.id)", "999999"]}"#, as: "admin")
                    .answers(404, json: #"{"error": "User not found"}"#))
            let bens = try await house.profiles.standard(of: house.ben.id)
            let (first, _) = try await Self.pair(house)
            try await house.surface.run(
                Self.ask(Self.body([first, bens])).answers(404, json: #"{"error": "Profile not found"}"#))
            try await house.surface.run(Self.ask(users, as: "nobody").answers(401))
        }
    }

    @Test(
        "a wish that cannot be is refused",
        arguments: [
            "[]", "nonsense", "{}", #"{"profileIds": []}"#, #"{"profileIds": "1"}"#, #"{"profileIds": [true]}"#,
            #"{"profileIds": ["FIRST"]}"#, #"{"profileIds": ["FIRST", "FIRST"]}"#,
            #"{"profileIds": ["FIRST"], "minutes": 0}"#, #"{"profileIds": ["FIRST"], "minutes": "90"}"#,
            #"{"profileIds": ["FIRST"], "limit": 51}"#, #"{"profileIds": ["FIRST"], "limit": 1.5}"#,
        ])
    func refused(_ body: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let first = try await house.profiles.standard(of: house.anna.id)
            try await house.surface.run(Self.ask(body.replacing("FIRST", with: first.id.description)).answers(400))
        }
    }

    @Test("an id that cannot be is not found", arguments: ["x", "-1", "99999999999", "01"])
    func wrongIDs(_ id: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(
                Self.ask(#"{"profileIds": ["\#(id)"]}"#).answers(404, json: #"{"error": "Profile not found"}"#))
            try await house.surface.run(
                Self.ask(#"{"userIds": ["\#(id)"]}"#, as: "admin").answers(404, json: #"{"error": "User not found"}"#))
        }
    }

    @Test("without titles the list is empty, and the rule is told all the same")
    func empty() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let (first, second) = try await Self.pair(house)
            let answer = try await house.surface.run(Self.ask(Self.body([first, second])).answers(200)).json
            #expect(answer["movies"] == .list([]) && answer["rule"]?.text?.isEmpty == false)
        }
    }
}
