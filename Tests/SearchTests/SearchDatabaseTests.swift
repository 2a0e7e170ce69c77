import Domain
import Foundation
import Jobs
import Logging
import NIOPosix
import Storage
import TestKit
import Testing
import VectorIndex

@testable import Search

@Suite("Search over the real stores", .timeLimit(.minutes(10)))
struct SearchDatabaseTests {
    private let embedder = FakeEmbedder(dimension: 32)

    /// One process on a database: its own word index, snapshot and memory in a folder.
    private struct Process {
        let index: LiveIndex
        let search: TitleSearch
        let follower: IndexFollower
    }

    private func process(_ stores: Stores, folder: String) async throws -> Process {
        let index = LiveIndex(words: try await SQLWordIndex.open(path: folder + "/words.sqlite"))
        let snapshot = VectorSnapshot(embedder: embedder, path: folder + "/vectors", threads: .singleton)
        let follower = IndexFollower(
            index: index, stores: (stores.catalogue, stores.index), feed: stores.feed, snapshot: snapshot,
            logger: Logger(label: "search-tests") { _ in SwiftLogNoOpLogHandler() })
        return Process(index: index, search: TitleSearch(index: index, embedder: embedder), follower: follower)
    }

    private func indexAll(_ stores: Stores) async throws {
        let job = IndexTitles(store: stores.index, embedder: embedder, composer: FacetComposer(embedder: embedder))
        try await job.run(.init(), context: JobContext(id: JobID(1)) { _, _ in true })
    }

    private func with(_ driver: TestDriver, _ body: (Stores, _ folder: String) async throws -> Void) async throws {
        let name = "kinothek-search-\(UInt64.random(in: .min ... .max))"
        let folder = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await TestStores.with(driver) { try await body($0.stores, folder.path) }
    }

    private func ids(_ process: Process, _ query: String) async throws -> [String] {
        try await process.search.search(query, limit: 10, within: .everything).map(\.imdbID.rawValue)
    }

    private let films: [TitleDraft] = [
        .film("Alien", imdb: "tt0078748") { $0.overview = "A crew meets a deadly creature in deep space." },
        .film("Heat", imdb: "tt0113277") { $0.overview = "A detective hunts a careful thief." },
        .complete,
    ]

    @Test("Loaded films are indexed, found by meaning and name, and alike", arguments: TestDriver.available)
    func endToEnd(driver: TestDriver) async throws {
        try await with(driver) { stores, folder in
            _ = try await stores.catalogue.merge(films, from: .load)
            try await indexAll(stores)
            #expect(try await stores.index.counts(model: "toy") == IndexingCounts(known: 3, indexed: 3))
            let process = try await process(stores, folder: folder)
            try await process.follower.catchUp()
            #expect(try await ids(process, "a deadly creature in deep space").first == "tt0078748")
            #expect(try await ids(process, "heat").first == "tt0113277")
            #expect(try await ids(process, "leon: the professional").first == "tt0110413")
            let alike = try await process.search.similar(to: .test("tt0110413"), facets: [.plot, .mood], limit: 9)
            #expect(alike.count == 2)
            embedder.forgetCalls()
            try await indexAll(stores)
            #expect(embedder.calls.isEmpty)
        }
    }

    @Test("A running follower hears of new, changed and removed films", arguments: TestDriver.available)
    func following(driver: TestDriver) async throws {
        try await with(driver) { stores, folder in
            _ = try await stores.catalogue.merge(films, from: .load)
            try await indexAll(stores)
            let process = try await process(stores, folder: folder)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await process.follower.run() }
                defer { group.cancelAll() }
                try await eventually("ready") { process.index.isReady }
                _ = try await stores.catalogue.merge([.film("Ronin", imdb: "tt0122690")], from: .load)
                try await indexAll(stores)
                try await eventually("indexed") { process.index.vectors?.count == 4 }
                #expect(try await ids(process, "ronin").first == "tt0122690")
                let heat = try #require(try await stores.catalogue.title(imdbID: .test("tt0113277")))
                #expect(try await stores.catalogue.remove([heat.id]) == 1)
                try await eventually("gone") {
                    process.index.vectors?.count == 3 && process.index.titleCount == 3
                }
                #expect(try await !ids(process, "heat").contains("tt0113277"))
            }
        }
    }

    @Test("A purge of all films empties a running index", arguments: TestDriver.available)
    func purging(driver: TestDriver) async throws {
        try await with(driver) { stores, folder in
            _ = try await stores.catalogue.merge(films, from: .load)
            try await indexAll(stores)
            let process = try await process(stores, folder: folder)
            try await process.follower.catchUp()
            #expect(try await ids(process, "heat").first == "tt0113277")
            let entry = AuditEntry(at: .test(0), action: "purged", userID: nil, address: nil)
            let purge = FilmPurge(idleJobs: ["scan"], enrichment: nil, audit: entry)
            #expect(try await stores.purge.removeFilms(purge).movies == 3)
            try await process.follower.catchUp()
            #expect(process.index.titleCount == 0 && process.index.vectors?.count == 0)
            for query in ["heat", "a deadly creature in deep space"] {
                #expect(try await ids(process, query).isEmpty)
            }
        }
    }

    @Test(
        "A film that a plan gives up for another leaves a running index until that is undone",
        arguments: TestDriver.available)
    func givingUp(driver: TestDriver) async throws {
        try await with(driver) { stores, folder in
            let double = TitleDraft.film("Heat", year: 1996, imdb: "tt7") { $0.overview = "A detective hunts a thief." }
            _ = try await stores.catalogue.merge(films + [double], from: .load)
            try await indexAll(stores)
            let process = try await process(stores, folder: folder)
            try await process.follower.catchUp()
            #expect(process.index.vectors?.count == 4 && process.index.titleCount == 4)
            let kept = try #require(try await stores.catalogue.title(imdbID: .test("tt0113277")))
            let twin = try #require(try await stores.catalogue.title(imdbID: .test("tt7")))
            let planned = try await plan(to: kept, from: twin, stores)
            let id = try #require(planned.changes.first).plan
            #expect(try await stores.repairs.apply(planned, in: id, at: .test(2)).applied.count == 1)
            try await process.follower.catchUp()
            #expect(process.index.vectors?.count == 3 && process.index.titleCount == 3)
            #expect(try await !ids(process, "a detective hunts a thief").contains("tt7"))
            let like = try await process.search.similar(to: .test("tt7"), facets: [.plot], limit: 9)
            #expect(!like.isEmpty && !like.contains { $0.imdbID == kept.imdbID })

            let entries = try await stores.plans.journal(of: id, after: nil, limit: 9)
            #expect(try await stores.repairs.undo(entries, in: id, at: .test(3)).outcome.restored.count == 1)
            try await process.follower.catchUp()
            #expect(process.index.vectors?.count == 4 && process.index.titleCount == 4)
            #expect(try await ids(process, "a detective hunts a thief").contains("tt7"))
        }
    }

    /// A plan by which one title is given up for another.
    private func plan(to kept: Title, from twin: Title, _ stores: Stores) async throws -> PlannedSubject {
        let plan = try await stores.plans.begin(
            NewPlan(scope: .catalogue, name: "Check", job: nil, createdAt: .test(0)))
        let change = NewChange(
            .duplicate, .set, from: .null, to: ChangeValue(of: CatalogueTwin(kept)), confidence: 0.9, reason: "A test.")
        try await stores.plans.add(
            [SubjectProposals(PlanSubject(twin, path: nil), changes: [change])], to: plan.id, at: .test(1))
        try await stores.plans.finish(plan.id, subjects: 1, metadata: "{}")
        return try #require(
            try await stores.plans.subjects(of: plan.id, ChangeSelection(), offset: 0, limit: 1).first)
    }

    @Test("Stopped in the middle, indexing goes on where it was; a person's words survive a change of the film")
    func interrupted() async throws {
        try await with(.sqlite) { stores, _ in
            let count = SearchLimits.titlesPerStep * 2 + 3
            let drafts = (1...count).map { TitleDraft.film("Film \($0)", imdb: "tt\($0)") }
            _ = try await stores.catalogue.merge(drafts, from: .load)
            let job = IndexTitles(store: stores.index, embedder: embedder, composer: FacetComposer(embedder: embedder))
            let stopping = JobContext(id: JobID(1)) { progress, _ in progress.done == 0 }
            await #expect(throws: CancellationError.self) { try await job.run(.init(), context: stopping) }
            #expect(try await stores.index.counts(model: "toy").indexed == SearchLimits.titlesPerStep)
            embedder.forgetCalls()
            try await indexAll(stores)
            #expect(try await stores.index.counts(model: "toy") == IndexingCounts(known: count, indexed: count))
            #expect(!embedder.texts.contains("Film 1"))

            let first = try #require(try await stores.catalogue.title(imdbID: .test("tt1")))
            let mood = FacetText(facet: .mood, text: "gentle", source: .user)
            #expect(try await stores.index.setFacet(mood, of: first.id))
            _ = try await stores.catalogue.merge([.film("Film 1", imdb: "tt1") { $0.overview = "New." }], from: .tmdb)
            embedder.forgetCalls()
            try await indexAll(stores)
            #expect(embedder.texts.contains("gentle"))
            #expect(try await stores.index.facets(of: first.id).first { $0.facet == .mood } == mood)
            #expect(try await stores.index.facets(of: first.id).first?.text == "Film 1. New.")
        }
    }

    @Test("The words alone answer as well, also a word that nearly every film has")
    func wordsAlone() async throws {
        try await with(.sqlite) { stores, folder in
            let drafts = (1...3).map { TitleDraft.film("Space Story \($0)", imdb: "tt\($0)") }
            _ = try await stores.catalogue.merge(drafts, from: .load)
            let process = try await process(stores, folder: folder)
            try await process.follower.catchUp()
            #expect(try await ids(process, "something in space") == ["tt1", "tt2", "tt3"])
            #expect(try await ids(process, "space story 2").first == "tt2")
        }
    }
}
