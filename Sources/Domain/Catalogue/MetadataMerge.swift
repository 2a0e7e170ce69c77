/// A field of a title's metadata that has a source and can be locked.
package enum MetadataField: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    case title
    case originalTitle = "original_title"
    case year
    case releaseDate = "release_date"
    case overview
    case tagline
    case runtimeMinutes = "runtime_minutes"
    case contentRating = "content_rating"
    case voteAverage = "vote_average"
    case voteCount = "vote_count"
    case popularity
    case posterPath = "poster_path"
    case genres
    case keywords
    case studios
    case countries
    case languages
    case credits
}

/// The one rule by which sources agree on a title: a present value replaces a missing one, a value of the same or
/// a stronger source replaces an older one, a locked field never changes by itself, and nothing is ever erased by
/// a source that is silent.
package enum MetadataMerge {
    package static func merged(
        _ old: (metadata: TitleMetadata, provenance: Provenance)?, with new: TitleMetadata, from source: FieldSource
    ) -> (metadata: TitleMetadata, provenance: Provenance) {
        var metadata = old?.metadata ?? TitleMetadata(title: "")
        var provenance = old?.provenance ?? Provenance()
        for field in MetadataField.allCases where field.isPresent(in: new) {
            let present = field.isPresent(in: metadata)
            let strongEnough = provenance.sources[field].map { $0 <= source } ?? true
            guard !provenance.locked.contains(field), !present || strongEnough else { continue }
            field.copy(from: new, to: &metadata)
            provenance.sources[field] = source
        }
        return (metadata, provenance)
    }
}

extension MetadataField {
    /// The fields of which there is something.
    package static func present(in metadata: TitleMetadata) -> Set<MetadataField> {
        Set(allCases.filter { $0.isPresent(in: metadata) })
    }

    /// Whether there is something of it.
    package func isPresent(in metadata: TitleMetadata) -> Bool {
        switch self {
        case .title: !metadata.title.isEmpty
        case .originalTitle: metadata.originalTitle != nil
        case .year: metadata.year != nil
        case .releaseDate: metadata.releaseDate != nil
        case .overview: metadata.overview != nil
        case .tagline: metadata.tagline != nil
        case .runtimeMinutes: metadata.runtimeMinutes != nil
        case .contentRating: metadata.contentRating != nil
        case .voteAverage: metadata.voteAverage != nil
        case .voteCount: metadata.voteCount != nil
        case .popularity: metadata.popularity != nil
        case .posterPath: metadata.posterPath != nil
        case .genres: !metadata.genres.isEmpty
        case .keywords: !metadata.keywords.isEmpty
        case .studios: !metadata.studios.isEmpty
        case .countries: !metadata.countries.isEmpty
        case .languages: !metadata.languages.isEmpty
        case .credits: !metadata.credits.isEmpty
        }
    }

    /// Takes the field over, also where there is nothing of it.
    package func copy(from new: TitleMetadata, to metadata: inout TitleMetadata) {
        switch self {
        case .title: metadata.title = new.title
        case .originalTitle: metadata.originalTitle = new.originalTitle
        case .year: metadata.year = new.year
        case .releaseDate: metadata.releaseDate = new.releaseDate
        case .overview: metadata.overview = new.overview
        case .tagline: metadata.tagline = new.tagline
        case .runtimeMinutes: metadata.runtimeMinutes = new.runtimeMinutes
        case .contentRating: metadata.contentRating = new.contentRating
        case .voteAverage: metadata.voteAverage = new.voteAverage
        case .voteCount: metadata.voteCount = new.voteCount
        case .popularity: metadata.popularity = new.popularity
        case .posterPath: metadata.posterPath = new.posterPath
        case .genres: metadata.genres = new.genres
        case .keywords: metadata.keywords = new.keywords
        case .studios: metadata.studios = new.studios
        case .countries: metadata.countries = new.countries
        case .languages: metadata.languages = new.languages
        case .credits: metadata.credits = new.credits
        }
    }
}
