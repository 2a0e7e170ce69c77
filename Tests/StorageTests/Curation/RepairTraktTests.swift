import Basics
import Domain
import Storage
import TestKit
import Testing

/// What Trakt hears of the ratings of two entries of one film that become one, and two again.
@Suite struct RepairTraktTests {
    @Test(arguments: TestDriver.available)
    func `a rating that Trakt has under the second id is neither sent again nor taken away`(
        driver: TestDriver
    ) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let (kept, twin) = (bench.films[0], bench.films[1])
            try await bench.rate(twin, 9, at: 10)
            try await Self.meet(bench, [try .test(1, 9, at: 10)], at: 20)
            let repairs = try await RepairBench.open(bench.test)
            let planned = try await repairs.plan(twin, [.twin(of: repairs.title(kept))])
            #expect(try await repairs.apply(planned).applied.count == 1)
            #expect(try await bench.rating(kept)?.value == 9)
            #expect(try await bench.waiting().isEmpty)
            try await Self.meet(bench, [try .test(1, 9, at: 10)], at: 40)
            #expect(try await bench.rating(kept)?.value == 9)
            #expect(try await bench.waiting().isEmpty)

            #expect(try await repairs.undo(planned).remarks.isEmpty)
            try await Self.meet(bench, [try .test(1, 9, at: 10)], at: 60)
            #expect(try await bench.rating(kept) == nil)
            #expect(try await bench.rating(twin)?.value == 9)
            #expect(try await bench.waiting().isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what waits is told of the film that stays, and after the undo of both`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let (kept, twin) = (bench.films[0], bench.films[1])
            try await bench.rate(kept, 4, at: 10)
            try await Self.meet(bench, [try .test(0, 4, at: 10)], at: 20)
            try await bench.rate(twin, 9, at: 30)
            #expect(try await bench.waiting() == [bench.said(twin, 9)])
            let repairs = try await RepairBench.open(bench.test)
            let planned = try await repairs.plan(twin, [.twin(of: repairs.title(kept))])
            #expect(try await repairs.apply(planned).applied.count == 1)
            #expect(try await bench.waiting() == [bench.said(kept, 9)])
            #expect(try await bench.test.stores.ratings.ratings(by: bench.ada).map(\.titleID) == [kept])

            #expect(try await repairs.undo(planned).remarks.isEmpty)
            #expect(try await bench.waiting() == [bench.said(kept, 4), bench.said(twin, 9)])
            #expect(try await bench.rating(kept)?.value == 4)
            #expect(try await bench.rating(twin)?.value == 9)
        }
    }

    /// Trakt's whole list of films meets the ratings here.
    private static func meet(_ bench: TraktStoreBench, _ ratings: [TraktRating], at second: Double) async throws {
        let link = try #require(try await bench.store.traktLink(of: bench.ada))
        let pull = TraktPull(
            kind: .movie, ratings: TraktRatings(ratings, areComplete: true), readAt: .test(second - 0.5))
        let glance = TraktGlance(
            activity: TraktActivity(moviesRatedAt: .test(1), showsRatedAt: nil), catalogue: 7)
        _ = try await bench.store.reconcile([pull], glance, over: link, at: .test(second))
    }
}
