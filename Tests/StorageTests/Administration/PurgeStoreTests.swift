import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// The purge of all films, alike on both drivers.
@Suite struct PurgeStoreTests {
    @Test(arguments: TestDriver.available)
    func `what is there is counted, and what goes`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            try await bench.watch("Alien", at: 0, 100_000)
            try await bench.watch("Secrets", at: 0)
            _ = try await bench.stores.catalogue.addStubs([try #require(IMDbID("tt77"))])
            var counts = DatabaseCounts()
            (counts.movies, counts.series, counts.episodes) = (3, 1, 1)
            (counts.embeddings, counts.watchHistory) = (4, 2)
            #expect(try await bench.stores.purge.counts() == counts)
            var purged = PurgedFilms()
            (purged.movies, purged.embeddings, purged.watchHistory, purged.withFiles) = (3, 3, 1, 1)
            #expect(try await bench.purge() == purged)
            (counts.movies, counts.embeddings, counts.watchHistory) = (0, 1, 1)
            #expect(try await bench.stores.purge.counts() == counts)
            #expect(try await bench.stores.browse.page(BrowseFilter(.movie), offset: 0, limit: 9).total == 0)
            #expect(try await bench.stores.catalogue.counts()[.pending] == 1, "a stub holds nothing that could go")
            let entry = AuditEntry(
                at: .test(50), action: "purged", userID: bench.user, address: "192.0.2.1", detail: "3 films")
            #expect(try await bench.stores.audit.recent(limit: 9) == [entry])
        }
    }

    @Test(arguments: TestDriver.available)
    func `series, episodes and their plays stay`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            let (stores, profile) = (bench.stores, bench.profile)
            let (dark, secrets, alien) = (
                try await bench.id("Dark"), try await bench.id("Secrets"), try await bench.id("Alien")
            )
            try await bench.watch("Secrets", at: 5)
            try await bench.watch("Alien", at: 6)
            for title in [dark, alien] {
                #expect(try await stores.watching.addToList(title, of: profile, at: .test(1)))
            }
            _ = try await bench.rate("Dark", 4)
            let facets = try await stores.index.facets(of: dark)
            try await bench.purge()
            #expect(try await stores.browse.episodes(of: dark).map(\.title.id) == [secrets])
            #expect(try await bench.media.names() == ["Dark"])
            #expect(try await stores.watching.state(of: secrets, for: profile)?.isFinished == true)
            #expect(try await stores.watching.events(of: profile, limit: 9).map(\.titleID) == [secrets])
            #expect(try await stores.watching.list(of: profile, limit: 9).map(\.titleID) == [dark])
            #expect(try await stores.index.facets(of: dark) == facets && !facets.isEmpty)
            #expect(try await bench.ratings() == ["Dark": 4])
            #expect(try await stores.catalogue.title(id: alien) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `recommended films and tastes in films go, those of series stay`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            let (stores, user) = (bench.stores, bench.user)
            let (alien, heat) = (try await bench.id("Alien"), try await bench.id("Heat"))
            let dark = try await bench.id("Dark")
            for _ in 0..<2 {
                let run = try await stores.recommendations.begin(.movie, of: user, cause: .manual, at: .test(1))
                let found = [NewCandidate.test(alien, rank: 1, selected: 1), .test(heat, rank: 2)]
                #expect(try await stores.recommendations.complete(run, .test(found), at: .test(2)))
            }
            let series = try await stores.recommendations.begin(.series, of: user, cause: .manual, at: .test(3))
            #expect(try await stores.recommendations.complete(series, .selecting([dark]), at: .test(4)))
            let synopsis = TasteSynopsis(text: "You like it dark.", updatedAt: .test(5), model: nil)
            for kind in [TitleKind.movie, .series] { try await stores.tastes.save(synopsis, kind, of: user) }
            let other = try await stores.accounts.addUser(.test("bob@example.org")).id
            try await stores.tastes.save(synopsis, .movie, of: other)
            let counts = try await stores.purge.counts()
            #expect(counts.recommendations == 3 && counts.userPreferences == 2)
            let purged = try await bench.purge()
            #expect(purged.recommendations == 2 && purged.userPreferences == 2)
            let left = try await stores.purge.counts()
            #expect(left.recommendations == 1 && left.userPreferences == 1)
            #expect(try await stores.recommendations.latest(.movie, of: user) == nil)
            #expect(try await stores.recommendations.selected(in: series).map(\.titleID) == [dark])
            #expect(try await stores.tastes.synopsis(.movie, of: user) == nil)
            #expect(try await stores.tastes.synopsis(.series, of: user) == synopsis)
            // They go even when all films went one by one before.
            try await stores.tastes.save(synopsis, .movie, of: user)
            #expect(try await bench.purge().userPreferences == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what people chose for themselves stays, and they are counted once`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            let (stores, user) = (bench.stores, bench.user)
            _ = try await stores.personalSettings.change(of: user, at: .test(0)) { $0.dislikes = .penalize }
            _ = try await stores.tastes.omit(.genre("Drama"), of: user, at: .test(0))
            let synopsis = TasteSynopsis(text: "You like it dark.", updatedAt: .test(5), model: nil)
            try await stores.tastes.save(synopsis, .movie, of: user)
            let channel = try await stores.channels.add(ChannelFacts(name: "One"), of: user, at: .test(0)).id
            let titles = [try await bench.id("Alien"), try await bench.id("Dark")]
            #expect(try await stores.channels.append(titles, to: channel, at: .test(1)) == 2)
            #expect(try await stores.purge.counts().userPreferences == 1)
            try await bench.purge()
            #expect(try await stores.purge.counts().userPreferences == 1)
            #expect(try await stores.personalSettings.settings(of: user).dislikes == .penalize)
            #expect(try await stores.tastes.omissions(of: user).map(\.omission) == [.genre("Drama")])
            #expect(try await stores.channels.items(of: channel).map(\.titleID) == [titles[1]])
        }
    }

    @Test(arguments: TestDriver.available)
    func `ratings attach again when the title returns`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            let catalogue = bench.stores.catalogue
            for (name, value) in [("Alien", 9), ("Heat", 7), ("Local", 2)] {
                #expect(try await bench.rate(name, value, at: 10) == .added)
            }
            #expect(try await bench.rate("Local", nil, at: 20) == .changed)
            // Known by an id only after it was rated.
            _ = try await catalogue.merge([.film("Heat", year: 1995, imdb: "tt2")], from: .tmdb)
            try await bench.purge()
            #expect(try await bench.ratings().isEmpty)
            let back: [TitleDraft] = [
                .film("Alien, again", tmdb: 11), .film("Heat, again", imdb: "tt2"), .film("Local", imdb: "tt3"),
            ]
            _ = try await catalogue.merge(back, from: .load)
            #expect(try await bench.ratings() == ["Alien, again": 9, "Heat, again": 7])
            #expect(try await bench.rate("Local", 2, at: 15) == .outdated, "what was withdrawn does not come back")
        }
    }

    @Test(arguments: TestDriver.available)
    func `followers hear of every film, page by page`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            let stores = bench.stores
            let films = [try await bench.id("Alien"), try await bench.id("Heat"), try await bench.id("Local")]
            let (titles, vectors) = (try await stores.catalogue.revision(), try await stores.index.vectorRevision())
            try await bench.purge()
            let first = try await stores.catalogue.changes(since: titles, limit: 2)
            let rest = try await stores.catalogue.changes(since: first.revision, limit: 2)
            #expect(first.removed + rest.removed == films && !first.isLast && rest.isLast)
            #expect(first.titles.isEmpty && rest.titles.isEmpty)
            let removed = try await stores.index.vectors(model: PurgeBench.model, since: vectors, limit: 9)
            #expect(removed.removed == films && removed.titles.isEmpty && removed.isLast)
        }
    }

    @Test(arguments: TestDriver.available)
    func `nothing goes while a job waits or runs that would put films in`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            let (stores, idle) = (bench.stores, ["sync-movies", "scan"])
            let jobs = stores.jobs
            #expect(try await jobs.enqueue(.due("index")).state == .waiting)
            let scan = try await jobs.enqueue(.due("scan"))
            let counts = try await stores.purge.counts()
            await #expect(throws: MaintenanceError.jobIsOpen("scan")) { try await bench.purge(idle: idle) }
            let claim = JobClaim(
                worker: "w", names: ["scan"], exclusiveNames: [], now: .test(1), leaseUntil: .test(9), attemptsMax: 3)
            #expect(try await jobs.claim(claim)?.id == scan.id)
            await #expect(throws: MaintenanceError.jobIsOpen("scan")) { try await bench.purge(idle: idle) }
            #expect(try await stores.purge.counts() == counts)
            #expect(try await stores.audit.recent(limit: 9).isEmpty)
            // Its worker is lost, and nobody wants it any more.
            #expect(try await jobs.requestCancel(scan.id, at: .test(10)))
            #expect(try await bench.purge(idle: idle).movies == 3)
        }
    }

    @Test(arguments: TestDriver.available)
    func `films that lie on the server come back with the next scan`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            let media = bench.media
            _ = try await bench.rate("Local", 8)
            try await media.media.endScan(FolderScan(folderID: media.folder, device: 1, digest: [1]))
            try await bench.purge()
            let folder = try await media.media.library(id: media.library.id)?.folders.first
            #expect(folder?.digest == nil && folder?.device == 1)
            let file = try await media.file("local.mkv")
            #expect(file.titles.isEmpty)
            let scanned = ScannedTitle.film("Local", imdb: "tt3", .at("local.mkv", known: file.id))
            #expect(try await media.save(scanned) == UpsertOutcome(added: 1))
            #expect(try await media.names() == ["Dark", "Local"])
            #expect(try await media.file("local.mkv").id == file.id)
            #expect(try await bench.ratings() == ["Local": 8])
        }
    }

    @Test(arguments: TestDriver.available)
    func `plays of films are asked for from their beginning again`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            let (libraries, plays) = (bench.stores.serverLibraries, bench.stores.serverPlays)
            let server = try #require(MediaServerKey("jellyfin:5d1b3c6f9e8a47b2a1c0d9e8f7a6b5c4"))
            let kinds: [(String, MediaServerLibraryKind)] = [("1", .films), ("2", .series)]
            let listed = try kinds.map { id, kind in
                MediaServerLibrary(id: try #require(MediaServerID(id)), name: id, kind: kind)
            }
            let found = try await libraries.takeOver(ToldLibraries(listed, of: server), .disabled, at: .test(0))
            for library in found { _ = try await libraries.setEnabled(true, library: library.id, at: .test(1)) }
            try await libraries.noteComplete(found.map(\.id), at: .test(2))
            let mark = HistoryMark(playedUntil: .test(3), readAt: .test(4))
            let keys = [TitleKind.movie, .series].map { HistoryMarkKey(user: bench.user, server: server, kind: $0) }
            for key in keys { try await plays.setMark(mark, key) }
            try await bench.purge()
            #expect(try await plays.mark(keys[0]) == nil)
            #expect(try await plays.completedAt(.movie, on: server) == nil)
            #expect(try await plays.mark(keys[1]) == mark)
            #expect(try await plays.completedAt(.series, on: server) == .test(2))
        }
    }

    @Test(arguments: TestDriver.available)
    func `what people own stays, and is asked about again`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            let (stores, user) = (bench.stores, bench.user)
            let alien = try #require(IMDbID("tt1"))
            _ = try await stores.owned.add([alien], to: user, etag: "e", at: .test(0))
            try await bench.purge(enrichment: .due("enrich"))
            #expect(try await stores.owned.ownedSet(of: user).ids == [alien])
            #expect(try await stores.jobs.recent(name: "enrich", limit: 9).count == 1)
            #expect(try await stores.enrichment.adoptOwned(limit: 9) == 1)
            _ = try await stores.catalogue.merge([.film("Heat", imdb: "tt2")], from: .load)
            try await bench.purge(enrichment: .due("other"))
            #expect(try await stores.jobs.recent(name: "other", limit: 9).isEmpty, "the stub of Alien stayed")
        }
    }

    @Test(arguments: TestDriver.available)
    func `many films take as many statements as few, and none are a log entry`(driver: TestDriver) async throws {
        try await PurgeBench.with(driver) { bench async throws in
            let (_, few) = try await StatementCounter.counting { try await bench.purge() }
            let drafts = (100...399).map { TitleDraft.film("Film \($0)", imdb: "tt\($0)") }
            _ = try await bench.stores.catalogue.merge(drafts, from: .load)
            try await bench.indexAll()
            let (many, counter) = try await StatementCounter.counting { try await bench.purge() }
            #expect(many.movies == 300 && many.embeddings == 300)
            #expect(counter.count == few.count && few.count <= 30, "\(counter.statements.joined(separator: "\n"))")
            let revision = try await bench.stores.catalogue.revision()
            #expect(try await bench.purge(enrichment: .due("enrich")) == PurgedFilms())
            #expect(try await bench.stores.catalogue.revision() == revision)
            #expect(try await bench.stores.audit.recent(limit: 9).first?.detail == "0 films")
        }
    }
}
