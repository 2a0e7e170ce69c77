/// Rule 5: the day on which an episode was shown, as "2017-04-20", "2017.04.20" or "20.04.2017".
enum AirDate {
    /// The first date at or behind `start` in a lower-case view.
    static func match(_ low: [UInt8], from start: Int, lastYear: Int) -> EpisodeMatch? {
        var index = start
        while index + 8 <= low.count {
            defer { index += 1 }
            guard NameBytes.isDigit(low[index]), index == 0 || !NameBytes.isWord(low[index - 1]) else { continue }
            if let match = date(low, at: index, lastYear: lastYear) { return match }
        }
        return nil
    }

    private static func date(_ low: [UInt8], at start: Int, lastYear: Int) -> EpisodeMatch? {
        var cursor = NameCursor(low, at: start)
        guard let one = cursor.digits(1...4), one.count != 3 else { return nil }
        let sign = cursor.next
        guard sign == NameBytes.dash || sign == NameBytes.dot || sign == 0x5F || sign == NameBytes.space,
            cursor.take(sign), let two = cursor.digits(1...2), cursor.take(sign), let three = cursor.digits(1...4),
            !NameBytes.isWord(cursor.next)
        else { return nil }
        guard let day = day(one, two, three, lastYear: lastYear) else { return nil }
        return EpisodeMatch(rule: .airDate, airDate: day, range: start..<cursor.at)
    }

    private typealias Digits = (value: Int, count: Int)

    private static func day(_ one: Digits, _ two: Digits, _ three: Digits, lastYear: Int) -> String? {
        if one.count == 4, three.count <= 2 {
            return text(year: one.value, month: two.value, day: three.value, lastYear: lastYear)
        }
        guard one.count <= 2, three.count == 4 else { return nil }
        return text(year: three.value, month: two.value, day: one.value, lastYear: lastYear)
            ?? text(year: three.value, month: one.value, day: two.value, lastYear: lastYear)
    }

    private static func text(year: Int, month: Int, day: Int, lastYear: Int) -> String? {
        guard year >= NamesLimits.yearMin, year <= lastYear, (1...12).contains(month) else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...days[month - 1]).contains(day) else { return nil }
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
