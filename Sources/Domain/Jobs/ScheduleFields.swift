/// When a schedule's runs come.
package enum ScheduleKind: String, Sendable, Codable, CaseIterable {
    case daily
    case weekly
    case interval
    /// Only by hand.
    case manual
}

/// A number of a schedule, by the name that the administrator's client uses for it.
package enum ScheduleMember: String, Sendable, Hashable, CaseIterable {
    case hour = "scheduleHour"
    case minute = "scheduleMinute"
    /// 0 is Sunday.
    case dayOfWeek = "scheduleDayOfWeek"
    case intervalHours = "scheduleIntervalHours"

    /// Every value that the member may have, in ascending order.
    package var values: [Int] {
        switch self {
        case .hour: Array(0...23)
        case .minute: Array(0...59)
        case .dayOfWeek: Array(0...6)
        case .intervalHours: DomainLimits.scheduleIntervalHours
        }
    }

    var rangeText: String {
        switch self {
        case .hour: "an integer from 0 to 23"
        case .minute: "an integer from 0 to 59"
        case .dayOfWeek: "an integer from 0 (Sunday) to 6"
        case .intervalHours: "one of " + values.map(String.init).joined(separator: ", ")
        }
    }
}

/// A schedule as it is stored and edited, with the numbers that its kind does not use at present.
///
/// Those are kept so that a switch to `manual` and back loses nothing.
package struct ScheduleFields: Sendable, Hashable {
    package var kind: ScheduleKind
    package var hour: Int?
    package var minute: Int?
    package var dayOfWeek: Int?
    package var intervalHours: Int?

    package init(
        kind: ScheduleKind, hour: Int? = nil, minute: Int? = nil, dayOfWeek: Int? = nil, intervalHours: Int? = nil
    ) {
        self.kind = kind
        self.hour = hour
        self.minute = minute
        self.dayOfWeek = dayOfWeek
        self.intervalHours = intervalHours
    }

    package subscript(member: ScheduleMember) -> Int? {
        get {
            switch member {
            case .hour: hour
            case .minute: minute
            case .dayOfWeek: dayOfWeek
            case .intervalHours: intervalHours
            }
        }
        set {
            switch member {
            case .hour: hour = newValue
            case .minute: minute = newValue
            case .dayOfWeek: dayOfWeek = newValue
            case .intervalHours: intervalHours = newValue
            }
        }
    }
}

/// What can be wrong with a schedule; the description is meant for the person who edits it.
package enum ScheduleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The word for the kind is none of `ScheduleKind`.
    case unknownKind
    case outOfRange(ScheduleMember)
    case missing(ScheduleMember, ScheduleKind)

    package var description: String {
        switch self {
        case .unknownKind:
            let words = ScheduleKind.allCases.map(\.rawValue).joined(separator: ", ")
            return "scheduleType must be one of \(words)."
        case .outOfRange(let member):
            return "\(member.rawValue) must be \(member.rangeText), or null."
        case .missing(let member, let kind):
            return "\(member.rawValue) must be \(member.rangeText) when scheduleType is \(kind.rawValue)."
        }
    }
}
