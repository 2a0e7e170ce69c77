import Basics
import Domain
import SQL

/// Reads what lists show of a page of titles: a fixed number of statements, however many there are.
struct ListedRows {
    let connection: any SQLConnection

    /// The titles at these places of a shelf, in their order. What is gone in the meantime is left out.
    func titles(
        _ places: [Int], on shelf: DirectoryShelf, of kind: TitleKind, genreNames: [Int32: String]
    ) throws -> [ListedTitle] {
        let ids = places.map { TitleID(shelf.ids[$0]) }
        guard !ids.isEmpty else { return [] }
        let places = Dictionary(zip(ids, places)) { first, _ in first }
        let networks = kind == .series ? try networks(of: ids) : [:]
        var titles: [TitleID: ListedTitle] = [:]
        try connection.forEach(
            """
            SELECT id, title, original_title, year, overview, vote_average, runtime_minutes, poster_path, added_at,
                changed_at
            FROM title WHERE id IN \(list: ids)
            """
        ) { row in
            let id = try row.get(0, as: TitleID.self)
            var metadata = try metadata(row)
            metadata.genres = places[id].map { shelf.genres(at: $0).compactMap { genreNames[$0] } } ?? []
            metadata.studios = networks[id].map { [$0] } ?? []
            titles[id] = ListedTitle(
                id: id, kind: kind, metadata: metadata,
                moments: TitleMoments(addedAt: try row.get(8), changedAt: try row.get(9)))
        }
        try add(kind, ids, to: &titles)
        return ids.compactMap { titles[$0] }
    }

    private func metadata(_ row: SQLRow) throws -> TitleMetadata {
        var metadata = TitleMetadata(title: try row.text(1))
        metadata.originalTitle = try row.optionalText(2)
        metadata.year = try row.optionalInt(3)
        metadata.overview = try row.optionalText(4)
        metadata.voteAverage = try row.optionalDouble(5)
        metadata.runtimeMinutes = try row.optionalInt(6)
        metadata.posterPath = try row.optionalText(7)
        return metadata
    }

    /// What stands beside the titles.
    private func add(_ kind: TitleKind, _ ids: [TitleID], to titles: inout [TitleID: ListedTitle]) throws {
        for (id, pictures) in try BesideTitles.pictures(of: ids, connection) { titles[id]?.pictures = pictures }
        for (id, copies) in try ServerCopyRows.copies(of: ids, connection) {
            titles[id]?.serverItem = copies.first?.itemID
        }
        guard kind == .series else { return }
        for (id, facts) in try SeriesFactRows.facts(of: ids, connection) { titles[id]?.facts = facts }
        for (id, seasons) in try BesideTitles.seasons(of: ids, connection) { titles[id]?.seasons = seasons }
    }

    /// Of a series the catalogue keeps its networks in the place of studios.
    private func networks(of series: [TitleID]) throws -> [TitleID: String] {
        var networks: [TitleID: String] = [:]
        try connection.forEach(
            """
            SELECT l.title_id, s.name FROM title_studio l JOIN studio s ON s.id = l.studio_id
            WHERE l.title_id IN \(list: series) AND l.position = 0
            """
        ) { networks[try $0.get(0)] = try $0.text(1) }
        return networks
    }
}
