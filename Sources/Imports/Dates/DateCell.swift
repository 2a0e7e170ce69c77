import Basics

/// The bytes of a cell that may be a date.
struct DateCell {
    private let bytes: [UInt8]
    private let range: Range<Int>

    init(_ text: String) {
        let bytes = Array(text.trimmed.utf8)
        self.init(bytes, bytes.indices)
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        (self.bytes, self.range) = (bytes, range)
    }

    /// Nil for an empty cell.
    init?(of row: CSVRow, _ column: Int?) {
        guard let cell = row.cell(column) else { return nil }
        let range = row.trimmed(cell)
        guard let first = row.bytes[range].first, let last = row.bytes[range].last else { return nil }
        if cell.isEscaped || first >= 0x80 || last >= 0x80 {
            self.init(row.text(column))
        } else {
            self.init(row.bytes, range)
        }
    }

    /// Whether the cell is a date with slashes that can only begin with the day.
    func isDayFirst(_ forms: DateReading.Forms) -> Bool {
        guard let first = slashed(forms)?.first else { return false }
        return first > 12 && moment(isDayFirst: true, forms) != nil
    }

    func moment(isDayFirst: Bool, _ forms: DateReading.Forms) -> Instant? {
        if let slashed = slashed(forms) { return slashed.moment(isDayFirst: isDayFirst) }
        return counted ?? dashed ?? dotted(forms)
    }

    /// What the first four characters say.
    var year: Int? {
        var scanner = DateScanner(bytes, range)
        guard let number = scanner.number(digits: 4, upTo: 4) else { return nil }
        return ImportsLimits.dateYears.contains(number) ? number : nil
    }

    /// Seconds or milliseconds since 1970.
    private var counted: Instant? {
        guard range.count == 10 || range.count == 13 else { return nil }
        var scanner = DateScanner(bytes, range)
        guard let number = scanner.number(digits: range.count, upTo: range.count) else { return nil }
        return Instant(milliseconds: Int64(range.count == 13 ? number : number * 1000))
    }

    private var dashed: Instant? {
        var scanner = DateScanner(bytes, range)
        guard let year = scanner.number(digits: 4, upTo: 4), scanner.skip("-"),
            let month = scanner.number(digits: 1, upTo: 2), scanner.skip("-"),
            let day = scanner.number(digits: 1, upTo: 2), let days = DayNumber.of(year: year, month: month, day: day)
        else { return nil }
        if scanner.isAtEnd { return DayNumber.moment(days, milliseconds: 0) }
        guard scanner.skip("T") || scanner.skip(" "), let clock = scanner.clock() else { return nil }
        let offset = scanner.zone()
        return scanner.isAtEnd ? DayNumber.moment(days, milliseconds: clock - offset) : nil
    }

    private func dotted(_ forms: DateReading.Forms) -> Instant? {
        var scanner = DateScanner(bytes, range)
        guard let day = scanner.number(digits: 1, upTo: 2), scanner.skip("."),
            let month = scanner.number(digits: 1, upTo: 2), scanner.skip("."),
            let year = scanner.year(forms), scanner.isAtEnd,
            let days = DayNumber.of(year: year, month: month, day: day)
        else { return nil }
        return DayNumber.moment(days, milliseconds: 0)
    }

    private func slashed(_ forms: DateReading.Forms) -> SlashedDate? {
        var scanner = DateScanner(bytes, range)
        guard let first = scanner.number(digits: 1, upTo: 2), scanner.skip("/"),
            let second = scanner.number(digits: 1, upTo: 2), scanner.skip("/"), let year = scanner.year(forms)
        else { return nil }
        var clock = 0
        if forms.contains(.slashedTimes), scanner.skip(" ") {
            guard let time = scanner.clock() else { return nil }
            clock = time
        }
        return scanner.isAtEnd ? SlashedDate(first: first, second: second, year: year, clock: clock) : nil
    }
}

private struct SlashedDate {
    let first: Int
    let second: Int
    let year: Int
    /// Milliseconds since midnight.
    let clock: Int

    /// What cannot be read in the order of the file is read in the other.
    func moment(isDayFirst: Bool) -> Instant? {
        let monthFirst = DayNumber.of(year: year, month: first, day: second)
        let dayFirst = DayNumber.of(year: year, month: second, day: first)
        return (isDayFirst ? dayFirst ?? monthFirst : monthFirst ?? dayFirst)
            .map { DayNumber.moment($0, milliseconds: clock) }
    }
}
