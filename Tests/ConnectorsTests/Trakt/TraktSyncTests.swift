import Basics
import Domain
import Testing

@Suite("Whose rating counts")
struct TraktSyncTests {
    private static let now = Instant(milliseconds: 1_772_395_200_000)

    private static func at(_ seconds: Double) -> Instant { now.adding(seconds: seconds) }

    private static func own(
        _ value: Int, _ source: RatingSource, _ changed: Double, touched: Double? = nil, agreed: Double? = nil
    ) -> TraktSync.Ours {
        .rated(
            TraktSync.Own(
                value: value, source: source, changedAt: at(changed), touchedAt: touched.map(at),
                agreedAt: agreed.map(at)))
    }

    private static func theirs(_ value: Int, _ seconds: Double) -> TraktSync.Theirs {
        .rated(value: value, at: at(seconds))
    }

    private struct Case: Sendable {
        let ours: TraktSync.Ours
        let theirs: TraktSync.Theirs
        let decision: TraktSync.Decision

        init(_ ours: TraktSync.Ours, _ theirs: TraktSync.Theirs, _ decision: TraktSync.Decision) {
            (self.ours, self.theirs, self.decision) = (ours, theirs, decision)
        }
    }

    @Test("The table of decisions")
    func table() {
        let cases: [String: Case] = [
            "new here": Case(.nothing, Self.theirs(8, -50), .importHere(value: 8, at: Self.at(-50))),
            "new here, from the future": Case(.nothing, Self.theirs(8, 9e9), .importHere(value: 8, at: Self.now)),
            "equal": Case(Self.own(8, .manual, -9), Self.theirs(8, -1), .nothing),
            "equal, ours later": Case(Self.own(8, .manual, -1), Self.theirs(8, -9), .nothing),
            "theirs later": Case(Self.own(8, .manual, -9), Self.theirs(3, -1), .updateHere(value: 3, at: Self.at(-1))),
            "ours later": Case(Self.own(8, .manual, -1), Self.theirs(3, -9), .push(value: 8, at: Self.at(-1))),
            "same moment": Case(Self.own(8, .manual, -5), Self.theirs(3, -5), .push(value: 8, at: Self.at(-5))),
            "file later": Case(Self.own(8, .import, -1), Self.theirs(3, -9), .push(value: 8, at: Self.at(-1))),
            "file earlier": Case(
                Self.own(8, .import, -9), Self.theirs(3, -1), .updateHere(value: 3, at: Self.at(-1))),
            "a copy follows": Case(Self.own(8, .trakt, -1), Self.theirs(3, -9), .updateHere(value: 3, at: Self.at(-1))),
            "a copy follows a later one": Case(
                Self.own(8, .trakt, -9), Self.theirs(3, -1), .updateHere(value: 3, at: Self.at(-1))),
            "theirs a little ahead": Case(
                Self.own(8, .manual, -1), Self.theirs(3, 300), .updateHere(value: 3, at: Self.now)),
            "theirs from the future": Case(
                Self.own(8, .manual, -1), Self.theirs(3, 301), .push(value: 8, at: Self.at(-1))),
            "ours from the future": Case(Self.own(8, .manual, 99), Self.theirs(3, -1), .push(value: 8, at: Self.now)),
            "nobody": Case(.nothing, .absent, .nothing),
            "only ours": Case(Self.own(8, .manual, -9), .absent, .push(value: 8, at: Self.at(-9))),
            "only ours, from a file": Case(Self.own(8, .import, -9), .absent, .push(value: 8, at: Self.at(-9))),
            "vanished, a copy": Case(Self.own(8, .trakt, -9, agreed: -5), .absent, .removeHere),
            "absent, a copy never seen": Case(Self.own(8, .trakt, -9), .absent, .nothing),
            "absent, a copy changed since": Case(Self.own(8, .trakt, -4, agreed: -5), .absent, .nothing),
            "vanished, our own": Case(Self.own(8, .manual, -9, agreed: -5), .absent, .nothing),
            "vanished, but changed since": Case(
                Self.own(8, .manual, -4, agreed: -5), .absent, .push(value: 8, at: Self.at(-4))),
            "vanished, but a file brought another one since": Case(
                Self.own(8, .import, -900, touched: -4, agreed: -5), .absent, .push(value: 8, at: Self.at(-900))),
            "unread": Case(Self.own(8, .trakt, -9, agreed: -5), .unknown, .nothing),
            "unread, our own": Case(Self.own(8, .manual, -9), .unknown, .nothing),
            "taken back": Case(.withdrawn(at: Self.at(-1)), Self.theirs(8, -9), .removeThere),
            "taken back, then rated there": Case(
                .withdrawn(at: Self.at(-9)), Self.theirs(8, -1), .importHere(value: 8, at: Self.at(-1))),
            "taken back at that moment": Case(.withdrawn(at: Self.at(-9)), Self.theirs(8, -9), .removeThere),
            "taken back on both sides": Case(.withdrawn(at: Self.at(-1)), .absent, .nothing),
            "taken back, unread": Case(.withdrawn(at: Self.at(-1)), .unknown, .nothing),
        ]
        for (name, wanted) in cases {
            #expect(TraktSync.decide(wanted.ours, wanted.theirs, now: Self.now) == wanted.decision, "\(name)")
        }
    }

    @Test("With no rating that was copied, the later opinion is what both have in the end")
    func lastOpinionWins() {
        for seed in 0..<400 as Range<UInt64> {
            var random = TraktSeeds(state: seed)
            let (mine, their) = (Int.random(in: 1...10, using: &random), Int.random(in: 1...10, using: &random))
            let (changed, rated) = (
                Double(Int.random(in: -1_000...0, using: &random)), Double(Int.random(in: -1_000...0, using: &random))
            )
            let decision = TraktSync.decide(
                Self.own(mine, .manual, changed), Self.theirs(their, rated), now: Self.now)
            let winner = rated > changed ? their : mine
            switch decision {
            case .updateHere(let value, let moment): #expect(value == winner && moment == Self.at(rated))
            case .push(let value, let moment): #expect(value == winner && moment == Self.at(changed))
            case .nothing: #expect(mine == their)
            default: Issue.record("seed \(seed): \(decision)")
            }
        }
    }
}
