import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// A title that was given up for another is found by nothing, and who means it means the other one; until that is taken
/// back.
@Suite struct RepairMergeTests {
    @Test(arguments: TestDriver.available)
    func `followers and lists lose a title that was given up, and get it back`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            try await Self.index(bench)
            let stores = bench.stores
            let before = try await bench.state()
            let (revision, vectors) = (
                try await stores.catalogue.revision(), try await stores.index.vectorRevision()
            )
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)

            let changes = try await stores.catalogue.changes(since: revision, limit: 9)
            #expect(changes.titles.first { $0.id == twin }?.state == .failed)
            #expect(changes.titles.first { $0.id == kept }?.otherIMDbIDs == [.tt(2)])
            #expect(try await stores.index.vectors(model: "m", since: vectors, limit: 9).removed == [twin])
            #expect(try await stores.index.pending(model: "m", after: nil, limit: 9).map(\.title.id) == [kept])
            #expect(try await Self.listed(bench) == [kept])
            #expect(try await stores.browse.title(twin, .movie) == nil)
            #expect(try await stores.repairs.titles(after: nil, limit: 9).map(\.title.id) == [kept])
            #expect(try await stores.catalogue.counts() == [.known: 1])

            let applied = (try await stores.catalogue.revision(), try await stores.index.vectorRevision())
            #expect(try await bench.undo(planned).remarks.isEmpty)
            let restored = try await stores.catalogue.changes(since: applied.0, limit: 9).titles
            #expect(restored.first { $0.id == twin }?.state == .known)
            #expect(restored.first { $0.id == kept }?.otherIMDbIDs == [])
            let back = try await stores.index.vectors(model: "m", since: applied.1, limit: 9).titles
            #expect(back.map(\.titleID) == [twin])
            #expect(try await Self.listed(bench) == [kept, twin])
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `every source that names a title that was given up means the one that stays`(
        driver: TestDriver
    ) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            let stores = bench.stores
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)

            #expect(try await stores.catalogue.title(imdbID: .tt(2))?.id == kept)
            #expect(try await stores.catalogue.addStubs([.tt(2)]) == 0)
            #expect(try await stores.filmNames.films(imdbIDs: [.tt(2)], tmdbIDs: [2]).map(\.imdbID) == [.tt(1)])
            #expect(try await stores.enrichment.recordStates(of: [.tt(2)]) == [.tt(2): .available])
            #expect(try await stores.repairs.holder(of: .tt(2), nil, kind: .movie)?.title.id == kept)
            let drafts = [
                TitleDraft.film("Heat", year: 1996, imdb: "tt2", tmdb: 2) { $0.overview = "By its ids." },
                .film("Heat", year: 1996) { $0.overview = "By its name." },
                .film("Heat", tmdb: 2) { $0.overview = "By its TMDB id." },
            ]
            for draft in drafts {
                _ = try await stores.catalogue.merge([draft], from: .load)
                #expect(try await bench.title(kept).metadata.overview == draft.metadata.overview)
            }
            #expect(try await bench.title(kept).imdbID == .tt(1))
            #expect(try await bench.title(twin).state == .failed)
            #expect(try await Self.listed(bench) == [kept])

            // Who still has the title on the screen rates, watches and keeps the one that stays.
            try await bench.rate(twin, 8, at: .test(30))
            try await bench.watch(twin, at: .test(40))
            _ = try await stores.watching.addToList(twin, of: bench.profile, at: .test(50))
            #expect(try await stores.ratings.rating(of: kept, by: bench.user)?.value == 8)
            #expect(try await stores.watching.events(of: bench.profile, limit: 9).map(\.titleID) == [kept])
            #expect(try await stores.watching.list(of: bench.profile, limit: 9).map(\.titleID) == [kept])
            await #expect(throws: TitleEditError.unknownTitle) {
                _ = try await stores.catalogue.edit(TitleEdit(titleID: twin))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `a set with the second id counts as the film that stays`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            try await Self.index(bench)
            try await bench.stores.owned.add([.tt(2)], to: bench.user, etag: "a", at: .test(1))
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)
            let question = LibraryQuestion(user: bench.user, model: "m", at: .test(9), samplesMax: 9, uploadsMax: 5)
            let numbers = try await bench.stores.statistics.libraryStatistics(question, known: nil)
            #expect(numbers.known.setup.samples == [.ready: [.tt(2)]])
            let system = try await bench.stores.statistics.systemStatistics(model: "m")
            #expect(system.known == 1 && system.failed == 0 && system.waiting == 0)
            #expect(try await bench.stores.enrichment.adoptOwned(limit: 9) == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what profiles keep and like goes over without doubles and comes back`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            let stores = bench.stores
            let one = PlayShelf(profile: bench.profile, source: .jellyfin)
            let other = PlayShelf(profile: bench.profile, source: .emby)
            _ = try await stores.serverPlays.addFavourites([twin], to: one, at: .test(1))
            _ = try await stores.serverPlays.addFavourites([kept, twin], to: other, at: .test(2))
            _ = try await stores.watching.addToList(kept, of: bench.profile, at: .test(3))
            _ = try await stores.watching.addToList(twin, of: bench.profile, at: .test(4))
            // A play of each at the same moment, as media servers tell it that know no moment.
            try await bench.watch(kept, at: .test(6_000))
            try await bench.watch(twin, at: .test(6_000))
            _ = try await bench.media.test.database.write { connection in
                try connection.execute(
                    """
                    INSERT INTO taste_omission (user_id, title_id, created_at)
                    VALUES (\(bench.user), \(twin), \(Instant.test(5)))
                    """)
            }
            let before = try await bench.state()
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)
            for shelf in [one, other] {
                #expect(try await stores.serverPlays.favourites(.movie, of: shelf, after: nil, limit: 9) == [kept])
            }
            let list = try await stores.watching.list(of: bench.profile, limit: 9)
            #expect(list.map(\.titleID) == [kept] && list.map(\.addedAt) == [.test(3)])
            #expect(try await stores.watching.events(of: bench.profile, limit: 9).map(\.titleID) == [kept])
            let counts = try await stores.history.counts(of: bench.profile)
            #expect(counts.watchedFilms == 1 && counts.favouriteFilms == 1)

            #expect(try await bench.undo(planned).remarks.isEmpty)
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was taken off a list since is named and stays off`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            let watching = bench.stores.watching
            _ = try await watching.addToList(twin, of: bench.profile, at: .test(4))
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)
            try await watching.removeFromList(kept, of: bench.profile)
            let undo = try await bench.undo(planned)
            #expect(undo.remarks.map(\.text) == ["1 of the places on lists were changed since and stay."])
            #expect(try await watching.list(of: bench.profile, limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `items of a media server are the film that stays, and nothing removes what was given up`(
        driver: TestDriver
    ) async throws {
        try await ServerBench.with(driver) { server in
            let kept = try await server.save(.film(1, "Heat", year: 1995, imdb: "tt1", tmdb: 1))
            let twin = try await server.save(.film(2, "Heat", year: 1996, imdb: "tt2", tmdb: 2))
            try #require(kept != twin)
            let bench = try await RepairBench.open(server.test)
            let before = try await bench.state()
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)
            #expect(try await server.title(.test(2)) == kept)
            #expect(try await server.titles.copies(of: [kept])[kept]?.count == 2)
            // The media server tells more of the second item, and a third one with its ids.
            _ = try await server.titles.save(
                [.film(2, "Heat", year: 1996, imdb: "tt2", tmdb: 2) { $0.tagline = "More." }], in: server.films)
            #expect(try await server.title(.test(2)) == kept)
            #expect(try await server.save(.film(3, "Heat", year: 1996, imdb: "tt2")) == kept)
            let gone = try await server.titles.removeAbandoned(.movie, after: nil, limit: 9)
            #expect(gone.removed == 0)

            try await server.titles.noteVanished([.test(3)], from: server.films, at: .test(3))
            #expect(try await bench.undo(planned).remarks.isEmpty)
            #expect(try await server.title(.test(2)) == twin)
            #expect(try await server.title(.test(1)) == kept)
            let after = try await bench.state()
            #expect(after.count == before.count + 1, "the third item is new")
        }
    }

    @Test(arguments: TestDriver.available)
    func `of titles that were given up one after the other the last one is meant`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            _ = try await bench.stores.catalogue.merge(
                [.film("Heat", year: 1994, imdb: "tt3", tmdb: 3)], from: .load)
            let third = try #require(try await bench.stores.catalogue.title(imdbID: .tt(3))).id
            let before = try await bench.state()
            let first = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            let second = try await bench.plan(kept, [.twin(of: bench.title(third))])
            let late = try await bench.plan(third, [.twin(of: bench.title(twin))])
            #expect(try await bench.apply(first).applied.count == 1)
            #expect(try await bench.apply(second).applied.count == 1)
            for id in 1...3 {
                #expect(try await bench.stores.catalogue.title(imdbID: .tt(id))?.id == third)
            }
            #expect(
                try await bench.apply(late).failed.map(\.reason) == [
                    "conflict: the other title is not in the catalogue any more."
                ])
            #expect(try await bench.undo(second).remarks.isEmpty)
            #expect(try await bench.stores.catalogue.title(imdbID: .tt(2))?.id == kept)
            #expect(try await bench.undo(first).remarks.isEmpty)
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a title that is removed takes along what was given up for it`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)
            #expect(try await bench.stores.catalogue.remove([kept]) == 2)
            #expect(try await bench.stores.catalogue.title(id: twin) == nil)
            // The second id is as unknown as it was before.
            #expect(try await bench.stores.catalogue.addStubs([.tt(2)]) == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `nobody asks a provider about what was given up`(driver: TestDriver) async throws {
        try await RepairBench.with(driver) { bench in
            let (kept, twin) = try await Self.films(bench)
            let enrichment = bench.stores.enrichment
            let fetch = TitleFetch(titleID: twin, lookup: .unknown, failures: 0, nextAttemptAt: .test(5))
            let batch = FetchBatch(provider: "tmdb", source: .tmdb, fetches: [fetch], fetchedAt: .test(1))
            _ = try await enrichment.store(batch)
            #expect(try await enrichment.due(limit: 9, at: .test(9)).map(\.titleID) == [twin])
            let before = try await bench.state()
            let planned = try await bench.plan(twin, [.twin(of: bench.title(kept))])
            #expect(try await bench.apply(planned).applied.count == 1)
            #expect(try await enrichment.due(limit: 9, at: .test(9)).isEmpty)
            // An answer to a question from before comes too late.
            let draft = TitleDraft.film("Heat", year: 1996, imdb: "tt2", tmdb: 2) { $0.overview = "Late." }
            let late = TitleFetch(titleID: twin, lookup: .found(draft), failures: 0, nextAttemptAt: .test(6))
            _ = try await enrichment.store(
                FetchBatch(provider: "tmdb", source: .tmdb, fetches: [late], fetchedAt: .test(2)))
            #expect(try await bench.title(twin).state == .failed)
            #expect(try await enrichment.due(limit: 9, at: .test(9)).isEmpty)
            #expect(try await bench.undo(planned).remarks.isEmpty)
            #expect(try await enrichment.due(limit: 9, at: .test(9)).map(\.titleID) == [twin])
            #expect(try await bench.state() == before)
        }
    }

    /// Two entries of one film with ids of their own, which only the catalogue knows.
    private static func films(_ bench: RepairBench) async throws -> (kept: TitleID, twin: TitleID) {
        _ = try await bench.stores.catalogue.merge(
            [.film("Heat", year: 1995, imdb: "tt1", tmdb: 1), .film("Heat", year: 1996, imdb: "tt2", tmdb: 2)],
            from: .load)
        let titles = try await bench.stores.catalogue.changes(since: 0, limit: 9).titles
        try #require(titles.count == 2)
        return (titles[0].id, titles[1].id)
    }

    /// Gives each title a vector of the model `m`.
    private static func index(_ bench: RepairBench) async throws {
        let vector = FacetEmbedding(facet: .plot, textHash: "x", vector: [1])
        let items = try await bench.stores.index.pending(model: "m", after: nil, limit: 9)
        try await bench.stores.index.store(
            items.map { item in
                IndexedTitle(
                    titleID: item.title.id, titleRevision: item.title.revision, facets: [], embeddings: [vector],
                    removedFacets: [])
            }, model: "m")
    }

    private static func listed(_ bench: RepairBench) async throws -> [TitleID] {
        try await bench.stores.browse.page(BrowseFilter(.movie), offset: 0, limit: 9).titles.map(\.id)
    }
}
