import Basics
import Domain
import Storage
import TestKit
import Testing

/// Imports that are taken back, alike on both drivers.
@Suite struct ImportUndoTests {
    private static func decisions(_ count: Int) -> [ImportDecision] {
        (0..<count).map { index in
            var decision = ImportDecision.watched(index, at: [10, 20])
            decision.opinion = ImportedOpinion(value: 8, ratedAt: .test(20), isGivenNow: false)
            decision.keptAt = .test(5)
            return decision
        }
    }

    @Test(arguments: TestDriver.available)
    func `everything goes back to what was before, and can be imported again`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let film = try await bench.heldFilm(0)
            try await bench.rate(film, 3, at: 1)
            _ = try await bench.stores.watching.addToList(film, of: bench.profile, at: .test(1))
            _ = try await bench.stores.watching.report(
                WatchReport(at: .test(2), position: 99, mark: .finished), of: film, by: bench.profile,
                source: .playback, device: nil)
            let before = try await bench.state()
            let session = try await bench.review(3)
            try await bench.apply(Self.decisions(3), in: session)
            let imported = try await bench.state()

            let undo = try await bench.undo(session)
            #expect(undo.ratings == 3 && undo.viewings == 6 && undo.kept == 2 && undo.titles == 2)
            #expect(undo.changedSince.isEmpty)
            #expect(try await bench.state() == before)
            #expect(try await bench.session(session) == nil)
            await #expect(throws: ImportError.alreadyUndone) { _ = try await bench.undo(session) }

            let again = try await bench.review(3, number: 2)
            try await bench.apply(Self.decisions(3), in: again, at: 50)
            #expect(try await bench.state() == imported)
            let records = try await bench.imports.records(of: bench.user, limit: 9)
            #expect(records.map(\.ratings) == [3, 0] && records.map(\.viewings) == [6, 0])
            #expect(records.map(\.kept) == [2, 0])
            #expect(records.map(\.session.undoneAt) == [nil, .test(20)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was changed by hand since stays and is named`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(4)
            try await bench.apply(Self.decisions(4), in: session)
            #expect(try await bench.imports.close(session.id), "a week later the list is long gone")
            func id(_ number: Int) async throws -> TitleID { try #require(try await bench.film(1_000 + number)).id }
            let (changed, withdrawn, kept) = (try await id(0), try await id(1), try await id(2))
            try await bench.rate(changed, 5, at: 500)
            try await bench.rate(withdrawn, nil, at: 500)
            try await bench.stores.watching.removeFromList(kept, of: bench.profile)
            _ = try await bench.stores.watching.addToList(kept, of: bench.profile, at: .test(600))

            let undo = try await bench.undo(session, at: 1_000)
            #expect(undo.changedSince == ["Film 0", "Film 1", "Film 2"])
            #expect(undo.ratings == 2 && undo.viewings == 8 && undo.kept == 3 && undo.titles == 2)
            #expect(try await bench.rating(changed)?.value == 5)
            #expect(try await bench.rating(withdrawn) == nil)
            #expect(try await bench.stores.watching.isOnList(kept, of: bench.profile))
            #expect(try await bench.film(1_001) == nil)
            #expect(try await bench.film(1_003) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a film that somebody else has to do with stays`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let other = try await bench.other()
            let session = try await bench.review(5)
            try await bench.apply((0..<5).map { .rated($0, 8, at: 1) }, in: session)
            func id(_ number: Int) async throws -> TitleID { try #require(try await bench.film(1_000 + number)).id }
            try await other.rate(try await id(0), 6, at: 2)
            _ = try await bench.stores.watching.addToList(try await id(1), of: other.profile, at: .test(2))
            _ = try await bench.stores.watching.report(
                WatchReport(at: .test(3), position: 300, mark: .early), of: try await id(2), by: other.profile,
                source: .playback, device: nil)
            _ = try await bench.stores.catalogue.setLocked(true, fields: [.title], of: try await id(3))
            #expect(try await bench.undo(session).titles == 1)
            #expect(try await bench.film(1_004) == nil)
            for number in 0..<4 { #expect(try await bench.film(1_000 + number) != nil) }
            #expect(try await other.rating(try await id(0))?.value == 6)
        }
    }

    @Test(arguments: TestDriver.available)
    func `one film is taken back and decided anew`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(3)
            try await bench.apply(Self.decisions(2), in: session)
            try await bench.imports.skip(2, in: session.id)
            let undo = try await bench.imports.takeBack(0, in: session.id, shelf: bench.shelf, at: .test(30))
            #expect(undo.ratings == 1 && undo.viewings == 2 && undo.kept == 1 && undo.titles == 1)
            let skipped = try await bench.imports.takeBack(2, in: session.id, shelf: bench.shelf, at: .test(31))
            #expect(skipped == ImportUndo())
            let held = try await bench.session(session)
            #expect(held?.addedCount == 1 && held?.skippedCount == 0 && held?.remainingCount == 2)
            await #expect(throws: ImportError.notProcessed) {
                try await bench.imports.takeBack(0, in: session.id, shelf: bench.shelf, at: .test(32))
            }
            await #expect(throws: ImportError.indexOutOfRange) {
                try await bench.imports.takeBack(3, in: session.id, shelf: bench.shelf, at: .test(32))
            }
            try await bench.apply([.rated(0, 2, at: 40)], in: session)
            let film = try #require(try await bench.film(1_000)).id
            #expect(try await bench.rating(film)?.value == 2)
            #expect(try await bench.undo(session).titles == 2)
            #expect(try await bench.state().isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `two imports about one film are taken back in any order`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let film = try await bench.heldFilm(0)
            let first = try await bench.review(1, .netflix, number: 1)
            try await bench.apply([.rated(0, 4, at: 10)], in: first)
            let second = try await bench.review(1, .imdb, number: 2)
            try await bench.apply([.rated(0, 6, at: 20)], in: second)
            #expect(try await bench.undo(first).changedSince == ["Film 0"])
            #expect(try await bench.rating(film)?.value == 6)
            #expect(try await bench.undo(second).ratings == 1)
            #expect(try await bench.rating(film) == nil, "the first one is not to come back")
        }
    }

    @Test(arguments: TestDriver.available)
    func `two rows about one film are taken back together`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(2)
            try await bench.apply([.rated(0, 4, at: 10)], in: session)
            try await bench.apply([.rated(1, 6, at: 20, film: 0)], in: session)
            let undo = try await bench.undo(session)
            #expect(undo.ratings == 1 && undo.changedSince.isEmpty && undo.titles == 1)
            #expect(try await bench.state().isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of two rows about one film each takes back what it brought`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(2)
            var second = ImportDecision.rated(1, 6, at: 20, film: 0)
            (second.viewings, second.keptAt) = ([.test(10), .test(30)], .test(5))
            try await bench.apply([.watched(0, at: [10]), second], in: session)
            let undo = try await bench.imports.takeBack(1, in: session.id, shelf: bench.shelf, at: .test(40))
            #expect(undo.ratings == 1 && undo.viewings == 1 && undo.kept == 1 && undo.titles == 0)
            #expect(try await bench.events().map(\.watchedAt) == [.test(10)])
            let rest = try await bench.imports.takeBack(0, in: session.id, shelf: bench.shelf, at: .test(41))
            #expect(rest.viewings == 1 && rest.titles == 1)
            #expect(try await bench.state().isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `nobody undoes the import of somebody else`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let other = try await bench.other()
            let session = try await bench.review(1)
            try await bench.apply(Self.decisions(1), in: session)
            let before = try await bench.state()
            await #expect(throws: ImportError.unknownSession) { _ = try await other.undo(session) }
            #expect(try await bench.state() == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an opinion that another account has taken over stays with it`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let (film, other) = (try await bench.heldFilm(0), try await bench.other())
            func signIn(as user: UserID, at second: Double) async throws {
                _ = try await bench.stores.identities.rebind(
                    issuer: "https://id.example.org", subject: "ann", to: user, at: .test(second))
            }
            try await signIn(as: bench.user, at: 0)
            let session = try await bench.review(1)
            try await bench.apply([.rated(0, 8, at: 10)], in: session)
            try await signIn(as: other.user, at: 11)
            #expect(try await other.rating(film)?.value == 8)
            let undo = try await bench.undo(session)
            #expect(undo.ratings == 0 && undo.changedSince == ["Film 0"])
            #expect(try await other.rating(film)?.value == 8)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an opinion whose film is gone is taken back all the same`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let film = try await bench.heldFilm(0)
            let session = try await bench.review(1)
            try await bench.apply([.rated(0, 8, at: 10)], in: session)
            _ = try await bench.stores.catalogue.remove([film])
            #expect(try await bench.stores.imports.rated(by: bench.user).keys == [.tmdb(1_000)])
            #expect(try await bench.undo(session).ratings == 1)
            let back = try await bench.heldFilm(0)
            #expect(try await bench.rating(back) == nil)
        }
    }
}
