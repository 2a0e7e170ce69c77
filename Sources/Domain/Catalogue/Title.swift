/// What kind of work a title is.
package enum TitleKind: String, Sendable, Codable, CaseIterable {
    case movie
    case series
    case episode
    case scene
}

/// How much the catalogue knows of a title.
package enum TitleState: String, Sendable, Codable {
    /// Only an id is known: somebody owns, rated or imported it, and enrichment has not run yet.
    case pending
    /// It has metadata.
    case known
    /// Enrichment tried and failed, or the provider does not know the id; or the title was given up for another entry
    /// of the same work.
    case failed
}

/// Where the value of a field came from, weakest first: a stronger source replaces a weaker one's value.
package enum FieldSource: String, Sendable, Codable, CaseIterable, Comparable {
    case fileName = "file_name"
    case load
    case mediaServer = "media_server"
    case stash
    case tmdb
    case nfo
    case user

    package static func < (left: FieldSource, right: FieldSource) -> Bool { left.strength < right.strength }

    private var strength: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A person's part in a title.
package struct Credit: Hashable, Sendable, Codable {
    package enum Role: String, Sendable, Codable, CaseIterable {
        case director
        case writer
        case cast
    }

    package let name: String
    package let role: Role

    package init(name: String, role: Role) {
        self.name = name
        self.role = role
    }
}

/// The facts about a title that metadata sources supply: every field has its own provenance.
package struct TitleMetadata: Hashable, Sendable, Codable {
    package var title: String
    package var originalTitle: String?
    package var year: Int?
    /// `YYYY-MM-DD`.
    package var releaseDate: String?
    package var overview: String?
    package var tagline: String?
    /// Whole minutes.
    package var runtimeMinutes: Int?
    package var contentRating: String?
    /// 0–10.
    package var voteAverage: Double?
    package var voteCount: Int?
    package var popularity: Double?
    package var posterPath: String?
    package var genres: [String] = []
    package var keywords: [String] = []
    package var studios: [String] = []
    /// ISO 3166-1 codes as the source gives them.
    package var countries: [String] = []
    /// ISO 639-1 codes as the source gives them.
    package var languages: [String] = []
    /// Directors first, then the cast in billing order.
    package var credits: [Credit] = []

    package init(title: String) {
        self.title = title
    }

    package var directors: [String] { credits.filter { $0.role == .director }.map(\.name) }
    /// Everybody who is named, each once.
    package var people: [String] {
        var seen: Set<String> = []
        return credits.map(\.name).filter { seen.insert($0).inserted }
    }
    package var writers: [String] { credits.filter { $0.role == .writer }.map(\.name) }
    package var cast: [String] { credits.filter { $0.role == .cast }.map(\.name) }
}

/// Which source each field came from, and which fields are locked against every automatic change.
package struct Provenance: Hashable, Sendable, Codable {
    package var sources: [MetadataField: FieldSource]
    package var locked: Set<MetadataField>

    package init(sources: [MetadataField: FieldSource] = [:], locked: Set<MetadataField> = []) {
        self.sources = sources
        self.locked = locked
    }
}

/// A title of the catalogue as it is stored.
package struct Title: Hashable, Sendable {
    package let id: TitleID
    package let uuid: String
    package let kind: TitleKind
    package let state: TitleState
    package let imdbID: IMDbID?
    package let tmdbID: Int?
    package let metadata: TitleMetadata
    package let provenance: Provenance
    /// The catalogue's version at the title's last change; grows with every change.
    package let revision: Int64
    /// By what else IMDb knows it: ids of entries that were given up for this one. Only the feed of changes tells them.
    package var otherIMDbIDs: [IMDbID] = []

    package init(
        identity: TitleIdentity, state: TitleState, metadata: TitleMetadata, provenance: Provenance, revision: Int64
    ) {
        id = identity.id
        uuid = identity.uuid
        kind = identity.kind
        imdbID = identity.imdbID
        tmdbID = identity.tmdbID
        self.state = state
        self.metadata = metadata
        self.provenance = provenance
        self.revision = revision
    }
}

/// The keys by which a title is known here and elsewhere.
package struct TitleIdentity: Hashable, Sendable {
    package let id: TitleID
    package let uuid: String
    package let kind: TitleKind
    package let imdbID: IMDbID?
    package let tmdbID: Int?

    package init(id: TitleID, uuid: String, kind: TitleKind, imdbID: IMDbID?, tmdbID: Int?) {
        self.id = id
        self.uuid = uuid
        self.kind = kind
        self.imdbID = imdbID
        self.tmdbID = tmdbID
    }
}

/// What one source says about one title: the input of the merge rule.
package struct TitleDraft: Sendable, Hashable {
    package var kind: TitleKind
    package var imdbID: IMDbID?
    package var tmdbID: Int?
    package var metadata: TitleMetadata
    /// Facet texts that came with the title; absent ones are composed later.
    package var facets: [Facet: String]

    package init(kind: TitleKind, imdbID: IMDbID?, tmdbID: Int?, metadata: TitleMetadata, facets: [Facet: String] = [:])
    {
        self.kind = kind
        self.imdbID = imdbID
        self.tmdbID = tmdbID
        self.metadata = metadata
        self.facets = facets
    }
}
