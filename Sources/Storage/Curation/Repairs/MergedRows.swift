import Domain
import SQL

/// Lets rows about titles be about others, and takes that back.
///
/// A row whose like the other title has already is gone in the meantime. The number of statements does not depend on
/// that of the rows.
struct MergedRows {
    /// What was done to a table. Each row begins with the title that it was about and the other one.
    struct Moves: Codable, Equatable {
        let table: MergedTable
        /// With key and mark.
        var moved: [[JournalCell]] = []
        /// With all columns.
        var doubled: [[JournalCell]] = []
    }

    let connection: any SQLConnection

    func move(_ pairs: [MergedFiles.Pair]) throws -> [Moves] {
        guard !pairs.isEmpty else { return [] }
        return try MergedTable.allCases.map { try move(pairs, in: $0) }
            .filter { !$0.moved.isEmpty || !$0.doubled.isEmpty }
    }

    /// Returns what does not go back, for people.
    func moveBack(_ moves: [Moves]) throws -> [String] {
        try moves.compactMap { moves -> String? in
            let back = try moveBack(moves.moved, in: moves.table) + putBack(moves.doubled, in: moves.table)
            let others = moves.moved.count + moves.doubled.count - back
            return others == 0 ? nil : "\(others) of the \(moves.table.words) were changed since and stay."
        }
    }

    private func move(_ pairs: [MergedFiles.Pair], in table: MergedTable) throws -> Moves {
        let (name, title) = (SQL(trusted: table.rawValue), SQL(trusted: table.title))
        let given = JSONText.encodeRows(pairs.map { [Int($0.from.rawValue), Int($0.to.rawValue)] })
        let titles: SQL = """
            (SELECT \(sql: .integer(at: 0)) AS home, \(sql: .integer(at: 1)) AS target
            FROM \(sql: .elements(ofJSON: given))) AS given
            """
        var moves = Moves(table: table)
        if table.owners != nil {
            let targets = Dictionary(pairs.map { ($0.from, $0.to) }) { first, _ in first }
            moves.doubled = try connection.query(
                """
                DELETE FROM \(sql: name) WHERE \(sql: title) IN \(list: pairs.map(\.from)) AND EXISTS (
                    SELECT 1 FROM \(sql: name) AS other WHERE \(sql: Self.equal(table.key, "other", name))
                        AND other.\(sql: title) = (
                            SELECT given.target FROM \(sql: titles) WHERE given.home = \(sql: name).\(sql: title)))
                RETURNING \(sql: title), \(sql: Self.names(table.columns))
                """
            ).compactMap { row -> [JournalCell]? in
                let home: TitleID = try row.get(0)
                return targets[home].map { Self.cells(home, $0, row) }
            }
        }
        let homes = Dictionary(pairs.map { ($0.to, $0.from) }) { first, _ in first }
        moves.moved = try connection.query(
            """
            UPDATE \(sql: name) SET \(sql: title) = given.target FROM \(sql: titles)
            WHERE \(sql: name).\(sql: title) = given.home
            RETURNING \(sql: title), \(sql: Self.names(table.key + table.mark))
            """
        ).compactMap { row -> [JournalCell]? in
            let target: TitleID = try row.get(0)
            return homes[target].map { Self.cells($0, target, row) }
        }
        return moves
    }

    /// What still is where it was moved to goes back. Returns how many rows.
    private func moveBack(_ rows: [[JournalCell]], in table: MergedTable) throws -> Int {
        guard !rows.isEmpty else { return 0 }
        let (name, title) = (SQL(trusted: table.rawValue), SQL(trusted: table.title))
        let columns = table.key + table.mark
        let told = columns.enumerated().map { place, column in
            "\(sql: Self.value(at: place + 2, column.type)) AS \(sql: SQL(trusted: column.name))" as SQL
        }
        return try connection.execute(
            """
            UPDATE \(sql: name) SET \(sql: title) = given.home FROM (
                SELECT \(sql: .integer(at: 0)) AS home, \(sql: .integer(at: 1)) AS target,
                    \(sql: told.joined(separator: ", "))
                FROM \(sql: .elements(ofJSON: JSONText.encode(rows)))
            ) AS given
            WHERE \(sql: name).\(sql: title) = given.target AND \(sql: Self.equal(columns, name, "given"))
                AND EXISTS (SELECT 1 FROM title WHERE title.id = given.home) AND NOT EXISTS (
                    SELECT 1 FROM \(sql: name) AS other
                    WHERE other.\(sql: title) = given.home AND \(sql: Self.equal(table.key, "other", "given")))
            """)
    }

    /// Rows whose owner is gone go with them. Returns how many rows came back.
    private func putBack(_ rows: [[JournalCell]], in table: MergedTable) throws -> Int {
        guard !rows.isEmpty, let owners = table.owners else { return 0 }
        let lock: SQL = "\(sqlite: "", postgres: " FOR KEY SHARE")"
        let present = Set(
            try connection.query(
                """
                SELECT id FROM \(sql: SQL(trusted: owners)) WHERE id IN \(list: Set(rows.compactMap { $0[2].number }))
                ORDER BY id\(sql: lock)
                """
            ).map { Int64(try $0.int(0)) })
        let homes = try connection.hold(titles: Set(rows.compactMap { TitleID(sqlValue: $0[0].value) }))
        let back = rows.filter { row in
            TitleID(sqlValue: row[0].value).map { homes.contains($0) } ?? false
                && row[2].number.map { present.contains($0) } ?? false
        }
        let types = [SQLType.integer] + table.columns.map(\.type)
        let values = back.map { row in zip(row[..<1] + row[2...], types).map { $0.binding(as: $1) } }
        return try connection.insert(values) {
            """
            INSERT INTO \(sql: SQL(trusted: table.rawValue)) (\(sql: SQL(trusted: table.title)),
                \(sql: Self.names(table.columns)))
            VALUES \(rows: $0) ON CONFLICT DO NOTHING RETURNING \(sql: SQL(trusted: table.title))
            """
        }.count
    }

    private static func cells(_ home: TitleID, _ target: TitleID, _ row: SQLRow) -> [JournalCell] {
        [JournalCell(home.sqlValue), JournalCell(target.sqlValue)] + row.values.dropFirst().map { JournalCell($0) }
    }

    private static func names(_ columns: [MergedTable.Column]) -> SQL {
        columns.map { SQL(trusted: $0.name) }.joined(separator: ", ")
    }

    private static func equal(_ columns: [MergedTable.Column], _ one: SQL, _ other: SQL) -> SQL {
        columns.map { column in
            let name = SQL(trusted: column.name)
            return "\(sql: one).\(sql: name) = \(sql: other).\(sql: name)" as SQL
        }.joined(separator: " AND ")
    }

    /// An element of a nested JSON array, moments included.
    private static func value(at place: Int, _ type: SQLType) -> SQL {
        let element = SQL(trusted: "value ->> \(place)")
        return type == .text ? element : "CAST(\(sql: element) AS BIGINT)"
    }
}

extension MergedTable {
    /// In the order in which rows are kept.
    fileprivate var columns: [Column] { key + mark + rest }
}
