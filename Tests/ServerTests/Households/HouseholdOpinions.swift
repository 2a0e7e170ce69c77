import Foundation
import TestKit
import Testing

/// A person who says what they think of films in four places, and what each of these shows.
struct HouseholdOpinions: Sendable {
    /// A film as the places know it.
    struct Film: Sendable {
        let title: String
        let imdbID: String
        /// Its number at Trakt.
        let trakt: Int
        /// As discovery and the website name it.
        let id: String
    }

    /// Who the person is at Trakt.
    static let person = "anna-there"

    let web: WebVisitor
    let discovery: DiscoveryClient
    let ranking: RankingClient
    let trakt: FakeTrakt

    /// What a server is told that has this Trakt.
    static func settings(trakt address: String) -> [String: String] {
        [
            "KINOTHEK_MEDIA_WATCH": "0", "KINOTHEK_RATE_SEARCH": "100000",
            "KINOTHEK_TRAKT_BASE_URL": address, "KINOTHEK_TRAKT_CLIENT_ID": FakeTrakt.clientID,
            "KINOTHEK_TRAKT_CLIENT_SECRET": FakeTrakt.clientSecret,
            "KINOTHEK_TRAKT_REDIRECT_URI": FakeTrakt.redirectURI,
        ]
    }

    /// In whole seconds, as Trakt keeps them.
    static func moment(daysAgo days: Double = 0) -> String {
        let date = Date(timeIntervalSinceNow: -days * 86_400)
        return ISO8601DateFormatter().string(from: date).prefix(19) + ".000Z"
    }

    /// Returns in a later second than this one, so that a moment of whole seconds is after all that was said until now.
    static func nextSecond() async {
        let now = Date.now.timeIntervalSince1970.rounded(.down)
        await Patience.until { Date.now.timeIntervalSince1970.rounded(.down) > now }
    }
}

/// Saying something.
extension HouseholdOpinions {
    /// Brings a file with viewings of a month ago; returns its session, and the place of each film in it by its title.
    ///
    /// Films that were rated before are not listed.
    func bring(_ titles: [String]) async throws -> (session: String, places: [String: Int]) {
        let lines = titles.map { "\(Self.moment(daysAgo: 30)),Movie,\($0),,\n" }.joined()
        let upload = try await ranking.upload(
            "Date Watched,Type,Title,Episode Title,Global Title Identifier\n" + lines)
        let found = (upload["movies"]?.list ?? []).enumerated().compactMap { place, film in
            film["tmdb_match"]?["title"]?.text.map { ($0, place) }
        }
        let places = Dictionary(found) { first, _ in first }
        try #require(Set(places.keys) == Set(titles), "\(upload)")
        return (try #require(upload["session_id"]?.text), places)
    }

    func rateOnWebsite(_ film: Film, _ value: Int) async throws {
        let answer = try await web.post("/rate/\(film.id)", "value=\(value)&back=%2Fhome")
        #expect(answer.status == 200, "\(film.title): \(answer.text.prefix(500))")
    }

    /// As on Trakt's own pages. This server hears of it when it asks.
    func rateAtTrakt(_ opinions: [(film: Film, value: Int)]) async {
        let moment = Self.moment()
        let fresh = opinions.map { FakeTrakt.Rating($0.film.trakt, $0.value, moment) }
        await trakt.change { fake in
            let numbers = Set(fresh.map(\.trakt))
            fake.ratings[Self.person, default: []].removeAll { numbers.contains($0.trakt) }
            fake.ratings[Self.person, default: []] += fresh
            fake.ratedAtText = moment
        }
    }

    func askTrakt() async throws {
        try await discovery.ask("POST", "/trakt/sync", "{}")
    }
}

/// What the places show.
extension HouseholdOpinions {
    /// Waits until Trakt was told all of this, which this server does by itself.
    func expectTold(
        _ opinions: [(film: Film, value: Int)], sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        let isTold = await Patience.until {
            let values = await valuesAtTrakt()
            return opinions.allSatisfy { values[$0.film.trakt] == $0.value }
        }
        let values = await valuesAtTrakt()
        #expect(isTold, "Trakt holds \(values)", sourceLocation: sourceLocation)
    }

    /// Expects an even value of 2 to 10 in all four places, also after Trakt was asked once more.
    func expect(
        _ value: Int, of film: Film, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        await expectTold([(film, value)], sourceLocation: sourceLocation)
        try await askTrakt()
        try await expectShown(value, of: film, sourceLocation: sourceLocation)
    }

    func expectShown(
        _ value: Int, of film: Film, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let given = try await discovery.ask("GET", "/ratings/movie/\(film.id)")["rating"]
        #expect(given == .int(value), "\(film.title): the hearts of discovery", sourceLocation: sourceLocation)
        let page = try await web.get("/search?like=\(film.imdbID)")
        let isShown = page.text.contains("You gave it \(value) of 10")
        #expect(isShown, "\(film.title): the hearts of the website, not \(value)", sourceLocation: sourceLocation)
        let ranked = try await ranking.ranking(of: film.title)?["rating"]
        #expect(ranked == .int(value / 2), "\(film.title): the stars", sourceLocation: sourceLocation)
        let theirs = await valuesAtTrakt()[film.trakt]
        #expect(theirs == value, "\(film.title): Trakt", sourceLocation: sourceLocation)
    }

    private func valuesAtTrakt() async -> [Int: Int] {
        let ratings = await trakt.ratings[Self.person] ?? []
        return Dictionary(ratings.map { ($0.trakt, $0.value) }) { first, _ in first }
    }
}
