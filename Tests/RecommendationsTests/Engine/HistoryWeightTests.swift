import Basics
import Domain
import Testing

@testable import Recommendations

@Suite("Picks: how much titles of a history count")
struct HistoryWeightTests {
    @Test func filmsLoseThreeTenthsFromTheFirstToTheLast() {
        let history = (1...4).map { HistoryEntry.played(Int32($0), day: 10 - Int64($0)) }
        let weights = HistoryWeights.films(history, limit: 50) { _ in nil }
        #expect(weights.entries.map(\.title.rawValue) == [1, 2, 3, 4])
        expect(weights.weights, near: [1, 0.925, 0.85, 0.775])
    }

    @Test func favouritesComeFirstThenPlaysThenTheLastPlay() {
        let history: [HistoryEntry] = [
            .played(1, day: 9), .played(2, plays: 3, day: 1), .played(3, day: 2, favourite: true), .played(4, day: 5),
        ]
        let weights = HistoryWeights.films(history, limit: 3) { _ in nil }
        #expect(weights.entries.map(\.title.rawValue) == [3, 2, 1])
    }

    @Test func playsCountByTheirLogarithmUpToFive() {
        // log2(3)/log2(6) = 0.6131 and log2(6)/log2(6) = 1, times 0.4, over places of 1, 0.9 and 0.8.
        let history: [HistoryEntry] = [.played(1, plays: 9), .played(2, plays: 2), .played(3)]
        let weights = HistoryWeights.films(history, limit: 50) { _ in nil }
        expect(weights.weights, near: [1.4, 0.9 * 1.245259, 0.8])
    }

    @Test(arguments: [(1, 1.8), (10, 1.8), (11, 1.5), (20, 1.5), (21, 1.3)])
    func favouritesCountLessTheMoreThereAre(count: Int, factor: Double) throws {
        let history = (1...count).map { HistoryEntry.played(Int32($0), day: 100 - Int64($0), favourite: true) }
        let weights = HistoryWeights.films(history, limit: 50) { _ in nil }
        expect([try #require(weights.weights.first)], near: [factor])
    }

    @Test(arguments: [(10, 1.8), (8, 1.4), (7, 1.2), (6, 1), (4, 1)])
    func ownRatingsCount(rating: Int, factor: Double) {
        var entry = HistoryEntry.played(1)
        entry.rating = rating
        expect(HistoryWeights.films([entry], limit: 50) { _ in nil }.weights, near: [factor])
    }

    @Test(arguments: [(7.4, 1), (7.5, 1.025), (9, 1.1)])
    func goodCommunityRatingsCount(rating: Double, factor: Double) {
        expect(HistoryWeights.films([.played(1)], limit: 50) { _ in rating }.weights, near: [factor])
    }

    @Test func noFilmCountsMoreThanThreeTimesTheMean() {
        // 1.8 x 1.4 x 1.8 = 4.536 beside others of less than 1.
        var first = HistoryEntry.played(1, plays: 5, favourite: true)
        first.rating = 10
        let others = (2...12).map { HistoryEntry.played(Int32($0)) }
        let places = (1...11).map { 1 - 0.3 * Double($0) / 12 }
        let free = 4.536 + places.reduce(0, +)
        let weights = HistoryWeights.films([first] + others, limit: 50) { _ in nil }
        expect([weights.weights[0]], near: [3 * free / 12])
    }

    @Test func seriesCountByHowFarTheyWereWatched() {
        var half = HistoryEntry.played(1, plays: 5, day: 3)
        half.completion = 0.5
        var whole = HistoryEntry.played(2, plays: 10, day: 2, favourite: true)
        whole.completion = 1
        let weights = HistoryWeights.series([whole, half, .played(3, day: 1)], limit: 2)
        #expect(weights.entries.map(\.title.rawValue) == [1, 2])
        expect(weights.weights, near: [1.25, 3])
    }

    private func expect(_ values: [Double], near wanted: [Double], _ location: SourceLocation = #_sourceLocation) {
        #expect(values.count == wanted.count, sourceLocation: location)
        for (value, wanted) in zip(values, wanted) {
            #expect(abs(value - wanted) < 1e-5, "\(value) is not \(wanted)", sourceLocation: location)
        }
    }
}
