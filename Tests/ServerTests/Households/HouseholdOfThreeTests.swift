import Domain
import Foundation
import TestKit
import Testing

@Suite("Journey: a household of three")
struct HouseholdOfThreeTests {
    private typealias Play = FakeMediaServer.Play

    /// What everybody watched on the media server, by their number there.
    private static let watched = [11: ["The Matrix"], 12: ["Heat", "The Matrix"], 13: ["Heat"]]

    private static func jellyfin() async -> FakeMediaServer {
        let heat = FakeServerItem(.movie, 103, "Heat") { ($0.year, $0.imdb) = (1995, "tt0113277") }
        let fake = FakeMediaServer(.jellyfin, [.matrix, heat])
        await fake.change { fake in
            fake.users.append(FakeMediaServer.User(13, "Cleo", password: "night"))
            let (first, second) = (Play("2023-11-02T20:15:30.0000000Z"), Play("2023-11-03T20:15:30.0000000Z"))
            fake.plays = [11: [101: first], 12: [101: first, 103: second], 13: [103: second]]
        }
        return fake
    }

    @Test("a film that one of them rates in four places has the last opinion in all, and is everybody's own")
    func story() async throws {
        let (jellyfin, trakt) = (await Self.jellyfin(), FakeTrakt([.matrix]))
        let lastWeek = HouseholdOpinions.moment(daysAgo: 7)
        await trakt.change { $0.ratings[HouseholdOpinions.person] = [FakeTrakt.Rating(481, 6, lastWeek)] }
        try await jellyfin.serve { server in
            try await trakt.serve { address in
                let own = [
                    "KINOTHEK_MEDIA_SERVER_TYPE": "jellyfin", "KINOTHEK_MEDIA_SERVER_URL": server,
                    "KINOTHEK_MEDIA_SERVER_API_KEY": FakeMediaServer.key,
                ]
                let settings = HouseholdOpinions.settings(trakt: address).merging(own) { $1 }
                let sandbox = try Sandbox()
                defer { sandbox.remove() }
                try await LiveServer.with(sandbox, environment: settings) { server in
                    let web = try await WebVisitor.setUp(server)
                    let linked = try await sandbox.run(
                        "user", "link", "anna@example.org", "ADA", environment: settings)
                    try #require(linked.status == 0, "\(linked.errors)")
                    let anna = HouseholdOpinions(
                        web: web, discovery: try await DiscoveryClient.with(sandbox, server),
                        ranking: try await RankingClient.signIn(at: server), trakt: trakt)
                    try await Self.tell(anna, jellyfin)
                }
            }
        }
    }

    private static func tell(_ anna: HouseholdOpinions, _ jellyfin: FakeMediaServer) async throws {
        let discovery = anna.discovery
        for job in ["sync-movies", "sync-movie-watch-history"] { try await discovery.run(job) }
        try await expectHistories(discovery, jellyfin)
        let id = try #require(try await discovery.films()["The Matrix"])
        let film = HouseholdOpinions.Film(title: "The Matrix", imdbID: "tt0133093", trakt: 481, id: id)
        let cleo = try await Cleo.signIn(at: discovery.server)
        try await cleo.rate(film, 7)

        let (session, places) = try await anna.bring([film.title])
        try await discovery.connect(to: anna.trakt, as: HouseholdOpinions.person)
        try await anna.expect(6, of: film)
        let place = try #require(places[film.title])
        let month = HouseholdOpinions.moment(daysAgo: 30)
        let added = try await anna.ranking.add(place, of: session, stars: 5, ratedAt: month)
        #expect(added["rating"] == .int(3), "what a file tells of a month ago is no news")
        try await anna.expect(6, of: film)
        try await discovery.rate(film.id, 8)
        try await anna.expect(8, of: film)
        try await anna.rateOnWebsite(film, 4)
        try await anna.expect(4, of: film)
        await HouseholdOpinions.nextSecond()
        await anna.rateAtTrakt([(film, 10)])
        try await anna.askTrakt()
        try await anna.expect(10, of: film)
        try await anna.ranking.rateAgain(try #require(added["movie_id"]?.text), stars: 1)
        try await anna.expect(2, of: film)

        for job in ["sync-movies", "full-sync-movie-watch-history"] { try await discovery.run(job) }
        try await anna.expect(2, of: film)
        #expect(try await cleo.rating(of: film) == .int(7), "everybody has an opinion of their own")
        // The file told of another viewing, which is Anna's alone.
        try await expectHistories(discovery, jellyfin)
    }

    /// As the administrator sees them.
    private static func expectHistories(
        _ discovery: DiscoveryClient, _ jellyfin: FakeMediaServer, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let people = try await discovery.ask("GET", "/users")["users"]?.list ?? []
        #expect(people.count == watched.count, "\(people)", sourceLocation: sourceLocation)
        for (number, titles) in watched {
            let person = people.first { $0["provider_user_id"] == .text(jellyfin.userID(number)) }
            let id = try #require(person?["id"]?.text, "\(number)", sourceLocation: sourceLocation)
            let history = try await discovery.ask("GET", "/users/\(id)/watch-history?sortBy=title")["history"]?.list
            let names = history?.compactMap { $0["title"]?.text }
            #expect(names == titles, "\(number)", sourceLocation: sourceLocation)
        }
    }
}

/// Somebody who has an account at the media server only.
private struct Cleo {
    let server: LiveServer
    let cookie: String

    static func signIn(at server: LiveServer) async throws -> Cleo {
        let answer = try await server.exchange(
            "POST", "/api/auth/login", form: #"{"username": "Cleo", "password": "night"}"#)
        try #require(answer.status == 200, "\(answer.text)")
        return Cleo(server: server, cookie: try #require(answer.cookie("aperture_session")))
    }

    func rate(_ film: HouseholdOpinions.Film, _ value: Int) async throws {
        let answer = try await ask("POST", film, form: #"{"rating": \#(value)}"#)
        #expect(answer.status == 200, "\(answer.text)")
    }

    func rating(of film: HouseholdOpinions.Film) async throws -> JSONValue? {
        try JSONValue(parsing: await ask("GET", film, form: nil).text)["rating"]
    }

    private func ask(_ method: String, _ film: HouseholdOpinions.Film, form: String?) async throws -> WholeAnswer {
        try await server.exchange(
            method, "/api/ratings/movie/\(film.id)", headers: ["Cookie": "aperture_session=\(cookie)"], form: form)
    }
}
