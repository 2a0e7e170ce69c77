import Administration
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: how recommendations and top picks are chosen")
struct PickSettingsTests {
    private static func ask(
        _ method: HTTPRequest.Method, _ path: String, _ json: String? = nil, as name: String = "admin"
    ) -> Scenario {
        Scenario("\(method) \(path) \(json ?? "")", method, "/api/settings/" + path, as: .discovery(name), json: json)
    }

    @Test("without a word the defaults hold")
    func defaults() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let answer = try await house.surface.run(Self.ask(.get, "recommendations").answers(200)).json
            let config = try #require(answer["config"])
            #expect(config["updatedAt"]?.text?.hasSuffix("Z") == true)
            let weights = #""similarityWeight":0.4,"noveltyWeight":0.2,"ratingWeight":0.2,"diversityWeight":0.2"#
            #expect(
                try config["movie"]
                    == JSONValue(
                        parsing: #"{"maxCandidates":50000,"selectedCount":50,"recentWatchLimit":50,\#(weights)}"#))
            #expect(
                try config["series"]
                    == JSONValue(
                        parsing: #"{"maxCandidates":50000,"selectedCount":12,"recentWatchLimit":100,\#(weights)}"#))
        }
    }

    @Test("what is named changes, of the kind that is named, and reset undoes it")
    func change() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            house.world.advance(seconds: 1000)
            let changed = try await house.surface.run(
                Self.ask(
                    .patch, "recommendations/movies",
                    #"{"selectedCount": 20, "ratingWeight": 1, "noveltyWeight": 0, "other": 1}"#
                ).answers(200)
            ).json
            let config = try #require(changed["config"])
            #expect(config["movie"]?["selectedCount"] == .int(20) && config["series"]?["selectedCount"] == .int(12))
            #expect(config["movie"]?["maxCandidates"] == .int(50_000))
            #expect(changed["message"]?.text?.isEmpty == false)
            #expect(house.settings.values.recommendations.movies.weights.rating == 1)
            #expect(house.settings.values.recommendations.movies.weights.novelty == 0)
            try await house.surface.run(
                Self.ask(.patch, "recommendations/series", #"{"maxCandidates": 5.0}"#).answers(200))
            #expect(house.settings.values.recommendations.series.candidatesMax == 5)
            let reset = try await house.surface.run(
                Self.ask(.post, "recommendations/movies/reset").answers(200)
            ).json
            #expect(reset["config"]?["movie"]?["selectedCount"] == .int(50))
            #expect(reset["config"]?["series"]?["maxCandidates"] == .int(5))
            try await house.surface.run(Self.ask(.post, "recommendations/series/reset").answers(200))
            #expect(house.settings.values.recommendations == RecommendationSettings())
        }
    }

    @Test(
        "what cannot be is told, and then nothing changes",
        arguments: [
            #""ratingWeight": 1.01"#, #""ratingWeight": -0.1"#, #""ratingWeight": "1""#, #""ratingWeight": true"#,
            #""ratingWeight": null"#, #""maxCandidates": 0"#, #""maxCandidates": -5"#, #""maxCandidates": 1.5"#,
            #""maxCandidates": "7""#, #""recentWatchLimit": [1]"#, #""maxCandidates": 99999999999999999999"#,
        ])
    func refused(_ bad: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for kind in ["movies", "series"] {
                let answer = try await house.surface.run(
                    Self.ask(.patch, "recommendations/" + kind, #"{"selectedCount": 5, \#(bad)}"#).answers(400))
                #expect(try answer.json["error"]?.text?.contains("must be") == true)
            }
            #expect(house.settings.values.recommendations == RecommendationSettings())
        }
    }

    @Test("top picks have their defaults and change by member")
    func topPicks() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let first = try await house.surface.run(Self.ask(.get, "top-picks").answers(200)).json
            let expected: [String: JSONValue] = [
                "isEnabled": .bool(false), "timeWindowDays": .int(30), "moviesCount": .int(10), "seriesCount": .int(10),
                "refreshCron": .text("0 6 * * *"), "lastRefreshedAt": .null, "minUniqueViewers": .int(2),
                "moviesLibraryName": .text("Top Picks - Movies"), "seriesLibraryName": .text("Top Picks - Series"),
                "moviesCollectionName": .text("Top Picks - Movies"), "moviesUseSymlinks": .bool(false),
                "seriesCollectionName": .text("Top Picks - Series"), "seriesUseSymlinks": .bool(false),
                "moviesLibraryEnabled": .bool(true), "seriesLibraryEnabled": .bool(true),
                "moviesCollectionEnabled": .bool(false), "moviesPlaylistEnabled": .bool(false),
                "seriesCollectionEnabled": .bool(false), "seriesPlaylistEnabled": .bool(false),
            ]
            for (member, value) in expected { #expect(first[member] == value, "\(member)") }
            #expect(try first["libraries"] == JSONValue(parsing: #"{"movies": null, "series": null}"#))
            for member in ["createdAt", "updatedAt"] { #expect(first[member]?.text?.hasSuffix("Z") == true) }
            let body = #"""
                {"isEnabled": true, "timeWindowDays": 7, "playCountWeight": 0.75, "seriesLibraryName": " Everybody's ",
                "moviesPlaylistEnabled": true, "refreshCron": "30 5 * * 1"}
                """#
            let changed = try await house.surface.run(Self.ask(.patch, "top-picks", body).answers(200)).json
            #expect(changed["isEnabled"] == .bool(true) && changed["timeWindowDays"] == .int(7))
            #expect(changed["seriesLibraryName"] == .text("Everybody's") && changed["playCountWeight"] == .number(0.75))
            #expect(changed["refreshCron"] == .text("30 5 * * 1") && changed["moviesPlaylistEnabled"] == .bool(true))
            let schedule = try await house.stores.stores.schedules.schedules(["refresh-top-picks"]).first?.edited
            #expect(schedule?.rule == .weekly(weekday: 1, hour: 5, minute: 30), "the job follows")
            let reset = try await house.surface.run(Self.ask(.post, "top-picks/reset").answers(200)).json
            #expect(reset["isEnabled"] == .bool(false) && reset["refreshCron"] == .text("0 6 * * *"))
            #expect(house.settings.values.topPicks == TopPicksSettings())
        }
    }

    @Test(
        "what top picks cannot be is told, and then nothing changes",
        arguments: [
            #""isEnabled": "yes""#, #""isEnabled": 1"#, #""timeWindowDays": 0"#, #""moviesCount": 0"#,
            #""seriesCount": "10""#, #""minUniqueViewers": 0"#, #""uniqueViewersWeight": 1.5"#,
            #""completionWeight": -1"#, #""moviesLibraryName": """#, #""seriesCollectionName": "   ""#,
            #""moviesLibraryName": 5"#, #""moviesLibraryName": "a/b""#, #""refreshCron": "every day""#,
            #""refreshCron": 6"#, #""refreshCron": "0 25 * * *""#, #""moviesUseSymlinks": null"#,
        ])
    func refusedTopPicks(_ bad: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(
                Self.ask(.patch, "top-picks", #"{"seriesPlaylistEnabled": true, \#(bad)}"#).answers(400))
            #expect(house.settings.values.topPicks == TopPicksSettings())
        }
    }
}
