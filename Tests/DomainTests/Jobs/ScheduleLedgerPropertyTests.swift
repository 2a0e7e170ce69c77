import Basics
import Domain
import Foundation
import Testing

/// Servers that come and go, clocks that jump, and runs of any length.
@Suite struct ScheduleLedgerPropertyTests {
    private static let zones = ["Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC", "Asia/Kathmandu"]

    /// One server's life with one schedule.
    private struct Life {
        let ledger: ScheduleLedger
        var entry: ScheduleEntry
        var now: Instant
        var openUntil: Instant?
        var fired: [Instant] = []
        var passed: [Instant] = []

        var isRunOpen: Bool { openUntil.map { now < $0 } ?? false }

        init(using random: inout SplitMix) {
            let zone = TimeZone.named(zones.randomElement(using: &random) ?? "UTC")
            ledger = ScheduleLedger(zone: zone)
            let start = Int64.random(in: 1_300_000_000...1_900_000_000, using: &random) * 1000
            now = Instant(milliseconds: start)
            entry = ScheduleEntry(
                name: "x", schedule: JobSchedule(clamping: .random(using: &random)), lastFiredAt: nil, changedAt: now)
        }

        /// Looks at the schedule and does what the ledger says; a run lasts `runSeconds`.
        mutating func look(runSeconds: Double) -> ScheduleDecision {
            let decision = ledger.decide(entry, now: now, isRunOpen: isRunOpen)
            switch decision.step {
            case .wait: break
            case .fire(let due):
                check(due, after: fired.last)
                #expect(!isRunOpen)
                fired.append(due)
                openUntil = now.adding(seconds: runSeconds)
                entry = entry.fired(due)
            case .pass(let due):
                check(due, after: passed.last)
                #expect(isRunOpen)
                passed.append(due)
                entry = entry.fired(due)
            }
            return decision
        }

        private func check(_ due: Instant, after last: Instant?) {
            #expect(due <= now && due > entry.changedAt)
            if let last { #expect(due > last) }
            #expect(entry.schedule.next(after: due.adding(milliseconds: -1), in: ledger.zone) == due)
            // Nothing was due between: what is made up is the latest.
            #expect(entry.schedule.next(after: due, in: ledger.zone).map { $0 > now } == true)
        }
    }

    @Test func `every moment fires once while the server is up`() {
        var random = SplitMix(seed: 41)
        for _ in 0..<12 {
            var life = Life(using: &random)
            let start = life.now
            for _ in 0..<40 {
                let wake = life.look(runSeconds: 60).wakeAt ?? life.now
                #expect(wake > life.now)
                life.now = wake.adding(seconds: Double.random(in: 0...200, using: &random))
            }
            var expected: [Instant] = []
            var moment = start
            while let next = life.entry.schedule.next(after: moment, in: life.ledger.zone), expected.count < 39 {
                expected.append(next)
                moment = next
            }
            #expect(life.fired == expected && life.passed.isEmpty)
        }
    }

    /// Clocks go back by less than a day in all; beyond that a stored moment counts as wrong.
    @Test func `no moment fires twice, whatever happens`() {
        var random = SplitMix(seed: 42)
        for _ in 0..<25 {
            var life = Life(using: &random)
            var latest = life.now
            for _ in 0..<60 {
                let runSeconds = Double.random(in: 1...20_000, using: &random)
                let wake = life.look(runSeconds: runSeconds).wakeAt ?? life.now
                switch Int.random(in: 0..<6, using: &random) {
                case 0: life.now = life.now.adding(seconds: Double.random(in: 0...2_000_000, using: &random))
                case 1: life.now = life.now.adding(seconds: -Double.random(in: 0...40_000, using: &random))
                case 2: life.now = life.now.adding(seconds: Double.random(in: 0...4000, using: &random))
                default: life.now = max(life.now, wake).adding(seconds: Double.random(in: 0...290, using: &random))
                }
                latest = max(latest, life.now)
                life.now = max(life.now, latest.adding(seconds: -86_000))
            }
            #expect(Set(life.fired + life.passed).count == life.fired.count + life.passed.count)
            #expect(!life.fired.isEmpty)
        }
    }

    @Test func `many missed moments are one run`() {
        var random = SplitMix(seed: 43)
        for _ in 0..<100 {
            var life = Life(using: &random)
            life.now = life.now.adding(seconds: Double.random(in: 8 * 86_400...900 * 86_400, using: &random))
            let first = life.look(runSeconds: 1)
            life.now = life.now.adding(seconds: 2)
            #expect(life.look(runSeconds: 1).step == .wait || first.step == .wait)
            #expect(life.fired.count <= 1)
            // Whatever was not made up comes within the hour.
            if life.fired.isEmpty {
                #expect(first.wakeAt.map { $0.seconds(since: life.now) < 3600 } == true)
            }
        }
    }

    /// Servers with clocks of their own, and a store in which the stored moment is compared before it is set.
    @Test func `of several servers one fires each moment`() {
        var random = SplitMix(seed: 44)
        for _ in 0..<12 {
            let life = Life(using: &random)
            var stored = life.entry
            var fired: [Instant] = []
            var now = life.now
            for _ in 0..<30 {
                let seen = stored
                var wake = now
                for _ in 0..<3 {
                    let skew = Double.random(in: -5...5, using: &random)
                    let look = Bool.random(using: &random) ? seen : stored
                    let decision = life.ledger.decide(look, now: now.adding(seconds: skew), isRunOpen: false)
                    wake = max(wake, decision.wakeAt ?? wake)
                    if case .fire(let due) = decision.step, stored.lastFiredAt == look.lastFiredAt {
                        fired.append(due)
                        stored = stored.fired(due)
                    }
                }
                now = max(now, wake).adding(seconds: 6)
            }
            #expect(zip(fired, fired.dropFirst()).allSatisfy { $0 < $1 })
            #expect(fired.count >= 28)
        }
    }
}
