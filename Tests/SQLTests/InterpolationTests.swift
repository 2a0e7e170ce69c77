import SQL
import Testing

@Suite struct InterpolationTests {
    private enum Kind: String { case film, series }

    @Test func valuesBecomeParametersOfTheDialect() {
        let name = "x'; DROP TABLE title; --"
        let sql: SQL = "SELECT * FROM title WHERE name = \(name) AND year > \(1990)"
        #expect(sql.rendered(for: .sqlite).text == "SELECT * FROM title WHERE name = ? AND year > ?")
        #expect(sql.rendered(for: .postgres).text == "SELECT * FROM title WHERE name = $1 AND year > $2")
        #expect(sql.rendered(for: .postgres).bindings.map(\.value) == [.text(name), .integer(1990)])
    }

    @Test func everySwiftTypeBindsAsItsStorageClass() {
        let absent: Int? = nil
        let absentKind: Kind? = nil
        let sql: SQL = "\(true) \(1.5) \([UInt8]([0, 1])) \(Int32(7)) \(absent) \(Kind.series) \(absentKind)"
        let bindings = sql.rendered(for: .sqlite).bindings
        #expect(
            bindings.map(\.value) == [
                .integer(1), .real(1.5), .blob([0, 1]), .integer(7), .null, .text("series"), .null,
            ])
        #expect(bindings.map(\.type) == [.integer, .real, .blob, .integer, .integer, .text, .text])
    }

    @Test func partsKeepTheirParametersInOrder() {
        let filters: [SQL] = ["a = \(1)", "b = \(sqlite: "x(\(2))", postgres: "y(\(3))")"]
        let sql: SQL = "WHERE \(sql: filters.joined(separator: " AND ")) LIMIT \(4)"
        #expect(sql.rendered(for: .sqlite).text == "WHERE a = ? AND b = x(?) LIMIT ?")
        #expect(sql.rendered(for: .postgres).text == "WHERE a = $1 AND b = y($2) LIMIT $3")
        #expect(sql.rendered(for: .postgres).bindings.map(\.value) == [.integer(1), .integer(3), .integer(4)])
    }

    @Test func listsAndRowsMakeTuples() {
        let rows: [[SQLBinding]] = [[SQLBinding(1), SQLBinding("a")], [SQLBinding(2), SQLBinding("b")]]
        let sql: SQL = "IN \(values: ["x", "y", "z"]) VALUES \(rows: rows)"
        #expect(sql.rendered(for: .sqlite).text == "IN (?, ?, ?) VALUES (?, ?), (?, ?)")
        #expect(sql.rendered(for: .postgres).bindings.count == 7)
    }
}
