import Basics
import Crypto
import Domain

/// The answer of `GET /library/hash`.
struct HashResponse: Encodable {
    var success = true
    let count: Int
    let fingerprints: [String]

    init(_ set: OwnedSet) {
        count = set.ids.count
        fingerprints = set.ids.map(Self.fingerprint)
    }

    /// The first eight hexadecimal digits of the id's SHA-1, as clients compute it from their own list.
    static func fingerprint(_ id: IMDbID) -> String {
        Hex.encode(Insecure.SHA1.hash(data: Array(id.rawValue.utf8)).prefix(4))
    }
}

/// The answer of `GET /kodi/movies/list`.
struct MovieListResponse: Encodable {
    struct Pagination: Encodable {
        let page: Int
        let pages: Int
        let perPage: Int
        let total: Int
        let hasNext: Bool
        let hasPrevious: Bool

        enum CodingKeys: String, CodingKey {
            case page, pages, total
            case perPage = "per_page"
            case hasNext = "has_next"
            case hasPrevious = "has_prev"
        }
    }

    var success = true
    let movies: [String]
    let pagination: Pagination
    let userMovieCount: Int

    init(_ set: OwnedSet, _ page: PageRequest) {
        let pages = page.count(of: set.ids.count)
        movies = page.slice(of: set.ids).map(\.rawValue)
        pagination = Pagination(
            page: page.page, pages: pages, perPage: page.size, total: set.ids.count, hasNext: page.page < pages,
            hasPrevious: page.page > 1 && !set.ids.isEmpty)
        userMovieCount = set.ids.count
    }

    enum CodingKeys: String, CodingKey {
        case success, movies, pagination
        case userMovieCount = "user_movie_count"
    }
}

/// The answer of `DELETE /kodi/movies/clear`.
struct ClearResponse: Encodable {
    var success = true
    let message: String
    let deletedCount: Int

    init(count: Int) {
        message = "Cleared \(count) movies from your list"
        deletedCount = count
    }

    enum CodingKeys: String, CodingKey {
        case success, message
        case deletedCount = "deleted_count"
    }
}

/// The answer of `GET /v1/library/version`.
struct LibraryVersionResponse: Encodable {
    let head: OwnedSetHead

    init(_ head: OwnedSetHead) {
        self.head = head
    }

    enum CodingKeys: String, CodingKey {
        case version, etag
        case itemCount = "item_count"
        case lastModified = "last_modified"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(head.version, forKey: .version)
        try container.encode(head.etag, forKey: .etag)
        try container.encode(head.size, forKey: .itemCount)
        try container.encode(head.lastModified?.iso8601, forKey: .lastModified)
    }
}

/// The answer of `GET /v1/library/ids`.
struct LibraryIDsResponse: Encodable {
    struct Pagination: Encodable {
        let page: Int
        let pageSize: Int
        let totalItems: Int
        let totalPages: Int
        let hasNext: Bool
        let hasPrevious: Bool

        enum CodingKeys: String, CodingKey {
            case page
            case pageSize = "page_size"
            case totalItems = "total_items"
            case totalPages = "total_pages"
            case hasNext = "has_next"
            case hasPrevious = "has_prev"
        }
    }

    let version: Int
    let etag: String
    let imdbIDs: [String]
    let pagination: Pagination

    init(_ set: OwnedSet, _ page: PageRequest) {
        let pages = page.count(of: set.ids.count)
        version = set.version
        etag = set.etag
        imdbIDs = page.slice(of: set.ids).map(\.rawValue)
        pagination = Pagination(
            page: page.page, pageSize: page.size, totalItems: set.ids.count, totalPages: pages,
            hasNext: page.page < pages, hasPrevious: page.page > 1 && !set.ids.isEmpty)
    }

    enum CodingKeys: String, CodingKey {
        case version, etag, pagination
        case imdbIDs = "imdb_ids"
    }
}

/// The answer of `POST /v1/library/add`.
struct AddResponse: Encodable {
    struct Results: Encodable {
        let added: Int
        let alreadyPresent: Int
        let invalid: Int

        enum CodingKeys: String, CodingKey {
            case added, invalid
            case alreadyPresent = "already_present"
        }
    }

    private let change: SetChangeResponse<Results>

    init(_ entries: [String?], _ outcome: SetOutcome) {
        change = SetChangeResponse(entries, outcome, words: (done: "added", duplicate: "already_present")) {
            Results(added: $0.accepted, alreadyPresent: $0.duplicates, invalid: $0.invalid)
        }
    }

    func encode(to encoder: any Encoder) throws {
        try change.encode(to: encoder)
    }
}

/// The answer of `POST /v1/library/remove`.
struct RemoveResponse: Encodable {
    struct Results: Encodable {
        let removed: Int
        let notFound: Int
        let invalid: Int

        enum CodingKeys: String, CodingKey {
            case removed, invalid
            case notFound = "not_found"
        }
    }

    private let change: SetChangeResponse<Results>

    init(_ entries: [String?], _ outcome: SetOutcome) {
        change = SetChangeResponse(entries, outcome, words: (done: "removed", duplicate: "not_found")) {
            Results(removed: $0.accepted, notFound: $0.duplicates, invalid: $0.invalid)
        }
    }

    func encode(to encoder: any Encoder) throws {
        try change.encode(to: encoder)
    }
}

/// What adding and removing answer, each in its own words.
private struct SetChangeResponse<Results: Encodable>: Encodable {
    var success = true
    let results: Results
    let items: [ItemVerdict]
    let version: Int
    let etag: String
    let itemCount: Int

    init(
        _ entries: [String?], _ outcome: SetOutcome, words: (done: String, duplicate: String),
        results: (EntryTallies) -> Results
    ) {
        self.results = results(EntryTallies(outcome.verdicts))
        items = zip(entries, outcome.verdicts).map { entry, verdict in
            let word =
                switch verdict {
                case .accepted: words.done
                case .duplicate: words.duplicate
                case .invalid: "invalid"
                }
            return ItemVerdict(imdbID: entry, status: word)
        }
        version = outcome.head.version
        etag = outcome.head.etag
        itemCount = outcome.head.size
    }

    enum CodingKeys: String, CodingKey {
        case success, results, items, version, etag
        case itemCount = "item_count"
    }
}
