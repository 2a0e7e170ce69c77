import TestKit
import Testing

/// Somebody's history as three clients see it.
struct HistoryOwner: Sendable {
    struct Digest: Equatable {
        /// Title, stars and moment.
        let ratings: [String]
        /// Title, how often, and when last.
        let viewings: [String]
        /// The rows of the table for Letterboxd.
        let table: [String]
    }

    let ranking: RankingClient
    let discovery: DiscoveryClient

    /// In an order of its own, so that it tells nothing of when what was brought in.
    func digest() async throws -> Digest {
        let ratings = try await ranking.rankings().map { film in
            [film["movie"]?["title"]?.text, film["rating"]?.int.map(String.init), film["rated_at"]?.text]
        }
        let viewings = try await discovery.viewings().map { film in
            [film["title"]?.text, film["play_count"]?.int.map(String.init), film["last_played_at"]?.text ?? "some day"]
        }
        let table = try await ranking.table().split(whereSeparator: \.isNewline).map(String.init)
        return Digest(
            ratings: try ratings.map { try Self.line($0) }.sorted(),
            viewings: try viewings.map { try Self.line($0) }.sorted(), table: table.sorted())
    }

    private static func line(_ members: [String?]) throws -> String {
        try members.map { try #require($0) }.joined(separator: ", ")
    }
}

extension DiscoveryClient {
    /// All films that were watched.
    fileprivate func viewings() async throws -> [JSONValue] {
        let path = try await "/users/\(me())/watch-history?pageSize=100"
        var films: [JSONValue] = []
        for page in 1...10 {
            let answer = try await ask("GET", "\(path)&page=\(page)")
            films += answer["history"]?.list ?? []
            if let total = answer["pagination"]?["total"]?.int, films.count >= total { break }
        }
        return films
    }
}
