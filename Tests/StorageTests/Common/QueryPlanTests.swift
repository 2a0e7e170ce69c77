import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Every question that the stores ask of a large table is answered by an index.
@Suite struct QueryPlanTests {
    /// One use of a store.
    struct Query: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Tables and indexes that are read whole or in the order of an index up to a limit.
        var reads: Set<String> = []
        /// True where the rows of one page or one owner are sorted after they were read.
        var sorts = false
        let run: @Sendable (Stores) async throws -> Void

        init(
            _ name: String, reads: Set<String> = [], sorts: Bool = false,
            _ run: @Sendable @escaping (Stores) async throws -> Void
        ) {
            testDescription = name
            self.reads = reads
            self.sorts = sorts
            self.run = run
        }
    }

    /// Few titles are ever given up for others, so that it does not matter how they are found.
    private static let small: Set = ["title_merge", "title_merge_pkey", "title_merge_kept"]

    private static let queries =
        catalogue + enrichment + index + accounts + sessions + libraries + jobs + media + videos + trakt
        + server + topPicks + recommendations + imports + archive + plans

    @Test(arguments: TestDriver.available, queries)
    func `no question reads a whole table`(driver: TestDriver, query: Query) async throws {
        try await TestStores.with(driver) { test async throws in
            try await test.fill()
            let (_, counter) = try await StatementCounter.counting { try await query.run(test.stores) }
            let statements = counter.statements
            #expect(!statements.isEmpty)
            let plans = try await test.database.write { connection in
                try statements.map { ($0, try QueryPlan.of($0, sorting: query.sorts, connection)) }
            }
            for (statement, plan) in plans {
                guard let plan else { continue }
                let scanned = plan.scanned.subtracting(query.reads).subtracting(Self.small)
                #expect(scanned.isEmpty, "\(statement)\n\(plan.text)")
                #expect(query.sorts || !plan.isSorted, "\(statement)\n\(plan.text)")
            }
        }
    }

    private static let catalogue = [
        Query("a title by IMDb id", sorts: true) { _ = try await $0.catalogue.title(imdbID: .test(7)) },
        Query("titles by id", sorts: true) { _ = try await $0.catalogue.titles(ids: [TitleID(1), TitleID(2)]) },
        Query("changed titles", sorts: true) { _ = try await $0.catalogue.changes(since: 5, limit: 20) },
        Query("titles by state", reads: ["title", "title_state"]) { _ = try await $0.catalogue.counts() },
        Query("merging by ids and names", reads: ["rating_homeless"], sorts: true) { stores in
            let drafts = [
                TitleDraft.film("Film 1", year: 2001, imdb: "tt1", tmdb: 1) { $0.genres = ["Western"] },
                .film("Film 2", year: 2001), .film("New") { $0.credits = [Credit(name: "Ann", role: .cast)] },
            ]
            _ = try await stores.catalogue.merge(drafts, from: .nfo)
        },
        Query("stubs", reads: ["rating_homeless"]) { _ = try await $0.catalogue.addStubs([.test(1), .test(9999)]) },
        Query("removing a title", sorts: true) { _ = try await $0.catalogue.remove([TitleID(3)]) },
        Query("locking a field") { _ = try await $0.catalogue.setLocked(true, fields: [.title], of: TitleID(3)) },
    ]

    private static let enrichment = [
        Query("titles to be asked for", reads: ["title_fetch_pkey", "title_wanted", "title_wanted_pkey"], sorts: true) {
            _ = try await $0.enrichment.due(limit: 500, at: .test(1000))
        },
        Query("a title to be asked for", sorts: true) { _ = try await $0.enrichment.item(TitleID(401)) },
        Query(
            "how many are to be asked for", reads: ["title_fetch_pkey", "title_wanted", "title_wanted_pkey"]
        ) {
            _ = try await $0.enrichment.dueCount(at: .test(50))
        },
        Query("the records of some ids") { _ = try await $0.enrichment.recordStates(of: [.test(1), .test(301)]) },
        Query("storing answers", reads: ["title_fetch_pkey"], sorts: true) { stores in
            let draft = TitleDraft.film("Found", year: 2030, imdb: "tt301") { $0.genres = ["Western"] }
            let lookups = [MetadataLookup.found(draft), .unknown]
            let items = try await stores.enrichment.due(limit: 2, at: .test(50))
            let fetches = zip(items, lookups).map { item, lookup in
                TitleFetch(titleID: item.titleID, lookup: lookup, failures: 0, nextAttemptAt: .test(99))
            }
            _ = try await stores.enrichment.store(
                FetchBatch(provider: "tmdb", source: .tmdb, fetches: fetches, fetchedAt: .test(50)))
        },
    ]

    private static let index = [
        Query("titles to be indexed", sorts: true) {
            _ = try await $0.index.pending(model: "m", after: TitleID(5), limit: 20)
        },
        Query("changed vectors", sorts: true) { _ = try await $0.index.vectors(model: "m", since: 5, limit: 20) },
        Query(
            "how far indexing is",
            reads: ["title", "title_state", "title_browse", "title_pkey", "title_vector_state_pkey"]
        ) {
            _ = try await $0.index.counts(model: "m")
        },
        Query("facet texts of a title") { _ = try await $0.index.facets(of: TitleID(3)) },
        Query("a person's facet text") { stores in
            let text = FacetText(facet: .mood, text: "x", source: .user)
            _ = try await stores.index.setFacet(text, of: TitleID(3))
        },
        Query("storing vectors", sorts: true) { stores in
            let item = try #require(try await stores.index.pending(model: "new", after: nil, limit: 1).first)
            let embedding = FacetEmbedding(facet: .plot, textHash: "x", vector: [1])
            let title = IndexedTitle(
                titleID: item.title.id, titleRevision: item.title.revision, facets: [], embeddings: [embedding],
                removedFacets: [.mood])
            try await stores.index.store([title], model: "new")
        },
    ]

    private static let accounts = [
        Query("an account by email") { _ = try await $0.accounts.user(email: "a@example.org") },
        Query("an account of a token") { _ = try await $0.accounts.user(uuid: "x") },
        Query("all accounts", reads: ["app_user", "app_user_pkey"]) { _ = try await $0.accounts.users() },
        Query("a key by its digest") { _ = try await $0.accounts.key(digest: .digest(1)) },
        Query("the keys of an account") { _ = try await $0.accounts.keys(of: UserID(1)) },
        Query("a pairing code") { stores in
            _ = try await stores.accounts.redeemPairingCode(digest: .digest(1), key: .test(1))
        },
        Query("ended pairing codes") { _ = try await $0.accounts.removePairingCodes(spentBefore: .test(0)) },
        Query("counting an event") {
            _ = try await $0.rateWindows.hit("x", limit: 3, windowSeconds: 9, at: .test(0))
        },
        Query("what an account owns") { _ = try await $0.owned.ownedSet(of: UserID(1)) },
        Query("adding to what an account owns") { stores in
            _ = try await stores.owned.add([.test(1)], to: UserID(1), etag: "e", at: .test(0))
        },
    ]

    private static let sessions = [
        Query("a session by its digest") { _ = try await $0.sessions.session(digest: .digest(1)) },
        Query("a new session") { stores in
            _ = try await stores.sessions.addSession(.test(2), for: UserID(1), openMax: 2)
        },
        Query("a session's use") { stores in
            try await stores.sessions.extendSession(SessionID(1), usedAt: .test(9), expiresAt: .test(99))
        },
        Query("the sessions of an account") { _ = try await $0.sessions.sessions(of: UserID(1), at: .test(0)) },
        Query("ending sessions") { stores in
            _ = try await stores.sessions.endSessions(of: UserID(1), except: SessionID(1), tokensFrom: .test(0))
        },
        Query("the session of an account's tokens") { stores in
            _ = try await stores.sessions.tokenSession(digest: .digest(1))
        },
        Query("a session for an account's tokens") { stores in
            _ = try await stores.sessions.openTokenSession(.test(3), user: UserID(1))
        },
        Query("expired sessions") { _ = try await $0.sessions.removeSessions(expiredBefore: .test(0)) },
        Query("an account by its person elsewhere") { _ = try await $0.identities.user(issuer: "i", subject: "s") },
        Query("a person elsewhere by the account") { _ = try await $0.identities.subject(of: UserID(1)) },
    ]

    private static let libraries = [
        Query("removing from what an account owns") { stores in
            _ = try await stores.owned.remove([.test(1)], with: .test(UserID(1)), once: nil)
        },
        Query("emptying what an account owns") { _ = try await $0.owned.clear(with: .test(UserID(1))) },
        Query("a new upload", sorts: true) { stores in
            try await stores.uploads.start(.test(UserID(1), number: 9), openMax: 3)
        },
        Query("a chunk of an upload") { stores in
            _ = try await stores.uploads.stage(.test(UserID(1), [.test(3)]), within: .test, once: .test(UserID(1)))
        },
        Query("the end of an upload", reads: ["upload_item"], sorts: true) { stores in
            _ = try await stores.uploads.commit(.test(1), with: .test(UserID(1)))
        },
        Query("an upload's state") { _ = try await $0.uploads.upload(.test(1), of: UserID(1), at: .test(0)) },
        Query("the newest uploads") { _ = try await $0.uploads.recentUploads(of: UserID(1), at: .test(0), limit: 9) },
        Query("old answers") { _ = try await $0.answers.removeAnswers(before: .test(0)) },
    ]

    private static let jobs = [
        Query("a new job") { stores in
            _ = try await stores.jobs.enqueue(
                NewJob(name: "x", parameters: "", deduplicationKey: "k", runAt: .test(0), createdAt: .test(0)))
        },
        Query("the next job", reads: ["job_running"]) { stores in
            let claim = JobClaim(
                worker: "w", names: ["scan"], exclusiveNames: ["scan"], now: .test(9), leaseUntil: .test(30),
                attemptsMax: 3)
            _ = try await stores.jobs.claim(claim)
        },
        Query("the newest jobs", reads: ["job", "job_pkey"]) { _ = try await $0.jobs.recent(name: nil, limit: 20) },
        Query("the newest jobs of a name") { _ = try await $0.jobs.recent(name: "scan", limit: 20) },
        Query("a job that runs alone", reads: ["job", "job_open"], sorts: true) { stores in
            _ = try await stores.jobs.start(
                NewJob(name: "x", parameters: "", deduplicationKey: nil, runAt: .test(0), createdAt: .test(0)))
        },
        Query("open runs", reads: ["job", "job_open"], sorts: true) { _ = try await $0.jobs.open(["scan", "x"]) },
        Query("open jobs of some names", reads: ["job", "job_open", "job_pkey"], sorts: true) { stores in
            _ = try await stores.jobs.list(["scan", "x"], in: [.waiting, .running], limit: 9)
        },
        Query("the newest jobs of some names", sorts: true) { stores in
            _ = try await stores.jobs.list(["scan", "x"], in: JobState.allCases, limit: 9)
        },
        Query("the last runs", sorts: true) { _ = try await $0.jobs.latest(["scan", "x"], hasReports: true) },
        Query("ended runs of a name") { _ = try await $0.jobs.ended(["scan"], limit: 20) },
        Query("ended runs of all names", reads: ["job", "job_pkey"], sorts: true) {
            _ = try await $0.jobs.ended(["scan", "x"], limit: 20)
        },
        Query("runs that ended lately") { _ = try await $0.jobs.ended(["scan"], after: .test(0), limit: 20) },
        Query("a list of jobs", sorts: true) {
            _ = try await $0.jobs.list(["scan", "x"], in: [.waiting, .failed], limit: 20)
        },
        Query("a job that is ended") { _ = try await $0.jobs.end(JobID(1), as: .cancelled, at: .test(1)) },
        Query("followed runs", sorts: true) { _ = try await $0.jobs.jobs([JobID(1), JobID(2)]) },
        Query("an edited schedule") { stores in
            _ = try await stores.schedules.edit(
                "x", ScheduleDraft(kind: "manual"), standard: JobSchedule(clamping: .manual), at: .test(0))
        },
    ]
}

extension TestStores {
    /// Enough rows that an index is worth it.
    fileprivate func fill() async throws {
        let drafts = (1...200).map { number in
            TitleDraft.film("Film \(number)", year: 1900 + number, imdb: "tt\(number)", tmdb: number) { metadata in
                metadata.genres = ["Genre \(number % 20)"]
                metadata.studios = ["Studio \(number % 50)"]
                metadata.credits = [Credit(name: "Person \(number)", role: .cast)]
            }
        }
        _ = try await stores.catalogue.merge(drafts, from: .load)
        let user = try await stores.accounts.addUser(.test("a@example.org")).id
        _ = try await stores.owned.add((1...50).map { .test($0) }, to: user, etag: "e", at: .test(0))
        try await stores.uploads.start(.test(user, number: 1), openMax: 3)
        _ = try await stores.uploads.stage(.test(user, [.test(1), .test(2)]), within: .test, once: nil)
        try await stores.accounts.addPairingCode(
            NewPairingCode(digest: .digest(1), userID: user, createdAt: .test(0), expiresAt: .test(60)), openMax: 3)
        for number in 0..<20 {
            _ = try await stores.jobs.enqueue(
                NewJob(
                    name: "scan", parameters: "\(number)", deduplicationKey: nil, runAt: .test(0),
                    createdAt: .test(0)))
        }
        try await fillTheRest(user)
        if test.driver == .postgres { try await database.write { try $0.run(script: Self.seemLarge) } }
    }

    private func fillTheRest(_ user: UserID) async throws {
        _ = try await stores.accounts.addKey(.test(9), for: user)
        _ = try await stores.sessions.addSession(.test(1), for: user, openMax: 9)
        try await stores.identities.bind(issuer: "i", subject: "s", to: user, at: .test(0))
        _ = try await stores.rateWindows.hit("first", limit: 3, windowSeconds: 9, at: .test(0))
        let items = try await stores.index.pending(model: "m", after: nil, limit: 100)
        let indexed = items.map { item in
            IndexedTitle(
                titleID: item.title.id, titleRevision: item.title.revision,
                facets: [FacetText(facet: .plot, text: "x", source: .composed)],
                embeddings: [FacetEmbedding(facet: .plot, textHash: "x", vector: [1])], removedFacets: [])
        }
        try await stores.index.store(indexed, model: "m")
        _ = try await stores.catalogue.remove([TitleID(200)])
        try await fillStubs()
        try await fillMedia(user)
        try await fillServer(user)
        try await fillPeople()
    }

    /// Of which some were asked for.
    private func fillStubs() async throws {
        _ = try await stores.catalogue.addStubs((301...400).map { .test($0) })
        let failure = MetadataFailure("down", concernsService: true)
        let fetches = try await stores.enrichment.due(limit: 50, at: .test(0)).map { item in
            TitleFetch(
                titleID: item.titleID, lookup: .failed(failure), failures: 1,
                nextAttemptAt: .test(Double(item.titleID.rawValue)))
        }
        _ = try await stores.enrichment.store(
            FetchBatch(provider: "tmdb", source: .tmdb, fetches: fetches, fetchedAt: .test(0)))
    }

    /// The planner works with the sizes that it has on record; small tables it would rather read whole.
    private static let seemLarge = """
        ANALYZE;
        UPDATE pg_class SET relpages = 1, reltuples = 1000000
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'i')
        """
}

extension IMDbID {
    fileprivate static func test(_ number: Int) -> IMDbID {
        IMDbID("tt\(number)")!
    }

}
