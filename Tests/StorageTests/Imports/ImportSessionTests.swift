import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// How a file becomes a list of films to decide about, and what becomes of that list, alike on both drivers.
@Suite struct ImportSessionTests {
    @Test(arguments: TestDriver.available)
    func `films wait in the order of the file until they were looked for`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.begun(5)
            #expect(session.state == .matching && session.filmCount == 5 && session.itemCount == 0)
            #expect(session.fileName == "history.csv" && session.source == .amazonPrime)
            let first = try await bench.imports.waiting(in: session.id, limit: 2)
            #expect(first.map(\.place) == [0, 1] && first.map(\.film) == [.test(0), .test(1)])

            let kept = try await bench.imports.keep([.test(1)], alreadyRated: 1, places: [0, 1], in: session.id)
            #expect(kept?.itemCount == 1 && kept?.matchedCount == 2 && kept?.counts.alreadyRated == 1)
            #expect(try await bench.imports.waiting(in: session.id, limit: 9).map(\.place) == [2, 3, 4])
            let again = try await bench.imports.keep([.test(1)], alreadyRated: 1, places: [0, 1], in: session.id)
            #expect(again?.itemCount == 1 && again?.counts.alreadyRated == 1, "two may look for the same films")
            _ = try await bench.imports.keep([.test(2)], alreadyRated: 0, places: [2], in: session.id)

            let open = try await bench.imports.publish(session.id, at: .test(5))
            #expect(open?.state == .review && open?.counts.truncated == 2 && open?.itemCount == 2)
            #expect(try await bench.imports.items(of: session.id, offset: 0, limit: 9) == [.test(1), .test(2)])
            #expect(try await bench.imports.items(of: session.id, offset: 1, limit: 9) == [.test(2)])
            #expect(try await bench.imports.items(of: session.id, offset: 2, limit: 9).isEmpty)
            #expect(try await bench.imports.keep([], alreadyRated: 0, places: [], in: session.id) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a file of a hundred thousand films is stored in a handful of statements`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            func statements(_ count: Int, _ number: Int) async throws -> Int {
                try await StatementCounter.counting { _ = try await bench.begun(count, number: number) }.1.count
            }
            let few = try await statements(2, 1)
            #expect(try await statements(3_000, 2) == few && few <= 3)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a new session takes the place of earlier ones of its kind only`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let other = try await bench.other()
            let first = try await bench.review(1, number: 1)
            let elsewhere = try await bench.review(1, .netflix, number: 2)
            let foreign = try await other.review(1, number: 3)
            let halfway = try await bench.begun(1, number: 4)
            #expect(try await bench.session(first) != nil, "until the new one is there the old one stays")
            let second = try await bench.review(1, number: 5)
            #expect(try await bench.session(first) == nil)
            #expect(try await bench.imports.publish(halfway.id, at: .test(9)) == nil)
            #expect(try await bench.imports.sessions(of: bench.user).map(\.id) == [second.id, elsewhere.id])
            #expect(try await other.session(foreign)?.id == foreign.id)
            #expect(try await bench.session(foreign) == nil, "of somebody else")
        }
    }

    @Test(arguments: TestDriver.available)
    func `sessions end when they are cancelled or expire`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let cancelled = try await bench.review(1, number: 1)
            #expect(try await bench.imports.close(cancelled.id))
            #expect(try await bench.imports.close(cancelled.id) == false)
            let used = try await bench.review(1, .netflix, number: 2)
            let forgotten = try await bench.review(1, .imdb, number: 3)
            try await bench.imports.noteUse(of: used.id, at: .test(900), expiresAt: .test(3_000))
            #expect(try await bench.imports.closeExpired(before: .test(1_500)) == 1)
            #expect(try await bench.session(forgotten) == nil)
            let kept = try await bench.session(used)
            #expect(kept?.usedAt == .test(900) && kept?.expiresAt == .test(3_000))
            #expect(try await bench.imports.items(of: forgotten.id, offset: 0, limit: 9).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a search that nobody goes on with is found`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.begun(2)
            _ = try await bench.review(1, .netflix, number: 2)
            #expect(try await bench.imports.abandonedMatchings(since: .test(0)).isEmpty)
            #expect(try await bench.imports.abandonedMatchings(since: .test(1)).map(\.id) == [session.id])
            try await bench.imports.noteUse(of: session.id, at: .test(5), expiresAt: .test(99))
            #expect(try await bench.imports.abandonedMatchings(since: .test(3)).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a match can be corrected while nothing is decided`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(2)
            var item = ImportItem.test(0)
            (item.match, item.confidence, item.alternatives) = (ImportMatch(tmdbID: 7, title: "Other"), 1, [])
            try await bench.imports.setMatch(item, at: 0, in: session.id)
            #expect(try await bench.imports.items(of: session.id, offset: 0, limit: 1) == [item])
            try await bench.imports.skip(0, in: session.id)
            await #expect(throws: ImportError.alreadyProcessed) {
                try await bench.imports.setMatch(item, at: 0, in: session.id)
            }
            await #expect(throws: ImportError.indexOutOfRange) {
                try await bench.imports.setMatch(item, at: 2, in: session.id)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `an account that is gone brings nothing`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let nobody = ImportBench(test: bench.test, user: UserID(999), profile: bench.profile)
            await #expect(throws: AccountError.unknownUser("999")) { try await nobody.begun(1) }
        }
    }
}
