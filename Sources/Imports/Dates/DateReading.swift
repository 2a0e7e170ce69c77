import Basics

/// Reads the dates of one file.
///
/// Read are `YYYY-MM-DD`, alone or with a time of day (`T` or a space before it, a fraction and a zone behind it),
/// `MM/DD/YYYY` and `DD/MM/YYYY`, `DD.MM.YYYY`, and seconds (10 digits) or milliseconds (13 digits) since 1970. Days
/// and months have one digit or two. What has no zone is in UTC. Of anything else that begins with a year, the year is
/// read.
///
/// Whether the month or the day is first between slashes is decided once for a file: the month, unless one of its dates
/// can only be read the other way.
package struct DateReading: Sendable {
    /// Forms that only some files have.
    package struct Forms: OptionSet, Sendable {
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        /// Years of two digits between slashes and dots, which are of this century.
        package static let shortYears = Forms(rawValue: 1)
        /// A time of day after a date with slashes.
        package static let slashedTimes = Forms(rawValue: 2)
    }

    package let isDayFirst: Bool
    private let forms: Forms

    package init(isDayFirst: Bool = false, forms: Forms = []) {
        (self.isDayFirst, self.forms) = (isDayFirst, forms)
    }

    /// Reads a table's dates once to see how they are written.
    package init(_ table: CSVTable, columns: [Int?], forms: Forms = []) {
        let columns = columns.compactMap(\.self)
        var isDayFirst = false
        table.forEachRow { row in
            guard !isDayFirst else { return }
            isDayFirst = columns.contains { DateCell(of: row, $0)?.isDayFirst(forms) ?? false }
        }
        self.init(isDayFirst: isDayFirst, forms: forms)
    }

    /// Reads all dates of a file once to see how they are written.
    package init(_ texts: some Sequence<String>, forms: Forms = []) {
        self.init(isDayFirst: texts.contains { DateCell($0).isDayFirst(forms) }, forms: forms)
    }

    package func date(_ text: String) -> FileDate { date(DateCell(text)) }

    package func date(_ row: CSVRow, _ column: Int?) -> FileDate {
        DateCell(of: row, column).map(date) ?? .none
    }

    private func date(_ cell: DateCell) -> FileDate {
        if let moment = cell.moment(isDayFirst: isDayFirst, forms) { return .moment(moment) }
        return cell.year.map { .year($0) } ?? .none
    }
}
