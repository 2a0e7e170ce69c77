import Administration
import Basics
import Domain
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
}
