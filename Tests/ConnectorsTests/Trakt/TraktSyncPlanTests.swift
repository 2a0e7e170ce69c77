import Basics
import Domain
import Testing

/// A user's ratings here and at Trakt, with everything that may happen to them, made from a seed.
private struct TwoSides {
    private struct Mine {
        var value: Int?
        var source: RatingSource
        var changedAt: Instant
        var agreedAt: Instant?
    }

    private var random: TraktSeeds
    private var mine: [Int: Mine] = [:]
    private var theirs: [Int: (value: Int, at: Instant)] = [:]
    private(set) var now = Instant(milliseconds: 1_772_395_200_000)

    init(seed: UInt64) {
        random = TraktSeeds(state: seed)
    }

    var values: (mine: [Int: Int], theirs: [Int: Int]) {
        (mine.compactMapValues(\.value), theirs.mapValues(\.value))
    }

    /// Somebody rates or takes back, here or there, each a minute after the other.
    mutating func live() {
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            now = now.adding(seconds: 60)
            let title = Int.random(in: 1...8, using: &random)
            let value = Int.random(in: 1...10, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0, 1, 2:
                mine[title] = Mine(value: value, source: .manual, changedAt: now, agreedAt: mine[title]?.agreedAt)
            case 3 where mine[title]?.value != nil:
                mine[title] = Mine(value: nil, source: .manual, changedAt: now, agreedAt: nil)
            case 4: theirs[title] = nil
            default: theirs[title] = (value, now)
            }
        }
        now = now.adding(seconds: 60)
    }

    var ours: [Int: TraktSync.Ours] {
        mine.mapValues { mine in
            guard let value = mine.value else { return .withdrawn(at: mine.changedAt) }
            return .rated(
                TraktSync.Own(value: value, source: mine.source, changedAt: mine.changedAt, agreedAt: mine.agreedAt))
        }
    }

    func list(areComplete: Bool = true) -> TraktRatings {
        let ratings = theirs.sorted { $0.key < $1.key }.compactMap { title, rating in
            TraktRating(TraktTitle(.movie, TraktIDs(tmdb: title)), value: rating.value, at: rating.at)
        }
        return TraktRatings(ratings, areComplete: areComplete)
    }

    func plan(areComplete: Bool = true) -> TraktSyncPlan<Int> {
        TraktSyncPlan(list(areComplete: areComplete), ours: ours, now: now) { $0.title.ids.tmdb }
    }

    /// Does what the plan says, on both sides.
    mutating func apply(_ plan: TraktSyncPlan<Int>) {
        for change in plan.imports + plan.updates {
            mine[change.title] = Mine(value: change.value, source: .trakt, changedAt: change.at, agreedAt: now)
        }
        for change in plan.pushes { theirs[change.title] = (change.value, change.at) }
        for title in plan.removals { mine[title] = nil }
        for title in plan.withdrawals { theirs[title] = nil }
        for title in mine.keys where mine[title]?.value == nil { mine[title] = nil }
        for title in plan.agreed.union(plan.pushes.map(\.title)) { mine[title]?.agreedAt = now }
    }
}

@Suite("What a synchronisation does")
struct TraktSyncPlanTests {
    private let now = Instant(milliseconds: 1_772_395_200_000)

    private func isEmpty(_ plan: TraktSyncPlan<Int>) -> Bool {
        plan.imports.isEmpty && plan.updates.isEmpty && plan.pushes.isEmpty && plan.removals.isEmpty
            && plan.withdrawals.isEmpty
    }

    @Test("After it there is nothing left to do, and every rating of Trakt's was counted once")
    func settles() {
        for seed in 0..<150 as Range<UInt64> {
            var sides = TwoSides(seed: seed)
            for _ in 0..<6 {
                sides.live()
                let plan = sides.plan()
                #expect(plan.importedCount + plan.updatedCount + plan.skippedCount == sides.list().ratings.count)
                sides.apply(plan)
                #expect(isEmpty(sides.plan()), "seed \(seed)")
                let (mine, theirs) = sides.values
                // What Trakt has is here, and what differs is only what the user took away there and keeps here.
                #expect(theirs.allSatisfy { mine[$0.key] == $0.value }, "seed \(seed)")
            }
        }
    }

    @Test("What cannot be read costs nothing: an incomplete list removes and sends nothing that is missing")
    func incomplete() {
        for seed in 0..<200 as Range<UInt64> {
            var sides = TwoSides(seed: seed)
            sides.live()
            sides.apply(sides.plan())
            sides.live()
            let plan = sides.plan(areComplete: false)
            let listed = Set(sides.values.theirs.keys)
            #expect(plan.removals.isEmpty)
            #expect(plan.pushes.allSatisfy { listed.contains($0.title) }, "seed \(seed)")
        }
    }

    @Test("Imported, updated and skipped")
    func counts() throws {
        func rating(_ tmdb: Int, _ value: Int, _ seconds: Double) throws -> TraktRating {
            try #require(
                TraktRating(
                    TraktTitle(.show, TraktIDs(tmdb: tmdb)), value: value, at: now.adding(seconds: seconds)))
        }
        let own = { (value: Int, seconds: Double) in
            TraktSync.Ours.rated(
                TraktSync.Own(
                    value: value, source: .manual, changedAt: now.adding(seconds: seconds), agreedAt: nil))
        }
        let list = TraktRatings(
            [
                try rating(1, 5, -10), try rating(2, 5, -10), try rating(3, 5, -10), try rating(4, 5, -10),
                try rating(99, 5, -10), try rating(101, 7, -5),
            ], areComplete: true)
        // 101 is another entry of Trakt's for title 1; 99 is not in the catalogue.
        let plan = TraktSyncPlan(
            list, ours: [2: own(6, -20), 3: own(6, -5), 4: own(5, -20), 5: own(2, -20)], now: now
        ) { $0.title.ids.tmdb.flatMap { $0 == 99 ? nil : $0 % 100 } }
        #expect(plan.imports.map(\.title) == [1] && plan.imports.map(\.value) == [7])
        #expect(plan.updates.map(\.title) == [2] && plan.updates.map(\.value) == [5])
        #expect(plan.pushes.map(\.title) == [3, 5] && plan.pushes.map(\.value) == [6, 2])
        #expect((plan.importedCount, plan.updatedCount, plan.skippedCount) == (1, 1, 4))
        #expect(plan.agreed == [1, 2, 4] && plan.removals.isEmpty && plan.withdrawals.isEmpty)
    }
}
