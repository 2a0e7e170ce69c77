import Basics
import Domain
import SQL

/// Reads one title with all that its own page shows.
enum DetailRows {
    /// Nil unless there is a known title of this kind.
    static func title(
        _ id: TitleID, _ kind: TitleKind, _ connection: any SQLConnection
    ) throws -> DetailedTitle? {
        let row = try connection.first(
            """
            SELECT imdb_id, tmdb_id, added_at, changed_at, title, original_title, year, release_date, overview, tagline,
                runtime_minutes, content_rating, vote_average, vote_count, popularity, poster_path, countries, languages
            FROM title WHERE id = \(id) AND kind = \(kind) AND state = 'known'
            """)
        guard let row else { return nil }
        var metadata = try metadata(row)
        try addNames(of: id, to: &metadata, connection)
        let moments = TitleMoments(addedAt: try row.get(2), changedAt: try row.get(3))
        var listed = ListedTitle(id: id, kind: kind, metadata: metadata, moments: moments)
        listed.pictures = try BesideTitles.pictures(of: [id], connection)[id] ?? [:]
        listed.serverItem = try ServerCopyRows.copies(of: [id], connection)[id]?.first?.itemID
        if kind == .series {
            listed.facts = try SeriesFactRows.facts(of: [id], connection)[id]
            listed.seasons = try BesideTitles.seasons(of: [id], connection)[id] ?? [:]
        }
        return DetailedTitle(listed: listed, imdbID: try row.get(0), tmdbID: try row.optionalInt(1))
    }

    private static func metadata(_ row: SQLRow) throws -> TitleMetadata {
        var metadata = TitleMetadata(title: try row.text(4))
        metadata.originalTitle = try row.optionalText(5)
        metadata.year = try row.optionalInt(6)
        metadata.releaseDate = try row.optionalText(7)
        metadata.overview = try row.optionalText(8)
        metadata.tagline = try row.optionalText(9)
        metadata.runtimeMinutes = try row.optionalInt(10)
        metadata.contentRating = try row.optionalText(11)
        metadata.voteAverage = try row.optionalDouble(12)
        metadata.voteCount = try row.optionalInt(13)
        metadata.popularity = try row.optionalDouble(14)
        metadata.posterPath = try row.optionalText(15)
        metadata.countries = try JSONText.decodeCodes(row.text(16))
        metadata.languages = try JSONText.decodeCodes(row.text(17))
        return metadata
    }

    /// All lists of the title in one statement.
    private static func addNames(
        of id: TitleID, to metadata: inout TitleMetadata, _ connection: any SQLConnection
    ) throws {
        try connection.forEach(
            """
            SELECT k.kind, l.position, k.name FROM title_term l JOIN term k ON k.id = l.term_id WHERE l.title_id = \(id)
            UNION ALL SELECT l.role, l.position, p.name FROM title_person l JOIN person p ON p.id = l.person_id
                WHERE l.title_id = \(id)
            UNION ALL SELECT 'studio', l.position, s.name FROM title_studio l JOIN studio s ON s.id = l.studio_id
                WHERE l.title_id = \(id)
            ORDER BY 2
            """
        ) { row in
            let name = try row.text(2)
            switch try row.text(0) {
            case "genre": metadata.genres.append(name)
            case "keyword": metadata.keywords.append(name)
            case "studio": metadata.studios.append(name)
            case let role: Credit.Role(rawValue: role).map { metadata.credits.append(Credit(name: name, role: $0)) }
            }
        }
    }
}
