import Domain
import HTTPTypes
import SQL
import Storage
import TestKit
import Testing

@Suite("Discovery: recommendations anew, and what they leave out")
struct RegenerateTests {
    private static func ask(
        _ method: HTTPRequest.Method, _ path: String, _ json: String? = nil, as name: String = "anna"
    ) -> Scenario {
        Scenario(
            "\(method) \(path) \(json ?? "")", method, "/api/recommendations/" + path, as: .discovery(name), json: json)
    }

    @Test("films that are like what was watched are chosen, and the answer says how many")
    func films() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.watch("The Godfather", by: house.anna)
            let id = house.anna.id.description
            let answer = try await house.surface.run(Self.ask(.post, "\(id)/regenerate", "{}").answers(200)).json
            let count = try #require(answer["count"]?.int)
            #expect(count > 0 && answer["message"]?.text?.contains("\(count)") == true)
            let picks = try await house.surface.run(Self.ask(.get, id).answers(200)).json
            #expect(picks["run"]?["id"] == answer["runId"] && picks["run"]?["run_type"] == .text("manual"))
            let names = picks["recommendations"]?.list?.compactMap { $0["movie"]?["title"]?.text } ?? []
            #expect(names.count == count && !names.contains("The Godfather"))
            #expect(names.first == "The Godfather Part II")
        }
    }

    @Test("without a history the run is completed and has chosen nothing")
    func nothing() async throws {
        try await DiscoveryHousehold.with { house in
            for path in ["regenerate", "series/regenerate"] {
                let answer = try await house.surface.run(
                    Self.ask(.post, "\(house.ben.id)/\(path)", "{}", as: "ben").answers(200)
                ).json
                #expect(answer["count"] == .int(0), "\(path)")
            }
            let picks = try await house.surface.run(Self.ask(.get, "\(house.ben.id)", as: "ben").answers(200)).json
            #expect(picks["run"]?["status"] == .text("completed") && picks["recommendations"] == .list([]))
            #expect(picks["message"]?.text?.isEmpty == false)
        }
    }

    @Test("an administrator makes those of others, but for people without recommendations nobody does")
    func memberships() async throws {
        try await DiscoveryHousehold.with { house in
            let path = "\(house.ben.id)/regenerate"
            try await house.surface.run(Self.ask(.post, path, "{}", as: "admin").answers(200))
            try await house.surface.run(
                Scenario(
                    "off", .put, "/api/users/\(house.ben.id)", as: .discovery("admin"),
                    json: #"{"moviesEnabled": false}"#
                ).answers(200))
            let off = #"{"error": "Recommendations are off for this account"}"#
            try await house.surface.run(Self.ask(.post, path, "{}", as: "ben").answers(409, json: off))
            try await house.surface.run(Self.ask(.post, path, "{}", as: "admin").answers(409, json: off))
            try await house.surface.run(
                Self.ask(.post, "\(house.ben.id)/series/regenerate", "{}", as: "ben").answers(200))
        }
    }

    @Test("what was watched may come again where somebody wants that, and a run leaves the wish alone")
    func includesWatched() async throws {
        try await DiscoveryHousehold.with { house in
            try await house.watch("The Godfather", by: house.anna)
            let path = "\(house.anna.id)/preferences"
            try await house.surface.run(
                Self.ask(.get, path).answers(200, json: #"{"includeWatched": false, "dislikeBehavior": "exclude"}"#))
            let changed = try await house.surface.run(
                Self.ask(.patch, path, #"{"includeWatched": true}"#).answers(200)
            ).json
            #expect(changed["includeWatched"] == .bool(true) && changed["dislikeBehavior"] == .text("exclude"))
            #expect(changed["message"]?.text?.isEmpty == false)
            try await house.surface.run(Self.ask(.patch, path, #"{"dislikeBehavior": "penalize"}"#).answers(200))
            try await house.surface.run(Self.ask(.post, "\(house.anna.id)/regenerate", "{}").answers(200))
            try await house.surface.run(
                Self.ask(.get, path).answers(200, json: #"{"includeWatched": true, "dislikeBehavior": "penalize"}"#))
            let picks = try await house.surface.run(Self.ask(.get, "\(house.anna.id)").answers(200)).json
            let names = picks["recommendations"]?.list?.compactMap { $0["movie"]?["title"]?.text } ?? []
            #expect(names.contains("The Godfather"))
            let dislikes = Scenario(
                "twin", .get, "/api/settings/user/dislike-behavior", as: .discovery("anna"))
            try await house.surface.run(dislikes.answers(200, json: #"{"dislikeBehavior": "penalize"}"#))
        }
    }

    @Test(
        "preferences that cannot be change nothing",
        arguments: [
            "{}", "[]", "nonsense", #"{"includeWatched": "yes"}"#, #"{"includeWatched": 1}"#,
            #"{"includeWatched": true, "dislikeBehavior": "hide"}"#, #"{"dislikeBehavior": null}"#,
        ])
    func badPreferences(_ body: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let path = "\(house.anna.id)/preferences"
            try await house.surface.run(Self.ask(.patch, path, body).answers(400))
            try await house.surface.run(
                Self.ask(.get, path).answers(200, json: #"{"includeWatched": false, "dislikeBehavior": "exclude"}"#))
        }
    }

    @Test("a body that is no object is refused")
    func badBody() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for path in ["regenerate", "series/regenerate"] {
                try await house.surface.run(Self.ask(.post, "\(house.anna.id)/\(path)", "[]").answers(400))
                try await house.surface.run(Self.ask(.post, "\(house.anna.id)/\(path)", "").answers(200))
            }
        }
    }

    /// Meddles with a choice of films for Anna in its middle, and looks at the answer to it.
    private static func choosing(
        answers status: Int, _ meddle: @escaping @Sendable (DiscoveryHousehold) async throws -> Void,
        then check: @escaping @Sendable (DiscoveryHousehold, JSONValue) async throws -> Void
    ) async throws {
        let gate = RequestGate()
        await gate.hold()
        var around = HouseholdSettings.Surroundings()
        around.chatModel = {
            ScriptedChat { _ in
                await gate.pass()
                return nil
            }
        }
        try await DiscoveryHousehold.with(settings: around) { house in
            try await house.watch("The Godfather", by: house.anna)
            async let answer = house.surface.run(ask(.post, "\(house.anna.id)/regenerate", "{}").answers(status))
            await gate.untilHeld(1)
            try await meddle(house)
            await gate.releaseAll()
            try await check(house, answer.json)
        }
    }

    @Test("a choice that another one overtook is none")
    func superseded() async throws {
        try await Self.choosing(answers: 409) { house in
            _ = try await house.stores.stores.recommendations.begin(
                .movie, of: house.anna.id, cause: .scheduled, at: house.world.now)
        } then: { house, answer in
            #expect(answer["error"] == .text("Another run has begun meanwhile."))
            let latest = try await house.stores.stores.recommendations.latest(.movie, of: house.anna.id)
            #expect(latest == nil)
        }
    }

    @Test("a choice that fails says so in a sentence, and the history says the same")
    func failed() async throws {
        try await Self.choosing(answers: 500) { house in
            try await house.stores.database.write { connection in
                _ = try connection.execute("ALTER TABLE recommendation_candidate RENAME TO lost")
            }
        } then: { house, answer in
            let problem = try #require(answer["error"]?.text)
            #expect(problem.hasPrefix("It ended with an error of the kind") && !problem.contains("candidate"))
            let history = try await house.surface.run(Self.ask(.get, "\(house.anna.id)/history").answers(200)).json
            let run = history["runs"]?.list?.first
            #expect(run?["status"] == .text("failed") && run?["error_message"] == .text(problem))
        }
    }
}
