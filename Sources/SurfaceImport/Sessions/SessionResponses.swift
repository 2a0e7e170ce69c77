import Basics
import Domain
import SurfaceKit

/// A session that has just been opened.
struct UploadResponse: Encodable {
    let sessionID: String
    let totalEntries: Int
    let moviesFound: Int
    let seriesFiltered: Int
    let alreadyRanked: Int
    let readyForReview: Int
    let movies: [MovieResponse]
    let duplicatesMerged: Int
    let truncated: Int
    let rowsIgnored: Int
    let expiresAt: String

    init(_ session: ImportSession, _ items: [ImportItem], _ posters: PosterAddresses) {
        let counts = session.counts
        sessionID = session.uuid
        totalEntries = counts.totalEntries
        moviesFound = counts.filmRows
        seriesFiltered = counts.otherRows
        alreadyRanked = counts.alreadyRated
        readyForReview = items.count
        movies = items.map { MovieResponse($0, posters) }
        duplicatesMerged = counts.mergedRows
        truncated = counts.truncated
        rowsIgnored = counts.ignoredRows
        expiresAt = session.expiresAt.importText
    }

    enum CodingKeys: String, CodingKey {
        case movies, truncated
        case sessionID = "session_id"
        case totalEntries = "total_entries"
        case moviesFound = "movies_found"
        case seriesFiltered = "tv_shows_filtered"
        case alreadyRanked = "already_ranked"
        case readyForReview = "ready_for_review"
        case duplicatesMerged = "duplicates_merged"
        case rowsIgnored = "rows_ignored"
        case expiresAt = "expires_at"
    }
}

/// How far a session is.
struct SessionResponse: Encodable {
    let sessionID: String
    let source: ImportSource
    let currentIndex: Int
    let totalMovies: Int
    let addedCount: Int
    let skippedCount: Int
    let remainingCount: Int
    let createdAt: String
    let expiresAt: String
    /// Left out where sessions are listed.
    let movies: [MovieResponse]?

    init(_ session: ImportSession, movies: [MovieResponse]? = nil) {
        sessionID = session.uuid
        source = session.source
        currentIndex = session.currentIndex
        totalMovies = session.itemCount
        addedCount = session.addedCount
        skippedCount = session.skippedCount
        remainingCount = session.remainingCount
        createdAt = session.createdAt.importText
        expiresAt = session.expiresAt.importText
        self.movies = movies
    }

    enum CodingKeys: String, CodingKey {
        case source, movies
        case sessionID = "session_id"
        case currentIndex = "current_index"
        case totalMovies = "total_movies"
        case addedCount = "added_count"
        case skippedCount = "skipped_count"
        case remainingCount = "remaining_count"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
    }
}

struct SessionsResponse: Encodable {
    let items: [SessionResponse]
}

/// What adding many films came to.
struct AddedResponse: Encodable {
    let added: Int
    let remaining: Int
}
