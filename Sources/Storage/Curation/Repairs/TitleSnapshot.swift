import Domain

/// What a title was before or after a repair, as the journal keeps it.
struct TitleSnapshot: Codable, Equatable {
    let imdbID: IMDbID?
    let tmdbID: Int?
    let metadata: TitleMetadata
    let provenance: Provenance
    /// Whether a provider was to be asked about it.
    let isWanted: Bool

    init(_ title: Title, isWanted: Bool) {
        imdbID = title.imdbID
        tmdbID = title.tmdbID
        metadata = title.metadata
        provenance = title.provenance
        self.isWanted = isWanted
    }
}

extension MetadataField {
    /// Whether two titles say the same.
    func isEqual(_ one: TitleMetadata, _ two: TitleMetadata) -> Bool {
        var copy = one
        self.copy(from: two, to: &copy)
        return copy == one
    }
}

extension ChangeField {
    /// The field of a title's metadata that it is about; nil for ids and duplicates.
    var metadataField: MetadataField? {
        switch self {
        case .genres: .genres
        case .keywords: .keywords
        case .artwork: .posterPath
        default: nil
        }
    }
}
