import Domain
import SQL

/// A session's rows of `import_item`, in a script.
struct ImportItemRows {
    let connection: any SQLConnection
    let session: ImportID

    /// Adds items behind as many others.
    func append(_ items: [ImportItem], behind count: Int) throws {
        let rows = try items.enumerated().map { place, item in
            [SQLBinding(session), SQLBinding(count + place)] + (try Self.bindings(item))
        }
        try connection.insert(rows) {
            """
            INSERT INTO import_item (session_id, position, film, found, alternatives, confidence, quality, status)
            VALUES \(rows: $0)
            """
        }
    }

    func page(offset: Int, limit: Int) throws -> [ImportItem] {
        try connection.query(
            """
            SELECT film, found, alternatives, confidence, quality, status FROM import_item
            WHERE session_id = \(session) AND position >= \(max(0, offset)) ORDER BY position LIMIT \(max(0, limit))
            """
        ).map { try Self.item($0) }
    }

    /// Throws `ImportError.indexOutOfRange`.
    func status(at index: Int) throws -> ImportItemStatus {
        let row = try connection.first(
            "SELECT status FROM import_item WHERE session_id = \(session) AND position = \(index)")
        guard let row else { throw ImportError.indexOutOfRange }
        return try row.get(0)
    }

    /// Throws `ImportError` `indexOutOfRange` and `alreadyProcessed` unless all are different and pending.
    func requirePending(_ indexes: [Int]) throws {
        var pending: [Int: Bool] = [:]
        try connection.forEach(
            """
            SELECT position, status FROM import_item WHERE session_id = \(session) AND position IN \(list: indexes)
            """
        ) { row in
            pending[try row.int(0)] = try row.get(1, as: ImportItemStatus.self) == .pending
        }
        guard indexes.allSatisfy({ pending[$0] != nil }) else { throw ImportError.indexOutOfRange }
        let isRepeated = Set(indexes).count < indexes.count
        guard !isRepeated, pending.values.allSatisfy(\.self) else { throw ImportError.alreadyProcessed }
    }

    func mark(_ indexes: [Int], _ status: ImportItemStatus) throws {
        try connection.execute(
            """
            UPDATE import_item SET status = \(status) WHERE session_id = \(session) AND position IN \(list: indexes)
            """)
    }

    /// Gives a pending item another match.
    func put(_ item: ImportItem, at index: Int) throws {
        try connection.execute(
            """
            UPDATE import_item SET film = \(JSONText.encode(item.film)),
                found = \(SQLBinding(try item.match.map { try JSONText.encode($0) })),
                alternatives = \(JSONText.encode(item.alternatives)), confidence = \(item.confidence),
                quality = \(item.quality)
            WHERE session_id = \(session) AND position = \(index)
            """)
    }

    private static func bindings(_ item: ImportItem) throws -> [SQLBinding] {
        [
            SQLBinding(try JSONText.encode(item.film)), SQLBinding(try item.match.map { try JSONText.encode($0) }),
            SQLBinding(try JSONText.encode(item.alternatives)), SQLBinding(item.confidence),
            SQLBinding(item.quality), SQLBinding(item.status),
        ]
    }

    private static func item(_ row: SQLRow) throws -> ImportItem {
        var item = ImportItem(
            film: try JSONText.decode(row.text(0)), match: try row.optionalText(1).map { try JSONText.decode($0) },
            confidence: try row.double(3), quality: try row.get(4), alternatives: try JSONText.decode(row.text(2)))
        item.status = try row.get(5)
        return item
    }
}
