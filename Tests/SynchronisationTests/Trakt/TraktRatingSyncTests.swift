import Activity
import Basics
import Domain
import Storage
import Synchronisation
import TestKit
import Testing

@Suite("Ratings both ways")
struct TraktRatingSyncTests {
    /// Both sides as the test left them, brought together.
    @discardableResult
    private func meet(_ house: TraktHouse) async throws -> TraktSyncSummary {
        house.clock.advance(seconds: 60)
        let summary = try await house.sync.synchronise(house.ada)
        house.clock.advance(seconds: 1)
        try await house.pushAll()
        house.clock.advance(seconds: 60)
        return summary
    }

    @Test("What one side has comes to the other, films and series", arguments: TestDriver.available)
    func both(_ driver: TestDriver) async throws {
        try await TraktHouse.with(driver) { house in
            await house.rateThere(481, 9)
            await house.rateThere(1_388, 7)
            await house.rateThere(10_001, 4)
            try await house.rate("Film 2", 3)
            let summary = try await meet(house)
            #expect(summary.movies == TraktTally(imported: 2) && summary.series == TraktTally(imported: 1))
            #expect(try await house.ours("The Matrix") == 9)
            #expect(try await house.ours("Breaking Bad") == 7)
            #expect(await house.theirs() == [481: 9, 1_388: 7, 10_001: 4, 10_002: 3])
            let again = try await meet(house)
            #expect(again.movies == TraktTally(skipped: 3) && again.series == TraktTally(skipped: 1))
            #expect(again.changedCount == 0)
            #expect(await house.count("POST /sync/ratings") == 1, "there was nothing new to tell")
            #expect(try await house.standing().syncedAt != nil)
        }
    }

    @Test("The later opinion is what both have in the end")
    func newer() async throws {
        try await TraktHouse.with { house in
            try await house.rate("Film 1", 2)
            house.clock.advance(seconds: 60)
            await house.rateThere(10_001, 8)
            await house.rateThere(10_002, 8)
            house.clock.advance(seconds: 60)
            try await house.rate("Film 2", 5)
            let summary = try await meet(house)
            #expect(summary.movies == TraktTally(updated: 1, skipped: 1))
            #expect(try await house.ours("Film 1") == 8)
            #expect(try await house.ours("Film 2") == 5)
            #expect(await house.theirs() == [10_001: 8, 10_002: 5])
        }
    }

    @Test("A fresh rating of a copy goes to Trakt, and is not undone")
    func freshOverCopy() async throws {
        try await TraktHouse.with { house in
            await house.rateThere(481, 4)
            try await meet(house)
            try await house.rate("The Matrix", 10)
            try await meet(house)
            #expect(try await house.ours("The Matrix") == 10)
            #expect(await house.theirs() == [481: 10])
        }
    }

    @Test("A rating that vanished at Trakt goes here if it came from there, and stays if it is one's own")
    func vanished() async throws {
        try await TraktHouse.with { house in
            await house.rateThere(481, 4)
            try await house.rate("Film 1", 6)
            try await meet(house)
            await house.rateThere(481, nil)
            await house.rateThere(10_001, nil)
            try await meet(house)
            #expect(try await house.ours("The Matrix") == nil)
            #expect(try await house.ours("Film 1") == 6)
            #expect(await house.theirs().isEmpty, "what the user took away there is not put back")
            try await house.rate("Film 1", 7)
            try await meet(house)
            #expect(await house.theirs() == [10_001: 7])
        }
    }

    @Test("What is withdrawn here is removed at Trakt, and does not come back")
    func withdrawn() async throws {
        try await TraktHouse.with { house in
            await house.rateThere(481, 4)
            try await house.rate("Film 1", 6)
            try await meet(house)
            try await house.rate("The Matrix", nil)
            try await house.rate("Film 1", nil)
            try await meet(house)
            #expect(await house.theirs().isEmpty)
            #expect(try await house.ours("The Matrix") == nil)
            try await meet(house)
            #expect(try await house.ours("Film 1") == nil)
            await house.rateThere(481, 8)
            #expect(try await meet(house).movies.imported == 1)
        }
    }

    @Test("A failure of reading is an error, and no synchronisation", arguments: [401, 403, 500, 503])
    func failures(_ status: Int) async throws {
        try await TraktHouse.with { house in
            try await house.rate("Film 1", 6)
            await house.fake.answerAlways(Reply(status, ""))
            await #expect(throws: TraktFailure.self) { _ = try await house.sync.synchronise(house.ada) }
            #expect(try await house.standing().syncedAt == nil)
            #expect(try await house.ours("Film 1") == 6)
        }
    }

    @Test("Half a list is an error and takes nothing away")
    func halfList() async throws {
        try await TraktHouse.with { house in
            await house.rateThere(481, 4)
            try await meet(house)
            await house.fake.answerNext(nil, Reply(200, #"[{"rating":"#))
            await #expect(throws: TraktFailure.malformed) { _ = try await house.sync.synchronise(house.ada) }
            #expect(try await house.ours("The Matrix") == 4)
        }
    }

    @Test("Too fast: short waits are waited, long ones told")
    func tooFast() async throws {
        try await TraktHouse.with { house in
            await house.fake.answerNext(Reply(429, "", [("retry-after", "2")]))
            _ = try await house.sync.synchronise(house.ada)
            await house.fake.answerNext(Reply(429, "", [("retry-after", "900")]))
            await #expect(throws: TraktFailure.rateLimited(seconds: 900)) {
                _ = try await house.sync.synchronise(house.ada)
            }
        }
    }

    @Test("Whoever is not connected, or disconnects meanwhile, is told")
    func notConnected() async throws {
        try await TraktHouse.with { house in
            await #expect(throws: TraktFailure.notConnected) { _ = try await house.sync.synchronise(house.bob) }
            await house.rateThere(481, 4)
            await house.fake.held.hold()
            let syncing = Task { try await house.sync.synchronise(house.ada) }
            await house.fake.held.untilHeld(1)
            _ = try await house.stores.trakt.unlink(house.ada)
            await house.fake.held.releaseAll()
            await #expect(throws: TraktFailure.notConnected) { _ = try await syncing.value }
            #expect(try await house.ours("The Matrix") == nil)
        }
    }

    @Test("Lists are read again only when something moved, at Trakt or in the catalogue")
    func onlyNews() async throws {
        try await TraktHouse.with { house in
            func lists() async throws -> Int {
                await house.fake.forgetSeen()
                _ = try await house.sync.synchronise(house.ada, onlyNews: true)
                #expect(await house.count("GET /sync/last_activities") == 1)
                return await house.fake.seen.count { $0.path.hasPrefix("/sync/ratings/") }
            }
            #expect(try await lists() == 2)
            #expect(try await lists() == 0)
            house.clock.advance(seconds: 60)
            await house.rateThere(20_000, 4)
            #expect(try await lists() == 2)
            #expect(try await lists() == 0)
            await house.fake.change {
                $0.titles.append(FakeTraktTitle(20_000, "movie", "New") { $0.imdb = "tt3000000" })
            }
            _ = try await house.stores.catalogue.merge([.film("New", imdb: "tt3000000")], from: .load)
            #expect(try await lists() == 2)
            let ratings = try await house.ratings.all(by: house.ada)
            #expect(ratings.map(\.value) == [4], "rated before the film was here")
        }
    }

    @Test("A Trakt that does not tell what moved is read whole")
    func withoutActivities() async throws {
        try await TraktHouse.with { house in
            for _ in 0..<2 {
                await house.fake.forgetSeen()
                await house.fake.answerNext(Reply(404, ""))
                _ = try await house.sync.synchronise(house.ada, onlyNews: true)
                #expect(await house.fake.seen.count == 3)
            }
        }
    }
}
