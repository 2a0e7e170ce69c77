import Domain
import SQL
import Storage
import TestKit
import Testing

/// Who follows the database learns of every change, whoever made it.
@Suite(.timeLimit(.minutes(10))) struct ChangeFeedTests {
    @Test(arguments: TestDriver.available)
    func `a change by another process is told`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            var changes = test.stores.feed.changes().makeAsyncIterator()
            try await test.reopened { other in
                _ = try await other.stores.catalogue.merge([.film("Heat", imdb: "tt1")], from: .load)
                #expect(await changes.next() == .titles)
                _ = try await other.stores.jobs.enqueue(
                    NewJob(name: "x", parameters: "{}", deduplicationKey: nil, runAt: .test(0), createdAt: .test(0)))
                var area = await changes.next()
                while area == .titles { area = await changes.next() }
                #expect(area == .jobs)
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `own changes are told by area, removals for titles and vectors`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let catalogue = test.stores.catalogue
            _ = try await catalogue.merge([.film("Heat", imdb: "tt1")], from: .load)
            var changes = test.stores.feed.changes().makeAsyncIterator()
            #expect(await changes.next() == .titles, "what was there before the feed began")
            let id = try await catalogue.only(.film("Heat", imdb: "tt1")).id
            _ = try await catalogue.remove([id])
            #expect(await changes.next() == .titles)
            #expect(await changes.next() == .vectors)
        }
    }

    @Test(arguments: TestDriver.available)
    func `the feed ends with the database`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let changes = test.stores.feed.changes()
            await test.database.close()
            for await _ in changes {}
        }
    }

    @Test(arguments: TestDriver.available)
    func `every follower is told`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let feeds = (0..<3).map { _ in test.stores.feed.changes() }
            try await test.reopened { other in
                _ = try await other.stores.catalogue.merge([.film("Heat", imdb: "tt1")], from: .load)
                for feed in feeds {
                    var iterator = feed.makeAsyncIterator()
                    #expect(await iterator.next() == .titles)
                }
            }
        }
    }
}
