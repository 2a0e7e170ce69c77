import Domain
import Search

/// A film in a list of results.
struct ResultEntry: Encodable {
    let imdbID: String
    let score: Double

    init(_ hit: SearchHit) {
        imdbID = hit.imdbID.rawValue
        score = hit.score
    }

    enum CodingKeys: String, CodingKey {
        case imdbID = "imdb_id"
        case score
    }
}

/// The answer of `POST /kodi/search/movies`.
struct SearchResponse: Encodable {
    var success = true
    /// As it was sent.
    let query: String
    let totalResults: Int
    let maxScore: Double
    let results: [ResultEntry]

    init(query: String, hits: [SearchHit]) {
        self.query = query
        totalResults = hits.count
        maxScore = hits.first?.score ?? 0
        results = hits.map { ResultEntry($0) }
    }

    enum CodingKeys: String, CodingKey {
        case success, query, results
        case totalResults = "total_results"
        case maxScore = "max_score"
    }
}

/// The answer of `GET /v1/library/search`.
struct LibrarySearchResponse: Encodable {
    var success = true
    let query: String
    let results: [ResultEntry]
    let totalResults: Int
    let libraryVersion: Int
    let libraryEtag: String

    init(query: String, hits: [SearchHit], library: OwnedSet) {
        self.query = query
        results = hits.map { ResultEntry($0) }
        totalResults = hits.count
        libraryVersion = library.version
        libraryEtag = library.etag
    }

    enum CodingKeys: String, CodingKey {
        case success, query, results
        case totalResults = "total_results"
        case libraryVersion = "library_version"
        case libraryEtag = "library_etag"
    }
}

/// The answer of `POST /similar_to`: ids alone, best first.
struct SimilarResponse: Encodable {
    var success = true
    let results: [String]

    init(_ hits: [SearchHit]) {
        results = hits.map(\.imdbID.rawValue)
    }
}

/// The answer of `POST /similar_to` for clients that read scores.
struct ScoredSimilarResponse: Encodable {
    var success = true
    let results: [ResultEntry]

    init(_ hits: [SearchHit]) {
        results = hits.map { ResultEntry($0) }
    }
}
