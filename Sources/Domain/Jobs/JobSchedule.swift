/// What a schedule says, without the numbers that its kind does not use. Hours and minutes are those of the server's
/// zone; weekday 0 is Sunday.
package enum ScheduleRule: Sendable, Hashable {
    case daily(hour: Int, minute: Int)
    case weekly(weekday: Int, hour: Int, minute: Int)
    /// At the full hours that `hours` divides.
    case interval(hours: Int)
    case manual
}

/// When a job runs by itself. Its numbers are always within their ranges.
package struct JobSchedule: Sendable, Hashable {
    package let fields: ScheduleFields
    package let isEnabled: Bool
    package let rule: ScheduleRule

    /// Takes fields as they are stored or edited. A missing minute of a daily or weekly schedule is the full hour.
    package init(_ fields: ScheduleFields, isEnabled: Bool = true) throws(ScheduleError) {
        for member in ScheduleMember.allCases {
            guard let value = fields[member] else { continue }
            guard member.values.contains(value) else { throw .outOfRange(member) }
        }
        var fields = fields
        if fields.kind == .daily || fields.kind == .weekly { fields.minute = fields.minute ?? 0 }
        rule = try Self.rule(of: fields)
        self.fields = fields
        self.isEnabled = isEnabled
    }

    /// Takes a rule, whose numbers are moved into their ranges where they are outside.
    package init(clamping rule: ScheduleRule, isEnabled: Bool = true) {
        self.isEnabled = isEnabled
        switch rule {
        case .daily(let hour, let minute):
            let (hour, minute) = (ScheduleMember.hour.clamped(hour), ScheduleMember.minute.clamped(minute))
            self.rule = .daily(hour: hour, minute: minute)
            fields = ScheduleFields(kind: .daily, hour: hour, minute: minute)
        case .weekly(let weekday, let hour, let minute):
            let weekday = ScheduleMember.dayOfWeek.clamped(weekday)
            let (hour, minute) = (ScheduleMember.hour.clamped(hour), ScheduleMember.minute.clamped(minute))
            self.rule = .weekly(weekday: weekday, hour: hour, minute: minute)
            fields = ScheduleFields(kind: .weekly, hour: hour, minute: minute, dayOfWeek: weekday)
        case .interval(let hours):
            let hours = ScheduleMember.intervalHours.clamped(hours)
            self.rule = .interval(hours: hours)
            fields = ScheduleFields(kind: .interval, intervalHours: hours)
        case .manual:
            self.rule = .manual
            fields = ScheduleFields(kind: .manual)
        }
    }

    private static func rule(of fields: ScheduleFields) throws(ScheduleError) -> ScheduleRule {
        func value(_ member: ScheduleMember) throws(ScheduleError) -> Int {
            guard let value = fields[member] else { throw .missing(member, fields.kind) }
            return value
        }
        return switch fields.kind {
        case .daily: .daily(hour: try value(.hour), minute: try value(.minute))
        case .weekly:
            .weekly(weekday: try value(.dayOfWeek), hour: try value(.hour), minute: try value(.minute))
        case .interval: .interval(hours: try value(.intervalHours))
        case .manual: .manual
        }
    }
}

extension ScheduleMember {
    /// The greatest allowed value that is not above `value`, or else the smallest.
    fileprivate func clamped(_ value: Int) -> Int {
        values.last { $0 <= value } ?? values.first ?? 0
    }
}

extension JobSchedule {
    /// The schedule for people, in the English of the administrator's client: `Daily at 4:00 AM`.
    package var formatted: String {
        guard isEnabled else { return "Disabled" }
        return switch rule {
        case .daily(let hour, let minute): "Daily at \(Self.clock(hour, minute))"
        case .weekly(let weekday, let hour, let minute):
            "Weekly on \(Self.weekdays[weekday]) at \(Self.clock(hour, minute))"
        case .interval(hours: 1): "Every hour"
        case .interval(let hours): "Every \(hours) hours"
        case .manual: "Manual only"
        }
    }

    /// The schedule as a line of a crontab; nil when nothing runs by itself.
    package var cron: String? {
        guard isEnabled else { return nil }
        return switch rule {
        case .daily(let hour, let minute): "\(minute) \(hour) * * *"
        case .weekly(let weekday, let hour, let minute): "\(minute) \(hour) * * \(weekday)"
        case .interval(let hours): "0 */\(hours) * * *"
        case .manual: nil
        }
    }

    /// How often it runs in a week without a change of clocks; 0 when nothing runs by itself.
    package var runsPerWeek: Int {
        guard isEnabled else { return 0 }
        return switch rule {
        case .daily: 7
        case .weekly: 1
        case .interval(let hours): 7 * 24 / hours
        case .manual: 0
        }
    }

    private static let weekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    private static func clock(_ hour: Int, _ minute: Int) -> String {
        let shownHour = (hour + 11) % 12 + 1
        return "\(shownHour):\(minute < 10 ? "0" : "")\(minute) \(hour < 12 ? "AM" : "PM")"
    }
}
