import Basics
import Domain
import Storage
import TestKit
import Testing

/// Links to Trakt and the ways there, alike on both drivers.
@Suite struct TraktLinkTests {
    @Test(arguments: TestDriver.available)
    func `a link is there until it ends`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver, links: false) { bench async throws in
            let (store, ada) = (bench.store, bench.ada)
            #expect(try await store.traktLink(of: ada) == nil)
            #expect(try await store.unlink(ada) == nil)
            try await bench.link(ada, tokens: [1, 2, 0, 255], at: 5)
            let link = try #require(try await store.traktLink(of: ada))
            #expect(link.name == "ada-at-trakt" && link.sealedTokens == [1, 2, 0, 255])
            #expect(link.connectedAt == .test(5) && !link.mustReconnect)
            #expect(link.syncedAt == nil && link.glance == nil && link.problem == nil)
            #expect(try await store.traktLink(of: bench.bob) == nil)
            #expect(try await store.unlink(ada) == link)
            #expect(try await store.traktLink(of: ada) == nil)
            await #expect(throws: AccountError.unknownUser("999")) {
                try await store.link(UserID(999), name: "x", sealedTokens: [1], at: .test(0))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `tokens are replaced only where they are still the same`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let (store, ada) = (bench.store, bench.ada)
            #expect(try await store.replaceTokens(of: ada, [1], with: [2]))
            #expect(try await !store.replaceTokens(of: ada, [1], with: [3]))
            #expect(try await !store.replaceTokens(of: bench.bob, [1], with: [3]))
            #expect(try await store.traktLink(of: ada)?.sealedTokens == [2])
            try await store.markReconnect(of: ada, [1])
            #expect(try await store.traktLink(of: ada)?.mustReconnect == false)
            try await store.markReconnect(of: ada, [2])
            #expect(try await store.traktLink(of: ada)?.mustReconnect == true)
            // Another process had new tokens after all.
            #expect(try await store.replaceTokens(of: ada, [2], with: [3]))
            #expect(try await store.traktLink(of: ada)?.mustReconnect == false)
        }
    }

    @Test(arguments: TestDriver.available)
    func `users with a good link come by id, page by page`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            try await bench.link(bench.bob)
            #expect(try await bench.store.linkedUsers(after: nil, limit: 9) == [bench.ada, bench.bob])
            #expect(try await bench.store.linkedUsers(after: nil, limit: 1) == [bench.ada])
            #expect(try await bench.store.linkedUsers(after: bench.ada, limit: 1) == [bench.bob])
            try await bench.store.markReconnect(of: bench.ada, [1])
            #expect(try await bench.store.linkedUsers(after: nil, limit: 9) == [bench.bob])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a new link begins anew, and ratings stay`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            try await bench.rate(bench.films[0], 7, at: 1)
            #expect(try await bench.waiting() == [bench.said(bench.films[0], 7)])
            try await bench.link(bench.ada, tokens: [9], at: 2)
            #expect(try await bench.waiting().isEmpty)
            #expect(try await bench.store.traktLink(of: bench.ada)?.connectedAt == .test(2))
            try await bench.rate(bench.films[1], 7, at: 3)
            _ = try await bench.store.unlink(bench.ada)
            #expect(try await bench.waiting().isEmpty)
            #expect(try await bench.test.stores.ratings.ratings(by: bench.ada).count == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a state is used once, and old ones go`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let store = bench.store
            func add(_ number: UInt8, by user: UserID, at second: Double) async throws {
                let state = StoredTraktState(
                    digest: [number, 0, 255], user: user, createdAt: .test(second), usedAt: nil)
                try await store.addState(state, openMax: 3, forgottenBefore: .test(second - 600))
            }
            try await add(1, by: bench.ada, at: 0)
            let state = try #require(try await store.state(digest: [1, 0, 255]))
            #expect(state.user == bench.ada && state.createdAt == .test(0) && state.usedAt == nil)
            let uses = try await concurrently(5) { _ in try await store.useState(digest: [1, 0, 255], at: .test(1)) }
            #expect(uses.count(where: \.self) == 1)
            #expect(try await store.state(digest: [1, 0, 255])?.usedAt == .test(1))
            #expect(try await !store.useState(digest: [7], at: .test(1)))
            #expect(try await store.state(digest: [7]) == nil)
            for number in 2...5 as ClosedRange<UInt8> { try await add(number, by: bench.ada, at: Double(number)) }
            try await add(9, by: bench.bob, at: 6)
            #expect(try await store.state(digest: [2, 0, 255]) == nil, "the oldest beyond three")
            #expect(try await store.state(digest: [3, 0, 255]) != nil)
            try await add(10, by: bench.bob, at: 605)
            #expect(try await store.state(digest: [4, 0, 255]) == nil)
            #expect(try await store.state(digest: [5, 0, 255]) != nil, "ten minutes old")
        }
    }
}
