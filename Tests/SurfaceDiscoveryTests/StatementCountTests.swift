import Activity
import Domain
import HTTPTypes
import Jobs
import SQL
import TestKit
import Testing

@Suite("Discovery: statements of a request")
struct StatementCountTests {
    /// A request, and how many statements it takes at most, its caller's session included.
    struct Question: Sendable, CustomTestStringConvertible {
        let path: String
        let max: Int

        var testDescription: String { path }
    }

    private static let questions = [
        Question(path: "/api/movies?pageSize=100", max: 6),
        Question(path: "/api/movies?pageSize=100&search=the", max: 6),
        Question(path: "/api/movies?pageSize=100&genre=Drama", max: 6),
        Question(path: "/api/movies?pageSize=100&page=7", max: 3),
        Question(path: "/api/movies/genres", max: 3),
        Question(path: "/api/series?pageSize=100", max: 9),
        Question(path: "/api/movies/{Inception}", max: 9),
        Question(path: "/api/movies/{Inception}/similar?limit=20", max: 16),
        Question(path: "/api/series/{Dark Harbour}", max: 10),
        Question(path: "/api/series/{Dark Harbour}/episodes", max: 14),
        Question(path: "/api/ratings", max: 10),
        Question(path: "/api/users/{me}/watch-history?pageSize=100", max: 14),
        Question(path: "/api/users/{me}/series-watch-history?pageSize=100", max: 14),
        Question(path: "/api/users/{me}/stats", max: 5),
        Question(path: "/api/recommendations/{me}", max: 20),
        Question(path: "/api/recommendations/{me}/history", max: 3),
        Question(path: "/api/recommendations/{me}/movie/{Inception}/insights", max: 30),
        Question(path: "/api/users/{me}/taste-profile", max: 10),
        Question(path: "/api/top-picks/movies", max: 6),
    ]

    @Test("an answer takes a fixed number of statements", arguments: questions)
    func bound(_ question: Question) async throws {
        try await DiscoveryHousehold.with { house in
            for name in ["Inception", "Amélie", "The Godfather"] {
                try await house.watch(name, by: house.anna)
                _ = try await house.ratings.rate(try #require(house.titles[name]), 8, by: house.anna.id)
            }
            let path = Self.filled(question.path, house)
            // What is kept in memory is there afterwards.
            _ = try await Self.statements(path, house)
            let counter = try await Self.statements(path, house)
            #expect(counter.count <= question.max, "\(counter.statements.joined(separator: "\n"))")
        }
    }

    @Test(
        "a long page takes no more of them than a short one",
        arguments: ["/api/movies?", "/api/movies?search=e&", "/api/users/{me}/watch-history?"])
    func pages(_ path: String) async throws {
        try await DiscoveryHousehold.with { house in
            for name in ["Inception", "Amélie", "The Godfather"] { try await house.watch(name, by: house.anna) }
            let path = Self.filled(path, house)
            _ = try await Self.statements(path, house)
            let one = try await Self.statements(path + "pageSize=1", house)
            let many = try await Self.statements(path + "pageSize=100", house)
            #expect(one.count == many.count, "\(many.statements.joined(separator: "\n"))")
        }
    }

    @Test("statistics take one look when nothing has changed")
    func statistics() async throws {
        try await DiscoveryHousehold.with { house in
            let path = "/api/users/\(house.anna.id)/watch-stats"
            try await house.watch("Inception", by: house.anna)
            #expect(try await Self.statements(path, house).count <= 14)
            #expect(try await Self.statements(path, house).count <= 4)
        }
    }

    @Test("a rating takes a fixed number of statements")
    func rating() async throws {
        try await DiscoveryHousehold.with { house in
            let path = "/api/ratings/movie/\(house.id("Inception"))"
            for value in [7, 8] {
                let request = Scenario("rating", .post, path, as: .discovery("anna"), json: "{\"rating\":\(value)}")
                let (_, counter) = try await StatementCounter.counting {
                    try await house.surface.run(request.answers(200))
                }
                #expect(counter.count <= 10, "\(counter.statements.joined(separator: "\n"))")
            }
        }
    }

    @Test(
        "the lists of jobs take as many statements, however often the jobs ran",
        arguments: ["/api/jobs", "/api/jobs/active", "/api/jobs/last-runs", "/api/jobs/history"])
    func jobs(_ path: String) async throws {
        let types: [any JobType] = [FailingSeries(), ScriptedMovies(script: JobScript())]
        try await DiscoveryHousehold.with(hasTitles: false, jobTypes: types) { house in
            _ = try await Self.statements(path, house, as: "admin")
            let none = try await Self.statements(path, house, as: "admin")
            for _ in 0..<3 { _ = try await house.runJob("sync-series") }
            let some = try await Self.statements(path, house, as: "admin")
            #expect(some.count == none.count && some.count <= 6, "\(some.statements.joined(separator: "\n"))")
        }
    }

    private static func filled(_ path: String, _ house: DiscoveryHousehold) -> String {
        var path = path.replacing("{me}", with: house.anna.id.description)
        for name in ["Inception", "Dark Harbour"] { path = path.replacing("{\(name)}", with: house.id(name)) }
        return path
    }

    private static func statements(
        _ path: String, _ house: DiscoveryHousehold, as caller: String = "anna"
    ) async throws -> StatementCounter {
        let request = Scenario(path, .get, path, as: .discovery(caller))
        return try await StatementCounter.counting { try await house.surface.run(request.answers(200)) }.1
    }
}
