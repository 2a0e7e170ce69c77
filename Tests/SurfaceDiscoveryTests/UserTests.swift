import Domain
import HTTPTypes
import SurfaceDiscovery
import SurfaceKit
import TestKit
import Testing

@Suite("Discovery: people and what they watched")
struct UserTests {
    private static func ask(_ method: HTTPRequest.Method, _ path: String, as name: String, json: String? = nil)
        -> Scenario
    {
        Scenario(path, method, "/api/users" + path, as: .discovery(name), json: json)
    }

    private static let unknown = #"{"error": "User not found"}"#

    @Test("only administrators see all accounts, and everybody their own")
    func access() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let all = try await house.surface.run(Self.ask(.get, "", as: "admin").answers(200)).json
            #expect(all["users"]?.list?.compactMap { $0["username"]?.text } == ["Admin", "Anna", "Ben"])
            #expect(all["total"] == .int(3))
            let own = try await house.surface.run(Self.ask(.get, "/\(house.anna.id)", as: "anna").answers(200)).json
            #expect(own["can_manage_watch_history"] == .bool(true) && own["provider"] == .text("local"))
            let forbidden = #"{"error": "Forbidden"}"#
            try await house.surface.run(Self.ask(.get, "", as: "anna").answers(403, json: forbidden))
            for path in ["", "/stats", "/watch-history", "/series-watch-history", "/watch-stats"] {
                try await house.surface.run(Self.ask(.get, "/\(house.ben.id)" + path, as: "anna").answers(403))
                for id in ["999999", "x", "-1", "99999999999"] {
                    try await house.surface.run(
                        Self.ask(.get, "/\(id)" + path, as: "anna").answers(403, json: forbidden))
                    try await house.surface.run(
                        Self.ask(.get, "/\(id)" + path, as: "admin").answers(404, json: Self.unknown))
                }
                try await house.surface.run(Self.ask(.get, "/\(house.ben.id)" + path, as: "admin").answers(200))
            }
        }
    }

    @Test("an administrator changes what is named, and one switch moves the other")
    func change() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            func put(_ json: String) async throws -> JSONValue {
                try await house.surface.run(Self.ask(.put, "/\(house.ben.id)", as: "admin", json: json).answers(200))
                    .json
            }
            let named = try await put(#"{"displayName": "Benjamin", "canManageWatchHistory": true}"#)
            #expect(named["display_name"] == .text("Benjamin") && named["can_manage_watch_history"] == .bool(true))
            #expect(try await put(#"{"moviesEnabled": false}"#)["is_enabled"] == .bool(true))
            let off = try await put(#"{"seriesEnabled": false}"#)
            #expect(off["is_enabled"] == .bool(false) && off["display_name"] == .text("Benjamin"))
            #expect(try await put(#"{"displayName": "  "}"#)["display_name"] == .null)
            #expect(try await put(#"{"moviesEnabled": true}"#)["is_enabled"] == .bool(true))
        }
    }

    @Test(
        "what cannot be changed so is told",
        arguments: ["{}", #"{"displayName": 5}"#, #"{"isEnabled": "yes"}"#, #"{"moviesEnabled": 1}"#, "[]"])
    func badChange(_ body: String) async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(Self.ask(.put, "/\(house.ben.id)", as: "admin", json: body).answers(400))
            try await house.surface.run(Self.ask(.put, "/\(house.anna.id)", as: "anna", json: body).answers(403))
        }
    }

    @Test("the history has what was watched, sorted as asked, and numbers of it")
    func history() async throws {
        try await DiscoveryHousehold.with { house in
            for name in ["Inception", "Silent", "Amélie"] { try await house.watch(name, by: house.anna) }
            try await house.watch("Chapter 1-1", by: house.anna)
            let path = "/\(house.anna.id)/watch-history"
            for (sort, names) in [
                ("", ["Amélie", "Silent", "Inception"]), ("?sortBy=nonsense", ["Amélie", "Silent", "Inception"]),
                ("?sortBy=title", ["Amélie", "Inception", "Silent"]),
                ("?sortBy=recent&pageSize=1&page=2", ["Silent"]),
            ] {
                let answer = try await house.surface.run(Self.ask(.get, path + sort, as: "anna").answers(200)).json
                #expect(answer["history"]?.list?.compactMap { $0["title"]?.text } == names, "\(sort)")
                #expect(answer["pagination"]?["total"] == .int(3))
            }
            let series = try await house.surface.run(
                Self.ask(.get, "/\(house.anna.id)/series-watch-history", as: "anna").answers(200)
            ).json
            let row = try #require(series["history"]?.list?.first)
            #expect(row["title"] == .text("Dark Harbour") && row["episodes_watched"] == .int(1))
            let numbers = try await house.surface.run(
                Self.ask(.get, "/\(house.anna.id)/watch-stats", as: "anna").answers(200)
            ).json
            #expect(numbers["totalMovies"] == .int(3) && numbers["totalEpisodes"] == .int(1))
            #expect(numbers["watchTimeline"]?.list?.count == 12)
            let counts = try await house.surface.run(
                Self.ask(.get, "/\(house.anna.id)/stats", as: "anna").answers(200)
            ).json
            #expect(counts["watchedCount"] == .int(3))
        }
    }

    @Test("nobody who watched nothing gets an error")
    func emptyHistory() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            let answer = try await house.surface.run(
                Self.ask(.get, "/\(house.ben.id)/watch-stats", as: "ben").answers(200)
            ).json
            #expect(answer["totalPlays"] == .int(0) && answer["genreDistribution"] == .list([]))
            #expect(answer["watchTimeline"]?.list?.allSatisfy { $0["movies"] == .int(0) } == true)
        }
    }

    @Test("who may take back what was watched does, again and again, and it is gone everywhere")
    func unwatch() async throws {
        try await DiscoveryHousehold.with { house in
            for name in ["Silent", "Chapter 1-1", "Chapter 1-2", "Chapter 2-1"] {
                try await house.watch(name, by: house.anna)
            }
            let base = "/\(house.anna.id)/watch-history"
            let series = house.id("Dark Harbour")
            let film = "\(base)/movies/\(house.id("Silent"))"
            for _ in 0..<2 { try await house.surface.run(Self.ask(.delete, film, as: "anna").answers(200)) }
            let season = try await house.surface.run(
                Self.ask(.delete, "\(base)/series/\(series)/seasons/1", as: "anna").answers(200)
            ).json
            #expect(season["message"]?.text?.contains("2 episodes") == true)
            try await house.surface.run(
                Self.ask(.delete, "\(base)/episodes/\(house.id("Chapter 2-1"))", as: "anna").answers(200))
            try await house.surface.run(Self.ask(.delete, "\(base)/series/\(series)", as: "anna").answers(200))
            let numbers = try await house.surface.run(
                Self.ask(.get, "/\(house.anna.id)/watch-stats", as: "anna").answers(200)
            ).json
            #expect(numbers["totalMovies"] == .int(0) && numbers["totalEpisodes"] == .int(0))
            for (path, status) in [
                ("/movies/999999", 404), ("/movies/\(series)", 404), ("/episodes/x", 404), ("/series/999999", 404),
                ("/series/\(series)/seasons/x", 400), ("/series/\(series)/seasons/-1", 400),
            ] {
                try await house.surface.run(Self.ask(.delete, base + path, as: "anna").answers(status))
            }
            try await house.surface.run(
                Self.ask(.delete, "/\(house.ben.id)/watch-history/movies/\(house.id("Silent"))", as: "ben").answers(403)
            )
        }
    }

    @Test("what others watched is not anybody's to take back, but for an administrator")
    func othersHistory() async throws {
        try await DiscoveryHousehold.with { house in
            for name in ["Silent", "Chapter 1-1", "Chapter 1-2"] { try await house.watch(name, by: house.ben) }
            func watched() async throws -> [JSONValue?] {
                let path = "/\(house.ben.id)/watch-stats"
                let numbers = try await house.surface.run(Self.ask(.get, path, as: "ben").answers(200)).json
                return [numbers["totalMovies"], numbers["totalEpisodes"]]
            }
            let routes = DiscoverySurface.area.routes.filter { route in
                route.method == .delete && route.path.hasPrefix("/api/users/:id/watch-history/")
            }
            #expect(routes.count == 4)
            for route in routes {
                for id in [house.ben.id.description, "999999", "x", "-1"] {
                    let path = Self.path(route, of: id, house)
                    try await house.surface.run(
                        Self.ask(.delete, path, as: "anna").answers(403, json: #"{"error": "Forbidden"}"#))
                }
                for id in ["999999", "x", "-1"] {
                    let path = Self.path(route, of: id, house)
                    try await house.surface.run(Self.ask(.delete, path, as: "admin").answers(404, json: Self.unknown))
                }
            }
            #expect(try await watched() == [.int(1), .int(2)])
            for route in routes {
                let path = Self.path(route, of: house.ben.id.description, house)
                try await house.surface.run(Self.ask(.delete, path, as: "admin").answers(200))
            }
            #expect(try await watched() == [.int(0), .int(0)])
        }
    }

    /// Behind `/api/users`, with titles of the household in the places of others.
    private static func path(_ route: Route, of person: String, _ house: DiscoveryHousehold) -> String {
        let places = [
            ":id": person, ":movie": house.id("Silent"), ":episode": house.id("Chapter 1-1"),
            ":series": house.id("Dark Harbour"), ":n": "1",
        ]
        let steps = route.path.dropFirst("/api/users".count).split(separator: "/").map(String.init)
        return steps.map { "/" + (places[$0] ?? $0) }.joined()
    }
}
