import Domain
import SQL

/// The names of people, studios, genres and keywords that a batch of drafts needs, with their ids where they have one.
///
/// Names that differ only in case are one; the spelling that came first stays.
struct Vocabulary {
    enum Table: CaseIterable {
        case person
        case studio
        case genre
        case keyword
    }

    private struct Name {
        let key: String
        let spelling: String
    }

    private struct Entry {
        let spelling: String
        var id: Int?
    }

    private var entries: [Table: [String: Entry]] = [:]
    /// Folding is the dear part and most names come many times.
    private var folded: [String: Name] = [:]

    /// Reads what the database knows of the drafts' names: one statement per table.
    init(of drafts: [TitleDraft], _ connection: any SQLConnection) throws {
        for table in Table.allCases {
            var wanted: [String: Entry] = [:]
            for name in drafts.lazy.flatMap({ $0.metadata.names(table) }) {
                let name = fold(name)
                if !name.key.isEmpty, wanted[name.key] == nil { wanted[name.key] = Entry(spelling: name.spelling) }
            }
            entries[table] = wanted
            try read(Set(wanted.keys), table, connection)
        }
    }

    private mutating func read(_ keys: Set<String>, _ table: Table, _ connection: any SQLConnection) throws {
        guard !keys.isEmpty else { return }
        for row in try connection.query(table.lookup(Array(keys))) {
            entries[table, default: [:]][try row.text(1)] = Entry(spelling: try row.text(2), id: try row.int(0))
        }
    }

    /// The names as they are or will be stored: each once, empty ones left out.
    mutating func spelled(_ names: [String], _ table: Table) -> [String] {
        var seen: Set<String> = []
        return names.compactMap { name in
            let key = fold(name).key
            guard !key.isEmpty, seen.insert(key).inserted else { return nil }
            return entries[table]?[key]?.spelling ?? name
        }
    }

    /// The credits as they are or will be stored; a person may have several roles.
    mutating func spelled(_ credits: [Credit]) -> [Credit] {
        var seen: Set<Credit> = []
        return credits.compactMap { credit in
            let key = fold(credit.name).key
            guard !key.isEmpty else { return nil }
            let spelled = Credit(name: entries[.person]?[key]?.spelling ?? credit.name, role: credit.role)
            return seen.insert(spelled).inserted ? spelled : nil
        }
    }

    /// Stores the names that have no id yet.
    ///
    /// Some may be no draft's but a stored title's, whose other names changed.
    mutating func insert(_ names: some Sequence<String>, _ table: Table, _ connection: any SQLConnection) throws {
        let keys = Set(names.map { fold($0).key })
        try read(keys.filter { entries[table]?[$0] == nil }, table, connection)
        let missing = keys.filter { entries[table]?[$0]?.id == nil }
        let rows = missing.sorted().map { key in
            [SQLBinding(entries[table]?[key]?.spelling ?? key), SQLBinding(key)] + table.kind.map { SQLBinding($0) }
        }
        for row in try connection.insert(rows, table.insertion) {
            let key = try row.text(1)
            entries[table]?[key]?.id = try row.int(0)
        }
    }

    mutating func id(_ name: String, _ table: Table) throws -> Int {
        let key = fold(name).key
        guard let id = entries[table]?[key]?.id else {
            throw SQLError.decoding("a name of the vocabulary has no id")
        }
        return id
    }

    private mutating func fold(_ name: String) -> Name {
        if let known = folded[name] { return known }
        // Tidied again, because the cut may leave a space at the end.
        let spelling = Folding.tidied(Folding.bounded(Folding.tidied(name)))
        let new = Name(key: Folding.nameKey(spelling), spelling: spelling)
        folded[name] = new
        return new
    }
}

extension Vocabulary.Table {
    /// The kind in the table `term`; absent for tables of their own.
    fileprivate var kind: [String] {
        switch self {
        case .person, .studio: []
        case .genre: ["genre"]
        case .keyword: ["keyword"]
        }
    }

    fileprivate func lookup(_ keys: [String]) -> SQL {
        switch self {
        case .person: "SELECT id, name_key, name FROM person WHERE name_key IN \(list: keys)"
        case .studio: "SELECT id, name_key, name FROM studio WHERE name_key IN \(list: keys)"
        case .genre: "SELECT id, name_key, name FROM term WHERE kind = 'genre' AND name_key IN \(list: keys)"
        case .keyword: "SELECT id, name_key, name FROM term WHERE kind = 'keyword' AND name_key IN \(list: keys)"
        }
    }

    fileprivate func insertion(_ rows: ArraySlice<[SQLBinding]>) -> SQL {
        switch self {
        case .person: "INSERT INTO person (name, name_key) VALUES \(rows: rows) RETURNING id, name_key"
        case .studio: "INSERT INTO studio (name, name_key) VALUES \(rows: rows) RETURNING id, name_key"
        case .genre, .keyword:
            "INSERT INTO term (name, name_key, kind) VALUES \(rows: rows) RETURNING id, name_key"
        }
    }
}

extension TitleMetadata {
    func names(_ table: Vocabulary.Table) -> [String] {
        switch table {
        case .person: credits.map(\.name)
        case .studio: studios
        case .genre: genres
        case .keyword: keywords
        }
    }
}
