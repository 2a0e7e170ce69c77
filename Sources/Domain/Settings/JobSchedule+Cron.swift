extension JobSchedule {
    /// Reads what `cron` writes: a daily, weekly or hourly line of a crontab; nil for every other.
    package init?(cron line: String) {
        let fields = line.split(separator: " ").map(String.init)
        guard fields.count == 5, fields[2] == "*", fields[3] == "*", let rule = Self.rule(of: fields) else {
            return nil
        }
        guard let schedule = try? JobSchedule(rule) else { return nil }
        self = schedule
    }

    /// Day of month and month are free.
    private static func rule(of fields: [String]) -> ScheduleFields? {
        if fields[1] == "*" || fields[1].hasPrefix("*/") {
            let hours = fields[1] == "*" ? 1 : Int(fields[1].dropFirst(2))
            guard fields[0] == "0", fields[4] == "*", let hours else { return nil }
            return ScheduleFields(kind: .interval, intervalHours: hours)
        }
        guard let minute = Int(fields[0]), let hour = Int(fields[1]) else { return nil }
        guard fields[4] != "*" else { return ScheduleFields(kind: .daily, hour: hour, minute: minute) }
        guard let day = Int(fields[4]), (0...7).contains(day) else { return nil }
        // Crontabs call Sunday 7 as well.
        return ScheduleFields(kind: .weekly, hour: hour, minute: minute, dayOfWeek: day % 7)
    }
}
