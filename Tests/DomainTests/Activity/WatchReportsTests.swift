import Basics
import Domain
import Testing

/// Watch reports lead to one state, in whatever order and however often they come.
@Suite struct WatchReportsTests {
    private static let start = Instant(milliseconds: 1_700_000_000_000)

    private static func report(_ minutes: Double, _ percent: Int, length: Int? = 6000) -> WatchReport {
        WatchReport(
            at: start.adding(seconds: minutes * 60), position: percent * 60, length: length, creditsFrom: nil)
    }

    private static func reports(_ list: [(Double, Int)]) -> WatchReports {
        WatchReports(list.map { report($0.0, $0.1) })
    }

    @Test func theLatestPositionCounts() {
        let reports = Self.reports([(0, 0), (10, 10), (20, 20)])
        #expect(reports.position == 1200)
        #expect(!reports.isFinished)
        #expect(reports.viewings.isEmpty)
        #expect(reports.latest == Self.start.adding(seconds: 1200))
    }

    @Test func ninetyPercentIsTheEnd() {
        let reports = Self.reports([(0, 10), (80, 90)])
        #expect(reports.isFinished)
        #expect(reports.position == 0)
        #expect(reports.viewings == [Self.start.adding(seconds: 4800)])
        #expect(!Self.reports([(0, 10), (80, 89)]).isFinished)
    }

    @Test func theCreditsAreTheEnd() {
        let at = Self.start
        #expect(WatchReport(at: at, position: 4800, length: 6000, creditsFrom: 4700).mark == .finished)
        #expect(WatchReport(at: at, position: 4600, length: 6000, creditsFrom: 4700).mark == .middle)
    }

    @Test func withoutALengthNothingIsFinished() {
        let reports = WatchReports([Self.report(0, 10, length: nil), Self.report(300, 99, length: nil)])
        #expect(!reports.isFinished)
        #expect(reports.position == 5940)
    }

    @Test func positionsBehindTheEndAreTheEnd() {
        #expect(Self.reports([(0, 150)]).isFinished)
    }

    @Test func goingBackALittleIsNoNewViewing() {
        let reports = Self.reports([(0, 10), (80, 95), (90, 70)])
        #expect(reports.isFinished)
        #expect(reports.position == 0)
        #expect(reports.viewings.count == 1)
    }

    @Test func beginningAgainIsANewViewing() {
        let again = Self.reports([(0, 10), (80, 95), (200, 20)])
        #expect(!again.isFinished)
        #expect(again.position == 1200)
        let twice = Self.reports([(0, 10), (80, 95), (200, 20), (280, 96)])
        #expect(twice.isFinished)
        #expect(twice.viewings.count == 2)
    }

    @Test func clearingForgetsTheViewings() {
        var reports = Self.reports([(0, 10), (80, 95)])
        reports.insert(WatchReport(at: Self.start.adding(seconds: 9000), position: 0, mark: .cleared))
        #expect(!reports.isFinished)
        #expect(reports.position == 0)
        #expect(reports.viewings.isEmpty)
        // A sync of what was before does not turn it back.
        reports.insert(Self.report(81, 97))
        #expect(!reports.isFinished)
    }

    @Test func aFilmLeavesFewReportsBehind() {
        var reports = WatchReports()
        for second in stride(from: 0, through: 6000, by: 10) {
            reports.insert(
                WatchReport(
                    at: Self.start.adding(seconds: Double(second)), position: second, length: 6000, creditsFrom: nil))
        }
        #expect(reports.kept.count <= 24)
        #expect(reports.viewings.count == 1)
    }

    @Test func veryOldStretchesGo() {
        var reports = WatchReports()
        for day in 0..<400 { reports.insert(Self.report(Double(day) * 1440, day % 2 == 0 ? 10 : 95)) }
        #expect(reports.kept.count <= WatchReports.stretchesMax * 5)
        #expect(reports.horizon != nil)
        let before = reports
        reports.insert(Self.report(1, 95))
        #expect(reports == before)
    }

    /// Ten thousand histories, each in two random orders and with repetitions.
    @Test func theOrderNeverMatters() {
        var random = SplitMix(seed: 20_261_126)
        for _ in 0..<10_000 {
            let reports = (0..<Int.random(in: 1...30, using: &random)).map { _ -> WatchReport in
                let at = Self.start.adding(seconds: Double(Int.random(in: 0...20_000, using: &random)))
                let position = Int.random(in: 0...6500, using: &random)
                return Int.random(in: 0..<40, using: &random) == 0
                    ? WatchReport(at: at, position: 0, mark: .cleared)
                    : WatchReport(at: at, position: position, length: 6000, creditsFrom: 5700)
            }
            let whole = WatchReports(reports)
            var late = WatchReports()
            for report in reports.shuffled(using: &random) {
                late.insert(report)
                if Bool.random(using: &random) { late.insert(report) }
            }
            #expect(late == whole)
            guard late == whole else { return }
        }
    }
}

/// A small seeded generator (Steele, Lea and Flood 2014), so that a failure can be seen again.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}
