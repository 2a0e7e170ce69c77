import Domain
import Testing

/// How schedules are shown, checked and edited.
@Suite struct JobScheduleTests {
    struct Shown: Sendable {
        let rule: ScheduleRule
        let formatted: String
        let cron: String?
        let runsPerWeek: Int
    }

    @Test(arguments: [
        Shown(rule: .daily(hour: 4, minute: 0), formatted: "Daily at 4:00 AM", cron: "0 4 * * *", runsPerWeek: 7),
        Shown(rule: .daily(hour: 0, minute: 5), formatted: "Daily at 12:05 AM", cron: "5 0 * * *", runsPerWeek: 7),
        Shown(rule: .daily(hour: 12, minute: 0), formatted: "Daily at 12:00 PM", cron: "0 12 * * *", runsPerWeek: 7),
        Shown(rule: .daily(hour: 23, minute: 59), formatted: "Daily at 11:59 PM", cron: "59 23 * * *", runsPerWeek: 7),
        Shown(
            rule: .weekly(weekday: 0, hour: 4, minute: 0), formatted: "Weekly on Sunday at 4:00 AM",
            cron: "0 4 * * 0", runsPerWeek: 1),
        Shown(
            rule: .weekly(weekday: 6, hour: 13, minute: 30), formatted: "Weekly on Saturday at 1:30 PM",
            cron: "30 13 * * 6", runsPerWeek: 1),
        Shown(rule: .interval(hours: 1), formatted: "Every hour", cron: "0 */1 * * *", runsPerWeek: 168),
        Shown(rule: .interval(hours: 6), formatted: "Every 6 hours", cron: "0 */6 * * *", runsPerWeek: 28),
        Shown(rule: .interval(hours: 12), formatted: "Every 12 hours", cron: "0 */12 * * *", runsPerWeek: 14),
        Shown(rule: .manual, formatted: "Manual only", cron: nil, runsPerWeek: 0),
    ])
    func `schedules have a text for people and one for crontabs`(shown: Shown) {
        let schedule = JobSchedule(clamping: shown.rule)
        #expect(schedule.formatted == shown.formatted)
        #expect(schedule.cron == shown.cron)
        #expect(schedule.runsPerWeek == shown.runsPerWeek)
        let disabled = JobSchedule(clamping: shown.rule, isEnabled: false)
        #expect(disabled.formatted == "Disabled" && disabled.cron == nil && disabled.runsPerWeek == 0)
    }

    @Test func `each weekday has its name`() {
        let names = (0...6).map { JobSchedule(clamping: .weekly(weekday: $0, hour: 0, minute: 0)).formatted }
        let days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
        #expect(names == days.map { "Weekly on \($0) at 12:00 AM" })
    }

    @Test func `constants are moved into their ranges`() {
        let cases: [(ScheduleRule, ScheduleRule)] = [
            (.daily(hour: 99, minute: -1), .daily(hour: 23, minute: 0)),
            (.weekly(weekday: 7, hour: -3, minute: 60), .weekly(weekday: 6, hour: 0, minute: 59)),
            (.interval(hours: 0), .interval(hours: 1)), (.interval(hours: 5), .interval(hours: 4)),
            (.interval(hours: .max), .interval(hours: 12)),
            (.daily(hour: .min, minute: .max), .daily(hour: 0, minute: 59)),
        ]
        for (given, kept) in cases {
            #expect(JobSchedule(clamping: given).rule == kept)
        }
    }

    @Test func `fields and rules say the same`() throws {
        var random = SplitMix(seed: 3)
        for _ in 0..<500 {
            let schedule = JobSchedule(clamping: .random(using: &random), isEnabled: .random(using: &random))
            #expect(try JobSchedule(schedule.fields, isEnabled: schedule.isEnabled) == schedule)
        }
    }

    @Test func `intervals divide the day`() {
        #expect(DomainLimits.scheduleIntervalHours == [1, 2, 3, 4, 6, 8, 12])
        #expect(DomainLimits.scheduleIntervalHours.allSatisfy { 24 % $0 == 0 })
    }
}

/// Edits of schedules: what is not mentioned stays.
@Suite struct ScheduleDraftTests {
    private static let stored = ScheduleFields(kind: .daily, hour: 3, minute: 15, dayOfWeek: 2, intervalHours: 6)

    struct Edit: Sendable {
        let draft: ScheduleDraft
        let fields: ScheduleFields
        let formatted: String

        init(_ draft: ScheduleDraft, _ formatted: String, change: (inout ScheduleFields) -> Void) {
            self.draft = draft
            self.formatted = formatted
            var fields = stored
            change(&fields)
            self.fields = fields
        }
    }

    static let edits = [
        Edit(ScheduleDraft(), "Daily at 3:15 AM") { _ in },
        Edit(ScheduleDraft(numbers: [.hour: .kept, .minute: .kept]), "Daily at 3:15 AM") { _ in },
        Edit(ScheduleDraft(numbers: [.hour: .set(20)]), "Daily at 8:15 PM") { $0.hour = 20 },
        Edit(ScheduleDraft(kind: "weekly"), "Weekly on Tuesday at 3:15 AM") { $0.kind = .weekly },
        Edit(ScheduleDraft(kind: "weekly", numbers: [.dayOfWeek: .set(0)]), "Weekly on Sunday at 3:15 AM") {
            $0.kind = .weekly
            $0.dayOfWeek = 0
        },
        Edit(ScheduleDraft(kind: "interval"), "Every 6 hours") { $0.kind = .interval },
        Edit(
            ScheduleDraft(kind: "interval", numbers: [.hour: .cleared, .minute: .cleared, .intervalHours: .set(1)]),
            "Every hour"
        ) {
            $0 = ScheduleFields(kind: .interval, dayOfWeek: 2, intervalHours: 1)
        },
        Edit(ScheduleDraft(kind: "manual"), "Manual only") { $0.kind = .manual },
        Edit(ScheduleDraft(isEnabled: false), "Disabled") { _ in },
        Edit(ScheduleDraft(numbers: [.minute: .cleared]), "Daily at 3:00 AM") { $0.minute = 0 },
        Edit(ScheduleDraft(numbers: [.dayOfWeek: .cleared, .intervalHours: .cleared]), "Daily at 3:15 AM") {
            $0.dayOfWeek = nil
            $0.intervalHours = nil
        },
    ]

    @Test(arguments: edits)
    func `an edit changes what it mentions`(edit: Edit) throws {
        let schedule = try edit.draft.applied(to: JobSchedule(Self.stored))
        #expect(schedule.fields == edit.fields)
        #expect(schedule.formatted == edit.formatted)
    }

    @Test func `manual and back loses nothing`() throws {
        let stored = try JobSchedule(Self.stored)
        let manual = try ScheduleDraft(kind: "manual").applied(to: stored)
        #expect(try ScheduleDraft(kind: "daily").applied(to: manual) == stored)
        let disabled = try ScheduleDraft(isEnabled: false).applied(to: stored)
        #expect(try ScheduleDraft(numbers: [.hour: .set(3)]).applied(to: disabled) == disabled)
        #expect(try ScheduleDraft(isEnabled: true).applied(to: disabled) == stored)
    }

    @Test(arguments: [
        (ScheduleDraft(kind: "hourly"), "scheduleType must be one of daily, weekly, interval, manual."),
        (ScheduleDraft(kind: "Daily"), "scheduleType must be one of daily, weekly, interval, manual."),
        (ScheduleDraft(kind: ""), "scheduleType must be one of daily, weekly, interval, manual."),
        (ScheduleDraft(numbers: [.hour: .set(24)]), "scheduleHour must be an integer from 0 to 23, or null."),
        (ScheduleDraft(numbers: [.hour: .set(-1)]), "scheduleHour must be an integer from 0 to 23, or null."),
        (ScheduleDraft(numbers: [.minute: .set(60)]), "scheduleMinute must be an integer from 0 to 59, or null."),
        (
            ScheduleDraft(numbers: [.dayOfWeek: .set(7)]),
            "scheduleDayOfWeek must be an integer from 0 (Sunday) to 6, or null."
        ),
        (
            ScheduleDraft(numbers: [.intervalHours: .set(5)]),
            "scheduleIntervalHours must be one of 1, 2, 3, 4, 6, 8, 12, or null."
        ),
        (
            ScheduleDraft(kind: "manual", numbers: [.intervalHours: .set(.max)]),
            "scheduleIntervalHours must be one of 1, 2, 3, 4, 6, 8, 12, or null."
        ),
        (
            ScheduleDraft(numbers: [.hour: .cleared]),
            "scheduleHour must be an integer from 0 to 23 when scheduleType is daily."
        ),
        (
            ScheduleDraft(kind: "weekly", numbers: [.dayOfWeek: .cleared]),
            "scheduleDayOfWeek must be an integer from 0 (Sunday) to 6 when scheduleType is weekly."
        ),
        (
            ScheduleDraft(kind: "interval", numbers: [.intervalHours: .cleared]),
            "scheduleIntervalHours must be one of 1, 2, 3, 4, 6, 8, 12 when scheduleType is interval."
        ),
    ])
    func `what is wrong is named with its range`(draft: ScheduleDraft, message: String) throws {
        let stored = try JobSchedule(Self.stored)
        let error = #expect(throws: ScheduleError.self) { try draft.applied(to: stored) }
        #expect(error?.description == message)
    }

    @Test func `a disabled schedule is checked too`() throws {
        let stored = try JobSchedule(ScheduleFields(kind: .manual), isEnabled: false)
        #expect(throws: ScheduleError.missing(.hour, .daily)) {
            try ScheduleDraft(kind: "daily").applied(to: stored)
        }
        let daily = try ScheduleDraft(kind: "daily", numbers: [.hour: .set(5)]).applied(to: stored)
        #expect(daily.rule == .daily(hour: 5, minute: 0) && daily.fields.minute == 0 && !daily.isEnabled)
    }

    @Test func `an empty edit is known as such`() {
        #expect(ScheduleDraft().isEmpty && ScheduleDraft(numbers: [.hour: .kept]).isEmpty)
        #expect(!ScheduleDraft(kind: "manual").isEmpty && !ScheduleDraft(isEnabled: true).isEmpty)
        #expect(!ScheduleDraft(numbers: [.minute: .cleared]).isEmpty)
    }

    /// Random edits either fail or leave every number in its range and every unmentioned one alone.
    @Test func `no edit leaves a schedule that cannot run`() throws {
        var random = SplitMix(seed: 99)
        var schedule = try JobSchedule(Self.stored)
        var accepted = 0
        for _ in 0..<3000 {
            let draft = Self.randomDraft(using: &random)
            guard let edited = try? draft.applied(to: schedule) else { continue }
            accepted += 1
            for member in ScheduleMember.allCases {
                if let value = edited.fields[member] { #expect(member.values.contains(value)) }
                let isMentioned = draft.numbers[member, default: .kept] != .kept
                let isFilled = member == .minute && schedule.fields.minute == nil
                if !isMentioned, !isFilled { #expect(edited.fields[member] == schedule.fields[member]) }
            }
            #expect((edited.cron == nil) == (!edited.isEnabled || edited.rule == .manual))
            schedule = edited
        }
        #expect(accepted > 300)
    }

    private static func randomDraft(using random: inout SplitMix) -> ScheduleDraft {
        var draft = ScheduleDraft()
        if Bool.random(using: &random) { draft.kind = ScheduleKind.allCases.randomElement(using: &random)?.rawValue }
        if Bool.random(using: &random) { draft.isEnabled = Bool.random(using: &random) }
        for member in ScheduleMember.allCases {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: draft.numbers[member] = .cleared
            case 1: draft.numbers[member] = .set(Int.random(in: -1...13, using: &random))
            case 2: draft.numbers[member] = .kept
            default: continue
            }
        }
        return draft
    }
}
