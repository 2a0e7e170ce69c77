import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Scenes that the archive does not have any more, alike on both drivers.
@Suite struct MirrorRemovalTests {
    @Test(arguments: TestDriver.available)
    func `a scene that is gone takes its title along, and followers hear of it`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            try await bench.take(
                .test("1") { scene in
                    scene.files = [.test("/1.mkv")]
                    scene.tags = [.test("4", "Beach")]
                }, .test("2"))
            let id = try await bench.scene("1").id
            let revision = try await bench.stores.catalogue.revision()
            #expect(try await bench.mirror.remove(.scene, ["1", "77"], at: .test(20)) == 1)
            #expect(try await bench.mirror.remove(.scene, ["1"], at: .test(20)) == 0)
            #expect(try await bench.scenes.scene("1") == nil)
            #expect(try await bench.ids() == ["2"])
            #expect(try await bench.stores.catalogue.titles(ids: [id]).isEmpty)
            #expect(try await bench.stores.catalogue.changes(since: revision, limit: 9).removed == [id])
            #expect(try await bench.scenes.entities(.tag, search: nil).map(\.sceneCount) == [0])
            #expect(try await bench.take(.test("1")) == ["1": .created])
            #expect(try await bench.scene("1").id > id)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what somebody rated or watched stays, and is the same scene when it comes back`(
        driver: TestDriver
    ) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            let user = try await bench.stores.accounts.addUser(.test("ann@example.org")).id
            try await bench.take(.test("1", "Rated") { $0.files = [.test("/1.mkv")] }, .test("2"))
            let id = try await bench.scene("1").id
            let opinion = Opinion(id, 8, source: .manual, at: .test(1))
            _ = try await bench.stores.ratings.take([opinion], of: user, at: .test(1))
            #expect(try await bench.mirror.remove(.scene, ["1", "2"], at: .test(20)) == 2)
            #expect(try await bench.scenes.scene("1") == nil)
            #expect(try await bench.ids().isEmpty)
            #expect(try await bench.mirror.knownIDs(.scene).isEmpty)
            #expect(try await bench.title(id).metadata.title == "Rated")
            #expect(try await bench.stores.browse.shown([id]).isEmpty)
            #expect(try await bench.stores.ratings.rating(of: id, by: user)?.value == 8)
            #expect(try await bench.take(.test("1", "Back")) == ["1": .created])
            #expect(try await bench.scene("1").id == id)
            #expect(try await bench.title(id).metadata.title == "Back")
            #expect(try await bench.stores.browse.shown([id]).map(\.id) == [id])
            #expect(try await bench.mirror.remove(.scene, ["1"], at: .test(30)) == 1, "and may go again")
        }
    }

    @Test(arguments: TestDriver.available)
    func `films are counted and removed without the scenes`(driver: TestDriver) async throws {
        try await MirrorBench.with(driver) { bench async throws in
            _ = try await bench.stores.catalogue.merge([.film("Film", year: 2001, imdb: "tt7")], from: .load)
            try await bench.take(.test("1"), .test("2"))
            let counts = try await bench.stores.purge.counts()
            #expect(counts.movies == 1 && counts.series == 0 && counts.episodes == 0)
            #expect(try await bench.stores.modelFacts.titleCounts().movies == 1)
            let audit = AuditEntry(at: .test(1), action: "purge", userID: nil, address: nil, detail: nil)
            let purged = try await bench.stores.purge.removeFilms(
                FilmPurge(idleJobs: [], enrichment: nil, audit: audit))
            #expect(purged.movies == 1)
            #expect(try await bench.ids() == ["1", "2"])
        }
    }
}
