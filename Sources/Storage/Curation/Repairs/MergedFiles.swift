import Domain
import SQL

/// Moves rows of `title_file` from titles to others and back, in a fixed number of statements.
struct MergedFiles {
    /// Whose files go to whom.
    struct Pair {
        let from: TitleID
        let to: TitleID
    }

    /// A file that went over, with its place before.
    struct Move: Codable, Equatable {
        let file: MediaFileID
        let from: TitleID
        let to: TitleID
        let version: Int
        let label: String?
        let part: Int
        /// The other title had it already.
        let wasThere: Bool
    }

    private struct Link: Hashable {
        let title: TitleID
        let file: MediaFileID
    }

    private struct Row {
        let link: Link
        let version: Int
        let label: String?
        let part: Int
    }

    let connection: any SQLConnection

    /// The files become versions behind those that are there.
    func move(_ pairs: [Pair]) throws -> [Move] {
        guard !pairs.isEmpty else { return [] }
        let rows = Dictionary(grouping: try rows(pairs.flatMap { [$0.from, $0.to] }), by: \.link.title)
        var (moves, new) = ([Move](), [Row]())
        for pair in pairs {
            let present = rows[pair.to] ?? []
            let (known, next) = (Set(present.map(\.link.file)), (present.map(\.version).max() ?? -1) + 1)
            let coming = rows[pair.from] ?? []
            let versions = Set(coming.map(\.version)).sorted()
            for row in coming {
                let wasThere = known.contains(row.link.file)
                moves.append(
                    Move(
                        file: row.link.file, from: pair.from, to: pair.to, version: row.version, label: row.label,
                        part: row.part, wasThere: wasThere))
                guard !wasThere else { continue }
                let number = next + (versions.firstIndex(of: row.version) ?? 0)
                let link = Link(title: pair.to, file: row.link.file)
                new.append(Row(link: link, version: number, label: row.label, part: row.part))
            }
        }
        try connection.execute("DELETE FROM title_file WHERE title_id IN \(list: pairs.map(\.from))")
        try insert(new)
        return moves
    }

    /// What is still where it was moved to goes back. Returns what does not, for people.
    func moveBack(_ moves: [Move]) throws -> [String] {
        guard !moves.isEmpty else { return [] }
        let present = Set(try rows(moves.flatMap { [$0.from, $0.to] }).map(\.link))
        let homes = Set(
            try connection.query("SELECT id FROM title WHERE id IN \(list: Set(moves.map(\.from)))")
                .map { try $0.get(0, as: TitleID.self) })
        let back = moves.filter { move in
            homes.contains(move.from) && present.contains(Link(title: move.to, file: move.file))
                && !present.contains(Link(title: move.from, file: move.file))
        }
        let left = back.filter { !$0.wasThere }.map { [Int($0.to.rawValue), Int($0.file.rawValue)] }
        if !left.isEmpty {
            try connection.execute("DELETE FROM title_file WHERE (title_id, file_id) IN \(sql: .pairs(left))")
        }
        try insert(
            back.map { move in
                Row(
                    link: Link(title: move.from, file: move.file), version: move.version, label: move.label,
                    part: move.part)
            })
        let others = moves.count - back.count
        return others == 0 ? [] : ["\(others) of the files were moved or removed since and stay as they are."]
    }

    private func rows(_ titles: [TitleID]) throws -> [Row] {
        try connection.query(
            """
            SELECT title_id, file_id, version, label, part FROM title_file WHERE title_id IN \(list: titles)
            ORDER BY title_id, version, part, file_id
            """
        ).map { row in
            Row(
                link: Link(title: try row.get(0), file: try row.get(1)), version: try row.int(2),
                label: try row.optionalText(3), part: try row.int(4))
        }
    }

    private func insert(_ rows: [Row]) throws {
        let values = rows.map { row in
            [
                SQLBinding(row.link.title), SQLBinding(row.link.file), SQLBinding(row.version), SQLBinding(row.label),
                SQLBinding(row.part),
            ]
        }
        try connection.insert(values) {
            "INSERT INTO title_file (title_id, file_id, version, label, part) VALUES \(rows: $0)"
        }
    }
}
