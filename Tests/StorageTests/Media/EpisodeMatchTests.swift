import Domain
import Testing

@testable import Storage

/// Which stored episodes scanned ones are, without a database.
@Suite struct EpisodeMatchTests {
    private typealias Wanted = EpisodeMatch.Wanted

    /// Of the series 100, which is number 0 of the batch.
    private static func row(_ id: Int32, _ season: Int, _ number: Int?) -> EpisodeRow {
        EpisodeRow(titleID: TitleID(id), seriesID: TitleID(100), season: season, number: number, airDate: nil)
    }

    private static func wanted(_ known: Int32?, _ season: Int, _ number: Int?) -> Wanted {
        Wanted(known: known.map { TitleID($0) }, series: 0, seriesID: TitleID(100), season: season, number: number)
    }

    private static let rows = [row(1, 1, 1), row(2, 1, 2), row(3, 1, 3), row(4, 0, nil)]

    private func ids(_ wanted: [Wanted]) -> [Int32?] {
        EpisodeMatch.choices(wanted, among: Self.rows).map {
            if case .stored(let id) = $0 { id.rawValue } else { nil }
        }
    }

    @Test func `known episodes stay, unknown ones are found by their place`() {
        #expect(ids([Self.wanted(1, 1, 1), Self.wanted(nil, 1, 2), Self.wanted(nil, 1, 4)]) == [1, 2, nil])
        #expect(ids([Self.wanted(4, 0, nil), Self.wanted(nil, 0, nil)]) == [4, nil])
        #expect(ids([Self.wanted(99, 1, 1)]) == [1], "a known title that is gone")
    }

    @Test func `known episodes move where there is room`() {
        #expect(ids([Self.wanted(1, 1, 9)]) == [1])
        #expect(ids([Self.wanted(1, 1, 2), Self.wanted(2, 1, 1)]) == [1, 2], "both at once")
        #expect(ids([Self.wanted(1, 1, 2), Self.wanted(2, 1, 3), Self.wanted(3, 1, 1)]) == [1, 2, 3], "in a ring")
        #expect(ids([Self.wanted(4, 0, 7)]) == [4])
    }

    @Test func `where another one stays the place decides`() {
        #expect(ids([Self.wanted(1, 1, 2), Self.wanted(2, 1, 2)]) == [2, 2])
        #expect(
            ids([Self.wanted(1, 1, 2), Self.wanted(2, 1, 3), Self.wanted(3, 1, 3)]) == [2, 3, 3], "and all behind")
    }

    @Test func `a title that two episodes claim is the one whose place it has`() {
        #expect(ids([Self.wanted(1, 1, 2), Self.wanted(1, 1, 1)]) == [2, 1])
        #expect(ids([Self.wanted(1, 1, 7), Self.wanted(1, 1, 8)]) == [1, nil])
    }

    @Test func `new episodes of one place are one`() {
        let choices = EpisodeMatch.choices(
            [Self.wanted(nil, 2, 1), Self.wanted(nil, 2, 1), Self.wanted(nil, 0, nil), Self.wanted(nil, 0, nil)],
            among: Self.rows)
        #expect(choices[0] == choices[1] && Set(choices).count == 3)
    }

    /// Whatever is scanned, every place has one title and every title one place.
    @Test func `places and titles stay one to one`() {
        var generator = SplitMix(seed: 7)
        for _ in 0..<2000 {
            let stored = (1...Int32.random(in: 1...8, using: &generator)).map { id in
                Self.row(id, Int.random(in: 0...1, using: &generator), id.isMultiple(of: 5) ? nil : Int(id))
            }
            let wanted = (0..<Int.random(in: 1...10, using: &generator)).map { _ in
                Self.wanted(
                    Bool.random(using: &generator) ? Int32.random(in: 1...9, using: &generator) : nil,
                    Int.random(in: 0...1, using: &generator),
                    Int.random(in: 0...9, using: &generator) == 0 ? nil : Int.random(in: 1...8, using: &generator))
            }
            check(EpisodeMatch.choices(wanted, among: stored), wanted, stored)
        }
    }

    private func check(_ choices: [EpisodeMatch.Choice], _ wanted: [Wanted], _ stored: [EpisodeRow]) {
        var now = Dictionary(stored.map { (EpisodeMatch.Choice.stored($0.titleID), Slot($0.season, $0.number)) }) {
            a, _ in a
        }
        var seen: [EpisodeMatch.Choice: Slot] = [:]
        for (choice, wanted) in zip(choices, wanted) {
            let slot = Slot(wanted.season, wanted.number)
            #expect(seen[choice].map { $0 == slot } ?? true, "one title at two places")
            seen[choice] = slot
            now[choice] = slot
        }
        let numbered = now.values.filter { $0.number != nil }
        #expect(Set(numbered).count == numbered.count, "one place with two titles: \(wanted) \(stored)")
    }

    private struct Slot: Hashable {
        let season: Int
        let number: Int?

        init(_ season: Int, _ number: Int?) {
            self.season = season
            self.number = number
        }
    }
}

/// A small seeded generator.
private struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
