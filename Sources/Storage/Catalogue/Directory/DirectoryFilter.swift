import Domain
import SQL

/// Which titles of the directory a list holds.
struct DirectoryFilter {
    private let text: String
    /// Nil takes every genre.
    private let genre: Int32?
    /// Nil takes every title.
    private let only: TitleBits?
    private let hidden: TitleBits

    /// `text` is folded and may be empty. Nil when there is nothing of what is filtered by.
    init?(
        _ filter: BrowseFilter, _ text: String, in directory: BrowseDirectory, _ connection: any SQLConnection
    ) throws {
        self.text = text
        genre = filter.genre.flatMap { name in directory.genreNames.first { $0.value == name }?.key }
        if filter.genre != nil, genre == nil { return nil }
        only = try Self.only(filter, connection)
        hidden = try filter.showsHidden ? TitleBits() : Self.hidden(connection)
    }

    /// The places of a page on a shelf, and how many titles the whole list has.
    func page(of shelf: DirectoryShelf, offset: Int, limit: Int) -> (places: [Int], total: Int) {
        let first = max(0, offset)
        guard !text.isEmpty || genre != nil || only != nil || !hidden.isEmpty else {
            let total = shelf.ids.count
            return (Array((min(first, total)..<total).prefix(max(0, limit))), total)
        }
        var (places, total) = ([Int](), 0)
        let visit = { (place: Int) in
            guard isWanted(place, on: shelf) else { return }
            if total >= first, places.count < limit { places.append(place) }
            total += 1
        }
        if text.isEmpty {
            shelf.ids.indices.forEach(visit)
        } else {
            shelf.forEachPlace(containing: text, visit)
        }
        return (places, total)
    }

    private func isWanted(_ place: Int, on shelf: DirectoryShelf) -> Bool {
        if let genre, !shelf.genres(at: place).contains(genre) { return false }
        let id = shelf.ids[place]
        return only?.contains(id) ?? true && !hidden.contains(id)
    }
}

extension DirectoryFilter {
    /// The titles of a studio and a status; nil where neither is asked for.
    private static func only(_ filter: BrowseFilter, _ connection: any SQLConnection) throws -> TitleBits? {
        var conditions: [SQL] = []
        if let status = filter.status {
            conditions.append("SELECT title_id FROM series_fact WHERE status = \(status)")
        }
        if let studio = filter.studio {
            conditions.append(
                """
                SELECT m.title_id FROM studio s JOIN title_studio m ON m.studio_id = s.id
                WHERE s.name_key = \(Folding.nameKey(studio)) AND s.name = \(studio)
                """)
        }
        guard !conditions.isEmpty else { return nil }
        return try bits(conditions.joined(separator: " INTERSECT "), connection)
    }

    /// What lists hide: few titles, of which no version tells when they change.
    static func hidden(_ connection: any SQLConnection) throws -> TitleBits {
        try bits("SELECT t.id FROM title t WHERE t.hidden <> 0 AND NOT \(sql: TitleHiding.isShown)", connection)
    }

    private static func bits(_ query: SQL, _ connection: any SQLConnection) throws -> TitleBits {
        var bits = TitleBits()
        try connection.forEach(query) { bits.insert(try $0.get(0)) }
        return bits
    }
}
