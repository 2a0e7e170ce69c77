import Domain
import LocalMedia

extension TitleDraft {
    /// What a description beside the files says of a title.
    init(_ entry: NFOEntry, kind: TitleKind) {
        var metadata = TitleMetadata(title: entry.title ?? "")
        metadata.originalTitle = entry.originalTitle
        metadata.year = entry.year
        metadata.releaseDate = entry.releaseDate
        metadata.overview = entry.plot ?? entry.outline
        metadata.tagline = entry.tagline
        metadata.runtimeMinutes = entry.runtimeMinutes
        metadata.contentRating = entry.certificates.isEmpty ? nil : entry.certificates.joined(separator: " / ")
        metadata.voteAverage = entry.rating?.value
        metadata.voteCount = entry.rating?.votes
        metadata.genres = entry.genres
        metadata.keywords = entry.tags
        metadata.studios = entry.studios
        metadata.countries = entry.countries
        metadata.credits =
            entry.directors.map { Credit(name: $0, role: .director) }
            + entry.writers.map { Credit(name: $0, role: .writer) }
            + entry.actors.map { Credit(name: $0.name, role: .cast) }
        self.init(
            kind: kind, imdbID: entry.imdbID.flatMap { IMDbID($0) }, tmdbID: entry.tmdbID, metadata: metadata)
    }
}

extension NFOEntry {
    /// Fields that their owner fixed: all that are there, or those that are named.
    var locked: Set<MetadataField> {
        if isLocked { return Set(MetadataField.allCases) }
        return Set(lockedFields.compactMap { Self.fields[$0.lowercased()] })
    }

    /// As media servers name them.
    private static let fields: [String: MetadataField] = [
        "name": .title, "title": .title, "originaltitle": .originalTitle, "overview": .overview, "plot": .overview,
        "tagline": .tagline, "runtime": .runtimeMinutes, "officialrating": .contentRating, "mpaa": .contentRating,
        "genres": .genres, "genre": .genres, "tags": .keywords, "studios": .studios, "studio": .studios,
        "cast": .credits, "productionlocations": .countries, "year": .year, "premiered": .releaseDate,
    ]
}
