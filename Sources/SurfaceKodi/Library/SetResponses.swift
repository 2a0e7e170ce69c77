import Basics
import Crypto
import Domain
import SurfaceKit

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
        let total = set.ids.count
        movies = page.slice(of: set.ids).map(\.rawValue)
        pagination = Pagination(
            page: page.page, pages: page.count(of: total), perPage: page.size, total: total,
            hasNext: page.hasNext(of: total), hasPrevious: page.hasPrevious(of: total))
        userMovieCount = total
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
        let total = set.ids.count
        version = set.version
        etag = set.etag
        imdbIDs = page.slice(of: set.ids).map(\.rawValue)
        pagination = Pagination(
            page: page.page, pageSize: page.size, totalItems: total, totalPages: page.count(of: total),
            hasNext: page.hasNext(of: total), hasPrevious: page.hasPrevious(of: total))
    }

    enum CodingKeys: String, CodingKey {
        case version, etag, pagination
        case imdbIDs = "imdb_ids"
    }
}

/// The answers of `POST /v1/library/add` and `/remove`, each in its own words, with a line for each entry.
struct SetChangeResponse {
    /// What clients call entries that were added or removed, and those that made no difference: alone and in sums.
    private struct Words {
        let done: String
        let same: String
    }

    private let words: Words
    private let entries: [String?]
    private let outcome: SetOutcome

    static func added(_ entries: [String?], _ outcome: SetOutcome) -> SetChangeResponse {
        SetChangeResponse(
            words: Words(done: "added", same: "already_present"), entries: entries, outcome: outcome)
    }

    static func removed(_ entries: [String?], _ outcome: SetOutcome) -> SetChangeResponse {
        SetChangeResponse(words: Words(done: "removed", same: "not_found"), entries: entries, outcome: outcome)
    }

    var bytes: [UInt8] {
        let tallies = EntryTallies(outcome.verdicts)
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("etag")
            writer.value(outcome.head.etag)
            writer.name("item_count")
            writer.value(outcome.head.size)
            writer.name("items")
            writer.list(zip(entries, outcome.verdicts)) { $0.item($1.0, word(for: $1.1)) }
            writer.name("results")
            writer.counts([
                (words.done, tallies.accepted), (words.same, tallies.duplicates), ("invalid", tallies.invalid),
            ])
            writer.name("success")
            writer.value(true)
            writer.name("version")
            writer.value(outcome.head.version)
        }
        return writer.bytes
    }

    private func word(for verdict: EntryVerdict) -> String {
        switch verdict {
        case .accepted: words.done
        case .duplicate: words.same
        case .invalid: "invalid"
        }
    }
}
