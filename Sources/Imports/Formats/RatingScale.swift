/// How high ratings of a table go; the lowest is above 0.
package enum RatingScale: Int, Sendable, Codable, CaseIterable {
    case five = 5
    case ten = 10
    case hundred = 100

    /// A cell such as `4.5`, `4,5` or `9/10` as a rating of 1 to 10; halves are rounded up. Nil for 0, for numbers
    /// off the scale and for anything else.
    package func value(_ cell: String) -> Int? {
        guard let number = Self.number(cell), number > 0, number <= Double(rawValue) else { return nil }
        return max(1, Int((number * 10 / Double(rawValue)).rounded(.toNearestOrAwayFromZero)))
    }

    /// The number that a cell with a rating begins with.
    static func number(_ cell: String) -> Double? {
        let text = cell.split(separator: "/").first ?? ""
        let number = Double(String(text.map { $0 == "," ? "." : $0 }.filter { !$0.isWhitespace }))
        return number.flatMap { $0.isFinite ? $0 : nil }
    }
}
