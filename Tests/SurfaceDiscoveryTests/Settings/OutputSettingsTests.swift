import Administration
import Domain
import HTTPTypes
import Storage
import TestKit
import Testing

@Suite("Discovery: what is written for a media server")
struct OutputSettingsTests {
    private static func ask(
        _ method: HTTPRequest.Method, _ path: String, _ json: String? = nil, as name: String = "admin"
    ) -> Scenario {
        Scenario("\(method) \(path) \(json ?? "")", method, "/api/settings/" + path, as: .discovery(name), json: json)
    }

    @Test("two names of one setting")
    func outputFormat() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let first = #"{"moviesUseSymlinks": false, "seriesUseSymlinks": true}"#
            for path in ["output-format", "ai-recs/output"] {
                try await house.surface.run(Self.ask(.get, path).answers(200, json: first))
            }
            let changed = try await house.surface.run(
                Self.ask(.patch, "output-format", #"{"moviesUseSymlinks": true}"#).answers(200)
            ).json
            #expect(changed["moviesUseSymlinks"] == .bool(true) && changed["seriesUseSymlinks"] == .bool(true))
            #expect(changed["message"]?.text?.isEmpty == false)
            try await house.surface.run(
                Self.ask(.patch, "ai-recs/output", #"{"seriesUseSymlinks": false}"#).answers(200))
            try await house.surface.run(
                Self.ask(.get, "output-format").answers(
                    200, json: #"{"moviesUseSymlinks": true, "seriesUseSymlinks": false}"#))
            for bad in [#"{"moviesUseSymlinks": 1}"#, #"{"seriesUseSymlinks": "false"}"#] {
                for path in ["output-format", "ai-recs/output"] {
                    try await house.surface.run(Self.ask(.patch, path, bad).answers(400))
                }
            }
        }
    }

    @Test("explanations follow the setting of all unless somebody may choose, and did")
    func explanations() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let global = #"{"enabled": true, "userOverrideAllowed": false}"#
            try await house.surface.run(Self.ask(.get, "ai-explanation").answers(200, json: global))
            let user = "ai-explanation/user/\(house.anna.id)"
            try await house.surface.run(
                Self.ask(.get, user).answers(
                    200,
                    json: #"""
                        {"overrideAllowed": false, "enabled": null, "effectiveValue": true, "globalConfig": \#(global)}
                        """#))
            let own = "user/ai-explanation"
            try await house.surface.run(Self.ask(.patch, own, #"{"enabled": false}"#, as: "anna").answers(403))
            let may = try await house.surface.run(
                Self.ask(.patch, user, #"{"overrideAllowed": true}"#).answers(200)
            ).json
            #expect(may["overrideAllowed"] == .bool(true) && may["enabled"] == .null)
            #expect(may["effectiveValue"] == .bool(true) && may["message"]?.text?.contains("Anna") == true)
            try await house.surface.run(Self.ask(.patch, own, #"{"enabled": false}"#, as: "anna").answers(403))
            try await house.surface.run(
                Self.ask(.patch, "ai-explanation", #"{"userOverrideAllowed": true}"#).answers(200))
            let off = try await house.surface.run(
                Self.ask(.patch, own, #"{"enabled": false}"#, as: "anna").answers(200)
            ).json
            #expect(off["enabled"] == .bool(false) && off["effectiveValue"] == .bool(false))
            try await house.surface.run(Self.ask(.patch, own, #"{"enabled": "no"}"#, as: "anna").answers(400))
            try await house.surface.run(Self.ask(.patch, own, "{}", as: "anna").answers(400))
            try await house.surface.run(Self.ask(.patch, own, #"{"enabled": false}"#, as: "ben").answers(403))
            let ben = try await house.surface.run(Self.ask(.get, own, as: "ben").answers(200)).json
            #expect(ben["effectiveValue"] == .bool(true))
            let back = try await house.surface.run(
                Self.ask(.patch, own, #"{"enabled": null}"#, as: "anna").answers(200)
            ).json
            #expect(back["enabled"] == .null && back["effectiveValue"] == .bool(true))
        }
    }

    @Test("explanation settings that cannot be are told")
    func refusedExplanations() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            for bad in [#"{"enabled": 1}"#, #"{"userOverrideAllowed": "no"}"#, #"{"enabled": null}"#] {
                try await house.surface.run(Self.ask(.patch, "ai-explanation", bad).answers(400))
            }
            for bad in ["{}", #"{"overrideAllowed": 1}"#, #"{"overrideAllowed": null}"#] {
                try await house.surface.run(
                    Self.ask(.patch, "ai-explanation/user/\(house.anna.id)", bad).answers(400))
            }
            for id in ["999999", "x", "1e3", "-1"] {
                try await house.surface.run(Self.ask(.get, "ai-explanation/user/" + id).answers(404))
                try await house.surface.run(
                    Self.ask(.patch, "ai-explanation/user/" + id, #"{"overrideAllowed": true}"#)
                        .answers(404, json: #"{"error": "User not found"}"#))
            }
        }
    }

    @Test("libraries are called by templates, and by their owners")
    func titles() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let first = try await house.surface.run(Self.ask(.get, "library-titles").answers(200)).json
            #expect(first["moviesTemplate"] == .text("{{username}}'s AI Picks - Movies"))
            #expect(first["seriesTemplate"] == .text("{{username}}'s AI Picks - TV Series"))
            let tags = first["supportedMergeTags"]?.list ?? []
            #expect(tags.compactMap { $0["tag"]?.text } == ["{{username}}", "{{type}}", "{{count}}", "{{date}}"])
            #expect(tags.allSatisfy { $0["description"]?.text?.isEmpty == false })
            let changed = try await house.surface.run(
                Self.ask(.patch, "library-titles", #"{"moviesTemplate": "{{Type}} for {{username}}"}"#).answers(200)
            ).json
            #expect(changed["moviesTemplate"] == .text("{{Type}} for {{username}}"))
            #expect(changed["seriesTemplate"] == first["seriesTemplate"] && changed["supportedMergeTags"] == nil)
            let own = try await house.surface.run(Self.ask(.get, "user", as: "anna").answers(200)).json
            #expect(own["moviesLibraryName"] == .null)
            #expect(own["effectiveMoviesName"] == .text("Movies for Anna"))
            let named = try await house.surface.run(
                Self.ask(.patch, "user", #"{"moviesLibraryName": " My films "}"#, as: "anna").answers(200)
            ).json
            #expect(named["effectiveMoviesName"] == .text("My films"))
            #expect(named["effectiveSeriesName"] == .text("Anna's AI Picks - TV Series"))
            let back = try await house.surface.run(
                Self.ask(.patch, "user", #"{"moviesLibraryName": null}"#, as: "anna").answers(200)
            ).json
            #expect(back["effectiveMoviesName"] == .text("Movies for Anna"))
            for bad in [#"{"moviesLibraryName": "a/b"}"#, #"{"seriesLibraryName": 5}"#] {
                try await house.surface.run(Self.ask(.patch, "user", bad, as: "anna").answers(400))
            }
        }
    }

    @Test(
        "templates that cannot be are told, and then nothing changes",
        arguments: ["5", "null", #""""#, #""  ""#, #""a/b""#, #""a\\b""#, #""a:b {{count}}""#, #""<{{type}}>""#, "[]"])
    func refusedTitles(_ bad: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(
                Self.ask(.patch, "library-titles", #"{"moviesTemplate": "Good", "seriesTemplate": \#(bad)}"#)
                    .answers(400))
            #expect(house.settings.values.libraryTitles == LibraryTitleTemplates())
        }
    }

    @Test("what becomes of disliked titles is everybody's own choice")
    func dislikes() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let path = "user/dislike-behavior"
            let exclude = #"{"dislikeBehavior": "exclude"}"#
            try await house.surface.run(Self.ask(.get, path, as: "anna").answers(200, json: exclude))
            let changed = try await house.surface.run(
                Self.ask(.patch, path, #"{"dislikeBehavior": "penalize"}"#, as: "anna").answers(200)
            ).json
            #expect(changed["dislikeBehavior"] == .text("penalize") && changed["message"]?.text?.isEmpty == false)
            try await house.surface.run(
                Self.ask(.get, path, as: "anna").answers(200, json: #"{"dislikeBehavior": "penalize"}"#))
            try await house.surface.run(Self.ask(.get, path, as: "ben").answers(200, json: exclude))
            for bad in ["{}", #"{"dislikeBehavior": "burn"}"#, #"{"dislikeBehavior": 1}"#, exclude + "x"] {
                try await house.surface.run(Self.ask(.patch, path, bad, as: "anna").answers(400))
            }
            #expect(
                try await house.stores.stores.personalSettings.settings(of: house.anna.id).dislikes == .penalize)
        }
    }
}
