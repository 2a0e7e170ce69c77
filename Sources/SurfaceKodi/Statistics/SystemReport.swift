import Domain

/// Sums over all films and all people.
struct SystemReport: Encodable {
    struct Records: Encodable {
        let total: Int
        let successful: Int
        let failed: Int
        let complete: Int
        let withReleaseDates: Int
        let successRate: Double

        enum CodingKeys: String, CodingKey {
            case total = "total_records"
            case successful = "successful_fetches"
            case failed = "fetch_errors"
            case complete = "complete_metadata"
            case withReleaseDates = "with_release_dates"
            case successRate = "success_rate"
        }
    }

    struct Index: Encodable {
        let indexed: Int
        let completionRate: Double
        let searchable: Int
        let status: String

        enum CodingKeys: String, CodingKey {
            case indexed = "movies_indexed"
            case completionRate = "indexing_completion_rate"
            case searchable = "estimated_searchable_movies"
            case status = "index_status"
        }
    }

    struct Lists: Encodable {
        let owners: Int
        let entries: Int
        let average: Double
        let largest: Int

        enum CodingKeys: String, CodingKey {
            case owners = "total_users_with_lists"
            case entries = "total_user_movie_entries"
            case average = "average_movies_per_user"
            case largest = "largest_user_collection"
        }
    }

    let total: Int
    let completed: Int
    let failed: Int
    let fetched: Int
    let isConnected: Bool
    let records: Records
    let index: Index
    let lists: Lists

    init(_ sums: SystemStatistics, isConnected: Bool) {
        completed = sums.known
        failed = sums.failed + sums.waiting
        total = completed + failed
        fetched = sums.known + sums.failed
        self.isConnected = isConnected
        records = Records(
            total: fetched, successful: sums.known, failed: sums.failed, complete: sums.complete,
            withReleaseDates: sums.withReleaseDate, successRate: sums.known.percent(of: fetched, parts: 100))
        index = Index(
            indexed: sums.indexed, completionRate: sums.indexed.percent(of: sums.known, parts: 100),
            searchable: sums.searchable, status: isConnected ? "connected" : "disconnected")
        let average = sums.owners == 0 ? 0 : Double(sums.ownedFilms) / Double(sums.owners)
        lists = Lists(
            owners: sums.owners, entries: sums.ownedFilms, average: (average * 10).rounded() / 10,
            largest: sums.largestSet)
    }

    enum CodingKeys: String, CodingKey {
        case total = "total_movies_in_system"
        case completed = "completed_movies"
        case failed = "failed_movies"
        case fetched = "tmdb_fetched_movies"
        case isConnected = "opensearch_connection"
        case records = "tmdb_detailed_stats"
        case index = "opensearch_detailed_stats"
        case lists = "user_lists_stats"
    }
}
