import Domain
import SQL

/// Reads what belongs to titles without being part of them; one statement each.
enum BesideTitles {
    static func surroundings(
        of titles: [TitleID], _ connection: any SQLConnection
    ) throws -> TitleSurroundings {
        var surroundings = TitleSurroundings()
        surroundings.moments = try moments(of: titles, connection)
        surroundings.pictures = try pictures(of: titles, connection)
        surroundings.copies = try ServerCopyRows.copies(of: titles, connection)
        surroundings.facts = try SeriesFactRows.facts(of: titles, connection)
        return surroundings
    }

    static func moments(
        of titles: [TitleID], _ connection: any SQLConnection
    ) throws -> [TitleID: TitleMoments] {
        var moments: [TitleID: TitleMoments] = [:]
        try connection.forEach("SELECT id, added_at, changed_at FROM title WHERE id IN \(list: titles)") { row in
            moments[try row.get(0)] = TitleMoments(addedAt: try row.get(1), changedAt: try row.get(2))
        }
        return moments
    }

    static func pictures(
        of titles: [TitleID], _ connection: any SQLConnection
    ) throws -> [TitleID: [ArtworkKind: Artwork]] {
        var pictures: [TitleID: [ArtworkKind: Artwork]] = [:]
        try connection.forEach("\(sql: MediaRows.artworkQuery) WHERE a.title_id IN \(list: titles)") { row in
            let picture = try MediaRows.artwork(row)
            pictures[picture.titleID, default: [:]][picture.kind] = picture
        }
        return pictures
    }

    /// The numbered episodes of series, counted by season.
    static func seasons(
        of series: [TitleID], _ connection: any SQLConnection
    ) throws -> [TitleID: SeasonCounts] {
        var seasons: [TitleID: SeasonCounts] = [:]
        try connection.forEach(
            """
            SELECT series_id, season, COUNT(*) FROM episode
            WHERE series_id IN \(list: series) AND number IS NOT NULL GROUP BY series_id, season
            """
        ) { row in
            seasons[try row.get(0), default: [:]][try row.int(1)] = try row.int(2)
        }
        return seasons
    }
}
