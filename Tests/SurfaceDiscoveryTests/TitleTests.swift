import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Discovery: films and series")
struct TitleTests {
    private static func get(_ path: String) -> Scenario { Scenario(path, .get, path, as: .discovery("anna")) }

    private static func names(_ answer: JSONValue, _ list: String = "movies") -> [String] {
        answer[list]?.list?.compactMap { $0["title"]?.text } ?? []
    }

    @Test("films come by title, page by page, with the true total")
    func pages() async throws {
        try await DiscoveryHousehold.with { house in
            let all = try await house.surface.run(Self.get("/api/movies?pageSize=100").answers(200)).json
            let names = Self.names(all)
            #expect(names.count > 10 && names == names.sorted { $0.lowercased() < $1.lowercased() })
            #expect(all["total"] == .int(names.count) && all["page"] == .int(1) && all["pageSize"] == .int(100))
            let second = try await house.surface.run(Self.get("/api/movies?page=2&pageSize=3").answers(200)).json
            #expect(Self.names(second) == Array(names.dropFirst(3).prefix(3)))
            let end = try await house.surface.run(Self.get("/api/movies?page=99").answers(200)).json
            #expect(Self.names(end).isEmpty && end["total"] == .int(names.count))
        }
    }

    @Test(
        "what is no page is the first, and a page has its bounds",
        arguments: [
            ("page=x&pageSize=y", 1, 50), ("page=0&pageSize=0", 1, 50), ("page=-3&pageSize=-1", 1, 50),
            ("pageSize=5000", 1, 100), ("page=2147483648", 2_147_483_647, 50),
        ])
    func bounds(_ query: String, _ page: Int, _ size: Int) async throws {
        try await DiscoveryHousehold.with { house in
            let answer = try await house.surface.run(Self.get("/api/movies?" + query).answers(200)).json
            #expect(answer["page"] == .int(page) && answer["pageSize"] == .int(size))
        }
    }

    @Test(
        "a title is found by any part of it, whatever its case",
        arguments: [
            ("god", ["The Godfather", "The Godfather Part II"]), ("FATHER%20PART", ["The Godfather Part II"]),
            ("amelie", ["Amélie"]), ("AMÉ", ["Amélie"]), ("%25", []), ("_", []), ("nothing", []),
        ])
    func search(_ text: String, _ names: [String]) async throws {
        try await DiscoveryHousehold.with { house in
            let answer = try await house.surface.run(Self.get("/api/movies?search=" + text).answers(200)).json
            #expect(Self.names(answer) == names && answer["total"] == .int(names.count))
        }
    }

    @Test("a film by itself, and its row in lists")
    func film() async throws {
        try await DiscoveryHousehold.with { house in
            let answer = try await house.surface.run(Self.get("/api/movies/\(house.id("Inception"))").answers(200)).json
            #expect(answer["title"] == .text("Inception") && answer["imdb_id"] == .text("tt1375666"))
            #expect(answer["provider_item_id"] == .null && answer["poster_url"] == .null)
            #expect(answer["created_at"]?.text?.hasSuffix("Z") == true)
            for id in ["0", "999999", "x", "1.5", "99999999999", house.id("Dark Harbour"), "%00"] {
                try await house.surface.run(
                    Self.get("/api/movies/\(id)").answers(404, json: #"{"error": "Movie not found"}"#))
            }
        }
    }

    @Test("films like another: the nearest first, itself and other kinds never")
    func similar() async throws {
        try await DiscoveryHousehold.with { house in
            let path = "/api/movies/\(house.id("The Godfather"))/similar"
            let answer = try await house.surface.run(Self.get(path).answers(200)).json
            let rows = try #require(answer["similar"]?.list)
            #expect(rows.first?["title"] == .text("The Godfather Part II"))
            let scores = rows.compactMap { row -> Double? in
                if case .number(let score)? = row["similarity"] { score } else { nil }
            }
            #expect(scores == scores.sorted(by: >) && scores.allSatisfy { (-1.0...1.0).contains($0) })
            let names = rows.compactMap { $0["title"]?.text }
            #expect(!names.contains("The Godfather") && !names.contains("Spacetime"))
            let one = try await house.surface.run(Self.get(path + "?limit=1").answers(200)).json
            #expect(one["similar"]?.list?.count == 1)
            let none = try await house.surface.run(
                Self.get("/api/movies/\(house.id("Unindexed"))/similar").answers(200)
            ).json
            #expect(none["similar"] == .list([]) && none["message"]?.text?.isEmpty == false)
            try await house.surface.run(Self.get("/api/movies/999999/similar").answers(404))
        }
    }

    @Test("a series has its seasons and episodes, specials as season 0")
    func series() async throws {
        try await DiscoveryHousehold.with { house in
            let id = house.id("Dark Harbour")
            let detail = try await house.surface.run(Self.get("/api/series/\(id)").answers(200)).json
            #expect(detail["total_seasons"] == .int(2) && detail["total_episodes"] == .int(3))
            #expect(detail["network"] == .text("Northern Television"))
            let seasons = detail["seasons"]?.list?.map { [$0["season_number"], $0["episode_count"]] }
            #expect(seasons == [[.int(0), .int(1)], [.int(1), .int(2)], [.int(2), .int(1)]])
            let episodes = try await house.surface.run(Self.get("/api/series/\(id)/episodes").answers(200)).json
            #expect(episodes["totalEpisodes"] == .int(4) && episodes["seasonCount"] == .int(3))
            #expect(episodes["seasons"]?["1"]?.list?.count == 2)
            #expect(
                episodes["episodes"]?.list?.compactMap { $0["title"]?.text }
                    == ["Chapter 0-1", "Chapter 1-1", "Chapter 1-2", "Chapter 2-1"])
            for path in ["", "/episodes", "/similar"] {
                try await house.surface.run(Self.get("/api/series/\(house.id("Inception"))\(path)").answers(404))
            }
        }
    }

    @Test("series are listed by network and genre, and each kind has its own genres")
    func filters() async throws {
        try await DiscoveryHousehold.with { house in
            let list = try await house.surface.run(
                Self.get("/api/series?network=Northern%20Television&genre=Drama").answers(200)
            ).json
            #expect(Self.names(list, "series") == ["Dark Harbour"])
            #expect(list["series"]?.list?.first?["total_episodes"] == .int(3))
            for query in [
                "network=northern%20television", "genre=drama", "genre=Comedy", "genre=%00", "network=a%00",
                "status=Ended",
            ] {
                let none = try await house.surface.run(Self.get("/api/series?" + query).answers(200)).json
                #expect(Self.names(none, "series").isEmpty, "\(query)")
            }
            try await house.surface.run(
                Self.get("/api/series/genres").answers(200, json: #"{"genres": ["Drama"]}"#))
        }
    }

    @Test("an empty household has empty lists")
    func empty() async throws {
        try await DiscoveryHousehold.with(hasTitles: false) { house in
            try await house.surface.run(
                Self.get("/api/movies")
                    .answers(200, json: #"{"movies": [], "total": 0, "page": 1, "pageSize": 50}"#))
            try await house.surface.run(
                Self.get("/api/series")
                    .answers(200, json: #"{"series": [], "total": 0, "page": 1, "pageSize": 50}"#))
            try await house.surface.run(Self.get("/api/movies/genres").answers(200, json: #"{"genres": []}"#))
        }
    }
}
