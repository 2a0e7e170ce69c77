/// What an edit says about one number of a schedule.
package enum ScheduleEdit: Sendable, Hashable {
    /// Not mentioned, so it keeps its value.
    case kept
    case cleared
    case set(Int)
}

/// An edit of a schedule: what it does not mention stays as it is.
package struct ScheduleDraft: Sendable, Hashable {
    /// The word for the kind, as it was sent.
    package var kind: String?
    package var numbers: [ScheduleMember: ScheduleEdit]
    package var isEnabled: Bool?

    package init(kind: String? = nil, numbers: [ScheduleMember: ScheduleEdit] = [:], isEnabled: Bool? = nil) {
        self.kind = kind
        self.numbers = numbers
        self.isEnabled = isEnabled
    }

    /// Whether the edit mentions nothing.
    package var isEmpty: Bool {
        kind == nil && isEnabled == nil && numbers.values.allSatisfy { $0 == .kept }
    }

    /// The schedule after the edit. Numbers are checked even when the kind does not use them.
    package func applied(to schedule: JobSchedule) throws(ScheduleError) -> JobSchedule {
        var fields = schedule.fields
        if let kind {
            guard let kind = ScheduleKind(rawValue: kind) else { throw .unknownKind }
            fields.kind = kind
        }
        for (member, edit) in numbers {
            switch edit {
            case .kept: continue
            case .cleared: fields[member] = nil
            case .set(let value): fields[member] = value
            }
        }
        return try JobSchedule(fields, isEnabled: isEnabled ?? schedule.isEnabled)
    }
}
