import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What decisions about films write, alike on both drivers.
@Suite struct ImportApplyTests {
    @Test(arguments: TestDriver.available)
    func `a decision makes the film, its rating, its viewings and its place on the list`(
        driver: TestDriver
    ) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(3)
            try await bench.imports.noteUse(of: session.id, at: .test(2), expiresAt: .test(1_000))
            var decision = ImportDecision.rated(1, 8, at: 5)
            decision.viewings = [.test(100), .test(50)]
            decision.keptAt = .test(70)
            let applied = try await bench.apply([decision], in: session)
            let film = try #require(try await bench.film(1_001))
            #expect(film.state == .known && film.metadata.year == 2000 && film.metadata.title == "Film 1")
            #expect(applied.map(\.titleID) == [film.id] && applied.map(\.index) == [1])
            let rating = try await bench.rating(film.id)
            #expect(rating?.value == 8 && rating?.source == .import && rating?.ratedAt == .test(5))
            #expect(applied[0].rating == rating)
            #expect(try await bench.events().map(\.watchedAt) == [.test(100), .test(50)])
            #expect(try await bench.events().allSatisfy { $0.source == .amazonPrime })
            let state = try await bench.stores.watching.state(of: film.id, for: bench.profile)
            #expect(state == WatchState(position: 0, isFinished: true, watchedAt: .test(100)))
            let list = try await bench.stores.watching.list(of: bench.profile, limit: 9)
            #expect(list == [WatchListEntry(titleID: film.id, addedAt: .test(70))])
            let after = try await bench.session(session)
            #expect(after?.addedCount == 1 && after?.currentIndex == 2 && after?.remainingCount == 2)
            #expect(after?.usedAt == .test(10))
            let statuses = try await bench.imports.items(of: session.id, offset: 0, limit: 9).map(\.status)
            #expect(statuses == [.pending, .added, .pending])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film of the catalogue keeps what it knows and learns what it does not`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let known = TitleDraft.film("Alien", year: 1979, imdb: "tt78748", tmdb: 1_000) { $0.overview = "In space." }
            let byIMDb = TitleDraft.film("Dune", year: 1984, imdb: "tt87182") { $0.genres = ["Drama"] }
            _ = try await bench.stores.catalogue.merge([known, byIMDb], from: .load)
            let session = try await bench.review(2)
            var other = ImportDecision.rated(0, 6, at: 1)
            other = ImportDecision(
                index: 0,
                draft: .film("Alien!", year: 1980, tmdb: 1_000) {
                    ($0.overview, $0.tagline) = ("Elsewhere.", "Nobody hears you.")
                })
            let second = ImportDecision(
                index: 1,
                draft: .film("Dune (Theatrical)", year: 1984, imdb: "tt87182", tmdb: 841) { $0.genres = ["War"] })
            try await bench.apply([other, second], in: session)
            let alien = try #require(try await bench.film(1_000))
            #expect(alien.metadata.title == "Alien" && alien.metadata.year == 1979)
            #expect(alien.metadata.overview == "In space." && alien.metadata.tagline == "Nobody hears you.")
            #expect(alien.provenance.sources[.overview] == .load && alien.provenance.sources[.tagline] == .tmdb)
            let dune = try #require(try await bench.film(841))
            #expect(
                dune.imdbID == IMDbID("tt87182") && dune.metadata.title == "Dune" && dune.metadata.genres == ["Drama"])
            #expect(try await bench.stores.catalogue.counts() == [.known: 2])
        }
    }

    @Test(arguments: TestDriver.available)
    func `films of which little is known are asked about soon`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            _ = try await bench.stores.catalogue.addStubs([.tt(5)])
            let session = try await bench.review(3)
            let whole = ImportDecision.test(1) { $0.isDraftComplete = true }
            let stub = ImportDecision(index: 2, draft: .film("Stub", imdb: "tt5", tmdb: 5))
            try await bench.apply([.test(0), whole, stub], in: session)
            let due = try await bench.stores.enrichment.due(limit: 9, at: .test(10)).map(\.reference.tmdbID)
            #expect(Set(due) == [1_000, 5] && due.count == 2)
            #expect(try await bench.stores.catalogue.title(imdbID: .tt(5))?.metadata.title == "Stub")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film without a file is known and not listed to be played`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(1)
            try await bench.apply([.rated(0, 8, at: 5)], in: session)
            let listed = try await bench.test.database.read { try $0.int("SELECT COUNT(*) FROM listing") }
            #expect(listed == 0)
            let film = try #require(try await bench.film(1_000))
            #expect(try await bench.stores.browse.shown([film.id]).map(\.id) == [film.id])
            let history = try await bench.stores.history.counts(of: bench.profile)
            #expect(history.watchedFilms == 0, "rated is not watched")
        }
    }

    @Test(arguments: TestDriver.available)
    func `the latest opinion stands, unless somebody gives one now`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let (film, session) = (try await bench.heldFilm(0), try await bench.review(3))
            try await bench.rate(film, 9, at: 100)
            let late = try await bench.apply([.rated(0, 4, at: 50)], in: session)
            #expect(late[0].rating?.value == 9, "a file's older rating changes nothing")
            let now = try await bench.apply([.rated(1, 4, at: 50, film: 0, now: true)], in: session)
            #expect(now[0].rating?.value == 4 && now[0].rating?.ratedAt == .test(50))
            #expect(now[0].rating?.uuid == late[0].rating?.uuid)
            let later = try await bench.apply([.rated(2, 7, at: 60, film: 0)], in: session)
            #expect(later[0].rating?.value == 7)
        }
    }

    @Test(arguments: TestDriver.available)
    func `importing the same again adds nothing`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            var decision = ImportDecision.watched(0, at: [5, 5, 9])
            decision.viewings.append(WatchEvent.undated)
            decision.opinion = ImportedOpinion(value: 8, ratedAt: .test(9), isGivenNow: false)
            try await bench.apply([decision], in: try await bench.review(1, number: 1))
            let once = try await bench.state()
            #expect(try await bench.events().count == 3)
            let again = try await bench.review(1, number: 2)
            try await bench.apply([decision], in: again, at: 50)
            #expect(try await bench.state() == once)
            #expect(try await bench.imports.close(again.id))
            let records = try await bench.imports.records(of: bench.user, limit: 9)
            #expect(records.map(\.session.uuid) == [ImportBench.uuid(1)], "what wrote nothing is forgotten")
            #expect(records.map(\.ratings) == [1] && records.map(\.viewings) == [3])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what somebody said was not watched stays so`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let (film, session) = (try await bench.heldFilm(0), try await bench.review(1))
            _ = try await bench.stores.watching.report(
                WatchReport(at: .test(5), position: 0, mark: .finished), of: film, by: bench.profile,
                source: .playback, device: nil)
            _ = try await bench.stores.history.forget([film], of: bench.profile, at: .test(20))
            var decision = ImportDecision.watched(0, at: [10, 20, 30])
            decision.viewings.append(WatchEvent.undated)
            try await bench.apply([decision], in: session)
            #expect(try await bench.events().map(\.watchedAt) == [.test(30)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `films and files of the media server do not take each other's viewings`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let (film, session) = (try await bench.heldFilm(0), try await bench.review(1))
            let there = PlayShelf(profile: bench.profile, source: .jellyfin)
            func put(_ second: Double) async throws {
                _ = try await bench.stores.serverPlays.put(
                    [TitlePlays(titleID: film, count: 1, lastAt: .test(second))], .exact, of: there)
            }
            func watchedAt() async throws -> Instant? {
                try await bench.stores.watching.state(of: film, for: bench.profile)?.watchedAt
            }
            try await put(100)
            try await bench.apply([.watched(0, at: [200])], in: session)
            #expect(try await watchedAt() == .test(200))
            try await put(150)
            #expect(try await watchedAt() == .test(200), "the later one counts, whoever tells it")
            try await bench.stores.serverPlays.removePlays(of: [film], from: there)
            #expect(try await watchedAt() == .test(200))
            try await put(120)
            _ = try await bench.undo(session)
            #expect(try await watchedAt() == .test(120))
        }
    }

    @Test(arguments: TestDriver.available)
    func `all decisions are carried out or none`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(2)
            try await bench.imports.skip(1, in: session.id)
            let before = try await bench.state()
            let decisions: [ImportDecision] = [.rated(0, 8, at: 1), .rated(1, 8, at: 1)]
            await #expect(throws: ImportError.alreadyProcessed) { try await bench.apply(decisions, in: session) }
            await #expect(throws: ImportError.indexOutOfRange) { try await bench.apply([.test(2)], in: session) }
            await #expect(throws: ImportError.indexOutOfRange) { try await bench.apply([.test(-1)], in: session) }
            let twice: [ImportDecision] = [.test(0), .test(0)]
            await #expect(throws: ImportError.alreadyProcessed) { try await bench.apply(twice, in: session) }
            let other = try await bench.other()
            await #expect(throws: ImportError.unknownSession) { try await other.apply([.test(0)], in: session) }
            #expect(try await bench.imports.close(session.id))
            await #expect(throws: ImportError.unknownSession) { try await bench.apply([.test(0)], in: session) }
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of two who decide about one film at once one is too late`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(1)
            let outcomes = await withTaskGroup(of: Result<Void, any Error>.self) { group in
                for value in [4, 8, 6, 2] {
                    group.addTask {
                        do {
                            return .success(_ = try await bench.apply([.rated(0, value, at: 5)], in: session))
                        } catch {
                            return .failure(error)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let failures = outcomes.compactMap { outcome in
                if case .failure(let error) = outcome { error as? ImportError } else { nil }
            }
            #expect(failures == [.alreadyProcessed, .alreadyProcessed, .alreadyProcessed])
            #expect(try await bench.session(session)?.addedCount == 1)
            #expect(try await bench.stores.ratings.ratings(by: bench.user).count == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `many decisions take as many statements as few`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(500)
            func count(_ indexes: Range<Int>) async throws -> StatementCounter {
                let decisions = indexes.map { index in
                    var decision = ImportDecision.watched(index, at: [1, 2, 3])
                    decision.opinion = ImportedOpinion(value: 8, ratedAt: .test(1), isGivenNow: false)
                    decision.keptAt = .test(4)
                    return decision
                }
                return try await StatementCounter.counting { try await bench.apply(decisions, in: session) }.1
            }
            let few = try await count(0..<2)
            let many = try await count(2..<482)
            #expect(many.count == few.count && many.count <= 60, "\(many.statements.joined(separator: "\n"))")
            let counter = try await StatementCounter.counting { _ = try await bench.undo(session) }.1
            #expect(counter.count <= 40, "\(counter.statements.joined(separator: "\n"))")
            #expect(try await bench.state().isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an opinion of a file is told to Trakt as any other`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            try await bench.stores.trakt.link(bench.user, name: "ann", sealedTokens: [1], at: .test(0))
            let session = try await bench.review(1)
            try await bench.apply([.rated(0, 8, at: 5)], in: session)
            let film = try #require(try await bench.film(1_000)).id
            #expect(try await bench.wishes() == ["\(film)=8"])
            let undo = try await bench.undo(session)
            #expect(try await bench.wishes() == ["\(film)=none"])
            #expect(undo.ratings == 1 && undo.titles == 0, "the film stays until Trakt has heard of it")
        }
    }

    @Test(arguments: TestDriver.available)
    func `an opinion of Trakt's own file is not taken back at Trakt`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let film = try await bench.heldFilm(1)
            try await bench.rate(film, 5, at: 1)
            let session = try await bench.review(2, .trakt)
            try await bench.apply([.rated(0, 8, at: 5), .rated(1, 9, at: 5)], in: session)
            try await bench.stores.trakt.link(bench.user, name: "ann", sealedTokens: [1], at: .test(6))
            let undo = try await bench.undo(session)
            #expect(undo.ratings == 2 && undo.titles == 1)
            #expect(try await bench.rating(film)?.value == 5)
            #expect(try await bench.wishes().isEmpty)
        }
    }
}

extension ImportBench {
    /// A film of the catalogue, with the number that decisions give it.
    func heldFilm(_ number: Int) async throws -> TitleID {
        _ = try await stores.catalogue.merge([.film("Film \(number)", year: 2000, tmdb: 1_000 + number)], from: .load)
        return try #require(try await film(1_000 + number)).id
    }

    /// What waits to be told to Trakt.
    func wishes() async throws -> [String] {
        try await test.database.read { [user] connection in
            try connection.query(
                "SELECT title_id, value FROM trakt_wish WHERE user_id = \(user) ORDER BY title_id"
            ).map { "\(try $0.int(0))=\(try $0.optionalInt(1).map(String.init) ?? "none")" }
        }
    }
}
