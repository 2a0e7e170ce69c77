import Administration
import Basics
import Domain
import SQL
import Storage
import Synchronization
import TestKit
import Testing

/// What the feature asks of the store.
@Suite("Purge")
struct PurgeTests {
    private final class FakePurgeStore: PurgeStore {
        let purges = Mutex<[FilmPurge]>([])

        func counts() async throws -> DatabaseCounts {
            var counts = DatabaseCounts()
            counts.movies = 7
            return counts
        }

        func removeFilms(_ purge: FilmPurge) async throws -> PurgedFilms {
            purges.withLock { $0.append(purge) }
            if purge.enrichment == nil { throw MaintenanceError.jobIsOpen("scan") }
            return PurgedFilms()
        }
    }

    private let store = FakePurgeStore()
    private let world = TestWorld()

    @Test("it names every job of recommendations and those that it is told of, the person and the moment")
    func request() async throws {
        let purge = Purge(store: store, otherJobs: ["scan"], world: world.world) { moment in
            NewJob(name: "enrich", parameters: "{}", deduplicationKey: nil, runAt: moment, createdAt: moment)
        }
        #expect(try await purge.counts().movies == 7)
        _ = try await purge.films(by: UserID(3), from: "192.0.2.1")
        let request = try #require(store.purges.withLock { $0.first })
        #expect(request.idleJobs.sorted() == (DiscoveryJobs.all.map(\.name) + ["scan"]).sorted())
        #expect(request.idleJobs.contains("sync-movies") && request.idleJobs.contains("generate-movie-recommendations"))
        #expect(request.enrichment?.name == "enrich" && request.enrichment?.runAt == world.now)
        #expect(
            request.audit
                == AuditEntry(at: world.now, action: "database.films_purged", userID: UserID(3), address: "192.0.2.1"))
    }

    @Test("what stands in the way is told")
    func refusal() async throws {
        let purge = Purge(store: store, otherJobs: [], world: world.world)
        await #expect(throws: MaintenanceError.jobIsOpen("scan")) {
            try await purge.films(by: UserID(3), from: nil)
        }
    }

    @Test("a step that fails takes back all that went before it", arguments: TestDriver.available)
    func whole(_ driver: TestDriver) async throws {
        try await TestStores.with(driver, world: world.world) { test async throws in
            let purge = Purge(store: test.stores.purge, otherJobs: [], world: world.world)
            let user = try await fill(test.stores)
            let before = try await purge.counts()
            #expect(before.movies == 2 && before.embeddings == 2 && before.watchHistory == 1)
            #expect(before.recommendations == 1 && before.userPreferences == 1)
            // The log is written last.
            _ = try await test.database.write { try $0.execute("ALTER TABLE audit RENAME TO audit_away") }
            await #expect(throws: (any Error).self) { try await purge.films(by: user, from: nil) }
            #expect(try await purge.counts() == before)
            let changes = try await test.stores.catalogue.changes(since: 0, limit: 10)
            #expect(changes.titles.map(\.metadata.title).sorted() == ["Alien", "Heat"] && changes.removed.isEmpty)
            _ = try await test.database.write { try $0.execute("ALTER TABLE audit_away RENAME TO audit") }
            #expect(try await purge.films(by: user, from: nil).movies == 2)
            #expect(try await purge.counts() == DatabaseCounts())
            #expect(try await test.stores.audit.recent(limit: 9).count == 1)
        }
    }

    /// Two films with vectors, of which one was watched and recommended, and words about a taste.
    private func fill(_ stores: Stores) async throws -> UserID {
        let user = try await stores.accounts.addUser(
            NewUser(
                uuid: world.world.uuid(), email: "ann@example.org", name: "Ann", role: .admin, passwordHash: nil,
                createdAt: world.now)
        ).id
        _ = try await stores.catalogue.merge([.film("Alien", year: 1979), .film("Heat", year: 1995)], from: .load)
        let items = try await stores.index.pending(model: "tiny", after: nil, limit: 10)
        let indexed = items.map { item in
            IndexedTitle(
                titleID: item.title.id, titleRevision: item.title.revision,
                facets: [FacetText(facet: .plot, text: "text", source: .composed)],
                embeddings: [FacetEmbedding(facet: .plot, textHash: "hash", vector: [1, 0])], removedFacets: [])
        }
        try await stores.index.store(indexed, model: "tiny")
        let film = try #require(items.first?.title.id)
        let profile = try #require(try await stores.profiles.profiles(of: user, at: world.now).first).id
        let report = WatchReport(at: world.now, position: 0, mark: .finished)
        #expect(try await stores.watching.report(report, of: film, by: profile, source: .playback, device: nil))
        let run = try await stores.recommendations.begin(.movie, of: user, cause: .manual, at: world.now)
        let scores = CandidateScores(final: 0.8, similarity: 0.8, novelty: 0.5, rating: 0.7, diversity: 1)
        let pick = NewCandidate(
            titleID: film, rank: 1, selectedRank: 1, scores: scores, evidence: [], explanation: nil)
        let outcome = RecommendationOutcome(candidateCount: 2, candidates: [pick], inputs: "{}")
        #expect(try await stores.recommendations.complete(run, outcome, at: world.now))
        let synopsis = TasteSynopsis(text: "You like it dark.", updatedAt: world.now, model: nil)
        try await stores.tastes.save(synopsis, .movie, of: user)
        return user
    }
}
