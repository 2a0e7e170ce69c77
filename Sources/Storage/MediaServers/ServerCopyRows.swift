import Domain
import SQL

/// Reads and writes `server_copy` of one library.
struct ServerCopyRows {
    let connection: any SQLConnection
    let library: ServerLibraryID

    struct Row {
        let titleID: TitleID
        let digest: String
        let isThere: Bool
    }

    /// An item as it is to be stored.
    struct Copy {
        let itemID: MediaServerID
        let titleID: TitleID
        let path: String?
        let digest: String
    }

    func rows(_ items: some Collection<MediaServerID>) throws -> [MediaServerID: Row] {
        guard !items.isEmpty else { return [:] }
        var rows: [MediaServerID: Row] = [:]
        try connection.forEach(
            """
            SELECT item_id, title_id, digest, vanished_at IS NULL FROM server_copy
            WHERE library_id = \(library) AND item_id IN \(list: items)
            """
        ) { row in
            rows[try row.get(0)] = Row(
                titleID: try row.get(1), digest: try row.text(2), isThere: try row.bool(3))
        }
        return rows
    }

    func put(_ copies: [Copy]) throws {
        let rows = copies.sorted { $0.itemID < $1.itemID }.map { copy in
            [
                SQLBinding(library), SQLBinding(copy.itemID), SQLBinding(copy.titleID),
                SQLBinding(copy.path.map(Folding.storable)), SQLBinding(copy.digest),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO server_copy (library_id, item_id, title_id, path, digest) VALUES \(rows: $0)
            ON CONFLICT (library_id, item_id) DO UPDATE SET title_id = excluded.title_id, path = excluded.path,
                digest = excluded.digest, vanished_at = NULL
            """
        }
    }

    /// The items of titles that are there, those of wanted libraries first.
    static func copies(
        of titles: [TitleID], _ connection: any SQLConnection
    ) throws -> [TitleID: [ServerCopy]] {
        guard !titles.isEmpty else { return [:] }
        var copies: [TitleID: [ServerCopy]] = [:]
        try connection.forEach(
            """
            SELECT l.server, c.library_id, c.item_id, c.title_id, c.path, l.is_enabled
            FROM server_copy c JOIN server_library l ON l.id = c.library_id
            WHERE c.title_id IN \(list: titles) AND c.vanished_at IS NULL AND l.vanished_at IS NULL
            ORDER BY l.is_enabled DESC, c.library_id, c.item_id
            """
        ) { row in
            let copy = ServerCopy(
                server: try row.get(0), libraryID: try row.get(1), itemID: try row.get(2), titleID: try row.get(3),
                path: try row.optionalText(4), isEnabled: try row.bool(5))
            copies[copy.titleID, default: []].append(copy)
        }
        return copies
    }
}

extension [MediaServerID: ServerCopyRows.Row] {
    /// Whether there is nothing to do about an item.
    func holds(_ item: MediaServerID, _ digest: String) -> Bool {
        self[item].map { $0.isThere && $0.digest == digest } ?? false
    }
}
