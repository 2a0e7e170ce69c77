import Basics
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Kodi: searching while something is missing")
struct SearchAvailabilityTests {
    private static let movies = Scenario(
        "movies", .post, "/kodi/search/movies", as: .member, json: #"{"query": "mafia family"}"#)
    private static let library = Scenario(
        "library", .get, "/v1/library/search?q=mafia+family&only_owned=true", as: .member)
    private static let similar = Scenario(
        "similar", .post, "/similar_to", json: #"{"reference_imdb_id": "tt1375666", "include_plot": true}"#)

    @Test("before the index is read every search is 503")
    func notReady() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.isReady = false }) { household in
            for scenario in [Self.movies, Self.library] {
                try await household.surface.run(scenario.failsListing(503, "Search service not available"))
            }
            try await household.surface.run(Self.similar.fails(503, "Search service not available"))
        }
    }

    @Test("before the index is read a bad request is still told what is wrong with it")
    func notReadyButWrong() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.isReady = false }) { household in
            try await household.surface.run(
                Scenario("no query", .post, "/kodi/search/movies", as: .member, json: "{}")
                    .failsListing(400, "Search query required"))
            try await household.surface.run(
                Scenario("no facets", .post, "/similar_to", json: #"{"reference_imdb_id": "tt1"}"#)
                    .fails(400, "At least one facet must be included"))
        }
    }

    @Test("when the model fails the words answer", arguments: [movies, library])
    func modelDown(_ scenario: Scenario) async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = ["tt0068646", "tt0071562"] }) { household in
            household.embedder.goDown()
            let answer = try await household.surface.run(scenario.answers(200))
            #expect(Set(try answer.imdbIDs) == ["tt0068646", "tt0071562"])
            let scores = try answer.json["results"]?.list?.compactMap { $0["score"]?.number } ?? []
            #expect(scores.allSatisfy { $0 > 0 && $0 <= 1 })
        }
    }

    @Test("without any model the words answer, and names still come first")
    func noModel() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.hasModel = false }) { household in
            let answer = try await household.surface.run(Self.movies.answers(200))
            #expect(Set(try answer.imdbIDs) == ["tt0068646", "tt0071562"])
            let named = try await household.surface.run(
                Scenario("named", .post, "/kodi/search/movies", as: .member, json: #"{"query": "inception"}"#)
                    .answers(200))
            #expect(try named.json["max_score"]?.number == 1 && named.imdbIDs.first == "tt1375666")
            try await household.surface.run(Self.similar.fails(503, "Search service not available"))
        }
    }

    @Test("the words look no further than the caller's collection")
    func wordsInCollection() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.owned = ["tt0071562"] }) { household in
            household.embedder.goDown()
            for scenario in [Self.movies, Self.library] {
                let answer = try await household.surface.run(scenario.answers(200))
                #expect(try answer.imdbIDs == ["tt0071562"])
            }
        }
    }

    @Test("similar films need no model, because vectors are stored")
    func similarWithoutModel() async throws {
        try await KodiHousehold.with { household in
            household.embedder.goDown()
            try await household.surface.run(Self.similar.answers(200))
        }
    }

    @Test("an empty catalogue finds nothing and is no error")
    func emptyCatalogue() async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.films = [] }) { household in
            try await household.surface.run(
                Self.movies.answers(
                    200,
                    json: #"""
                        {"success": true, "query": "mafia family", "total_results": 0, "max_score": 0, "results": []}
                        """#))
        }
    }

    @Test(
        "what nobody foresaw is 500 in the surface's words, without a word of the cause", arguments: [movies, library])
    func internalError(_ scenario: Scenario) async throws {
        try await KodiHousehold.with(KodiHousehold.Settings { $0.ownedSets = BrokenOwnedSets() }) { household in
            try await household.surface.run(scenario.failsListing(500, "Internal search error"))
        }
    }
}

/// A library whose reading fails.
struct BrokenOwnedSets: OwnedSetStore {
    struct Failure: Error, CustomStringConvertible {
        let description = "secret detail of the database"
    }

    func ownedSet(of user: UserID) async throws -> OwnedSet { throw Failure() }
    func ownedSetHead(of user: UserID) async throws -> OwnedSetHead { throw Failure() }
    // Empty additions are part of setting a household up.
    func add(
        _ entries: [IMDbID?], with change: SetChange, once: OnceRequest<SetOutcome>?
    ) async throws -> OnceResult<SetOutcome> {
        .done(SetOutcome(verdicts: [], head: OwnedSetHead(version: 0, etag: "", lastModified: nil, size: 0)), nil)
    }
    func remove(
        _ entries: [IMDbID?], with change: SetChange, once: OnceRequest<SetOutcome>?
    ) async throws -> OnceResult<SetOutcome> { throw Failure() }
    func clear(with change: SetChange) async throws -> Int { throw Failure() }
}
