import Domain
import SQL

/// What a file is to a title: a row of `title_file`.
struct FileLink: Hashable {
    let version: Int
    let label: String?
    let part: Int

    init(version: Int, label: String?, part: Int) {
        self.version = version
        self.label = label
        self.part = part
    }

    /// Extras have no versions.
    init(_ role: ScannedFile.Role) {
        switch role {
        case .feature(let version, let label, let part):
            self.init(version: version, label: label.map(Folding.storable), part: part)
        case .extra: self.init(version: 0, label: nil, part: 0)
        }
    }
}

/// Gives files to exactly the titles that they were scanned for.
struct LinkWriter {
    let connection: any SQLConnection

    private struct Key: Hashable, Comparable {
        let title: TitleID
        let file: MediaFileID

        static func < (left: Key, right: Key) -> Bool { (left.title, left.file) < (right.title, right.file) }
    }

    /// Returns the titles that got, changed or lost a file.
    func put(_ links: [MediaFileID: [TitleID: FileLink]]) throws -> (changed: Set<TitleID>, losers: Set<TitleID>) {
        var stored: [Key: FileLink] = [:]
        try connection.forEach(
            "SELECT title_id, file_id, version, label, part FROM title_file WHERE file_id IN \(list: links.keys)"
        ) { row in
            stored[Key(title: try row.get(0), file: try row.get(1))] = FileLink(
                version: try row.int(2), label: try row.optionalText(3), part: try row.int(4))
        }
        let gone = stored.keys.filter { links[$0.file]?[$0.title] == nil }
        if !gone.isEmpty {
            let pairs = gone.map { [Int($0.title.rawValue), Int($0.file.rawValue)] }
            try connection.execute("DELETE FROM title_file WHERE (title_id, file_id) IN \(sql: .pairs(pairs))")
        }
        var changed: [(key: Key, link: FileLink)] = []
        for (file, titles) in links {
            for (title, link) in titles where stored[Key(title: title, file: file)] != link {
                changed.append((Key(title: title, file: file), link))
            }
        }
        let rows = changed.sorted { $0.key < $1.key }.map { key, link in
            [
                SQLBinding(key.title), SQLBinding(key.file), SQLBinding(link.version), SQLBinding(link.label),
                SQLBinding(link.part),
            ]
        }
        try connection.insert(rows) {
            """
            INSERT INTO title_file (title_id, file_id, version, label, part) VALUES \(rows: $0)
            ON CONFLICT (title_id, file_id) DO UPDATE SET version = excluded.version, label = excluded.label,
                part = excluded.part
            """
        }
        return (Set(changed.map(\.key.title)), Set(gone.map(\.title)))
    }
}
