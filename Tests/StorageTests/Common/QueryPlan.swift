import Foundation
import SQL
import TestKit
import Testing

/// What a database would do to answer a statement.
struct QueryPlan {
    /// The tables, on PostgreSQL also the indexes, that are read from one end to the other.
    private(set) var scanned: Set<String> = []
    private(set) var isSorted = false
    /// As the database prints it.
    private(set) var text = ""

    /// The statement as the counter recorded it, with placeholders; nil when there is nothing to plan.
    static func of(_ statement: String, sorting: Bool, _ connection: any SQLConnection) throws -> QueryPlan? {
        let begins = ["SELECT ", "UPDATE ", "DELETE ", "WITH ", "INSERT "]
        guard begins.contains(where: statement.hasPrefix), !statement.contains("pg_notify") else { return nil }
        return switch connection.dialect {
        case .sqlite: try sqlite(statement, connection)
        case .postgres: try postgres(statement, sorting, connection)
        }
    }

    private static func sqlite(_ statement: String, _ connection: any SQLConnection) throws -> QueryPlan {
        let pieces = statement.components(separatedBy: "?").map { SQL(trusted: $0) }
        let sql = pieces.joined(separator: "\(SQLValue.null)")
        var plan = QueryPlan()
        for row in try connection.query("EXPLAIN QUERY PLAN \(sql: sql)") {
            let line = try row.text("detail")
            plan.text += line + "\n"
            if line.hasPrefix("USE TEMP B-TREE FOR ORDER BY") { plan.isSorted = true }
            let words = line.split(separator: " ")
            // Rows of a list, of another step or of the statement itself are no table.
            if words.first == "SCAN", let name = words.dropFirst().first, !line.contains("VIRTUAL TABLE"),
                let table = table(String(name), in: statement)
            {
                plan.scanned.insert(table)
            }
        }
        return plan
    }

    /// The table of this name or alias; nil for the rows of another step.
    private static func table(_ name: String, in statement: String) -> String? {
        let words = statement.split { " \n(),".contains($0) }.filter { $0 != "AS" }
        let tables = words.indices.dropLast().filter { ["FROM", "JOIN", "UPDATE", "INTO"].contains(words[$0]) }
        let place = tables.first { words[$0 + 1] == name || ($0 + 2 < words.count && words[$0 + 2] == name) }
        return place.map { String(words[$0 + 1]) }
    }

    /// Planned for any values, as a prepared statement is. What is switched off is used only where nothing else can be.
    private static func postgres(
        _ statement: String, _ sorting: Bool, _ connection: any SQLConnection
    ) throws -> QueryPlan {
        let count = statement.matches(of: /\$(\d+)/).compactMap { Int($0.1) }.max() ?? 0
        try connection.run(
            script: """
                SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = \(sorting ? "on" : "off");
                SET LOCAL plan_cache_mode = force_generic_plan;
                PREPARE planned AS \(statement)
                """)
        let values = count == 0 ? "" : "(" + Array(repeating: "NULL", count: count).joined(separator: ", ") + ")"
        let json = try connection.query(SQL(trusted: "EXPLAIN (FORMAT JSON) EXECUTE planned\(values)"))[0].text(0)
        try connection.run(script: "DEALLOCATE planned")
        var plan = QueryPlan()
        plan.text = json
        plan.read(try JSONSerialization.jsonObject(with: Data(json.utf8)))
        return plan
    }

    private mutating func read(_ value: Any) {
        if let list = value as? [Any] { list.forEach { read($0) } }
        guard let node = value as? [String: Any] else { return }
        let kind = node["Node Type"] as? String ?? ""
        let isBounded = node["Index Cond"] != nil || node["Recheck Cond"] != nil
        if kind == "Seq Scan" || (kind.hasPrefix("Index") && !isBounded) {
            scanned.insert(node["Index Name"] as? String ?? node["Relation Name"] as? String ?? "?")
        }
        if kind == "Sort" || kind == "Incremental Sort" { isSorted = true }
        node.values.forEach { read($0) }
    }
}
