/// Whether somebody is waiting for an outside service's answer.
package enum RequestUrgency: Sendable, Hashable {
    /// A person waits: goes before everything else.
    case interactive
    /// Imports, scans and enrichment.
    case bulk
}

/// By what a provider is asked for a title: its own id where that is known, else the IMDb id.
package struct TitleReference: Sendable, Hashable {
    /// A guess as long as only the IMDb id is known.
    package let kind: TitleKind
    package let imdbID: IMDbID?
    package let tmdbID: Int?

    package init(kind: TitleKind, imdbID: IMDbID?, tmdbID: Int? = nil) {
        self.kind = kind
        self.imdbID = imdbID
        self.tmdbID = tmdbID
    }
}

/// Why a provider gave no answer this time. The text is for the administrator and holds no secret.
package struct MetadataFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What clients of the server are told apart by.
    package enum Kind: Sendable, Equatable {
        /// The service asks for fewer requests.
        case tooFast
        /// There was no connection, or no answer in time.
        case unreachable
        case other
    }

    package let description: String
    /// Whether the service as a whole is out of order, so that asking for the next title would fail as well.
    package let concernsService: Bool
    package let kind: Kind

    package init(_ description: String, concernsService: Bool, kind: Kind = .other) {
        self.description = description
        self.concernsService = concernsService
        self.kind = kind
    }
}

/// What a provider says about one title.
package enum MetadataLookup: Sendable, Equatable {
    case found(TitleDraft)
    /// The provider does not know the id.
    case unknown
    /// Worth asking again later.
    case failed(MetadataFailure)
}

/// An outside service that knows titles by their ids.
package protocol MetadataProvider: Sendable {
    /// The name under which its answers are recorded.
    var name: String { get }
    /// The source that fields from it are merged under.
    var source: FieldSource { get }
    /// Asks for one title. Throws `CancellationError` only.
    func lookUp(_ reference: TitleReference, _ urgency: RequestUrgency) async throws -> MetadataLookup
}
