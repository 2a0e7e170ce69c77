import Basics
import Domain

/// The answer of `GET /users/me/library/stats`. Names speak of TMDB and OpenSearch because clients do; they mean the
/// metadata record, whoever gave it, and the index of vectors.
struct StatisticsResponse: Encodable {
    var success = true
    let generatedAt: String
    let stats: LibraryReport

    enum CodingKeys: String, CodingKey {
        case success, stats
        case generatedAt = "generated_at"
    }
}

/// Everything that is told of a library.
struct LibraryReport: Encodable {
    let overview: Overview
    let setup: SetupReport
    let quality: Quality
    let history: UploadHistory
    let system: SystemReport

    init(_ numbers: LibraryNumbers, _ system: SystemStatistics, isConnected: Bool) {
        overview = Overview(numbers.setup)
        setup = SetupReport(numbers.setup)
        quality = Quality(numbers.setup)
        history = UploadHistory(numbers)
        self.system = SystemReport(system, isConnected: isConnected)
    }

    enum CodingKeys: String, CodingKey {
        case overview = "library_overview"
        case setup = "setup_status"
        case quality = "data_quality"
        case history = "batch_history"
        case system = "system_context"
    }
}

/// How many films there are, and when they came.
struct Overview: Encodable {
    /// Both moments or neither: a client takes them apart without looking.
    struct Range: Encodable {
        let earliest: String?
        let latest: String?
    }

    let totalUploaded: Int
    let range: Range

    init(_ setup: SetupStatistics) {
        totalUploaded = setup.total
        range = Range(earliest: setup.added?.lowerBound.iso8601, latest: setup.added?.upperBound.iso8601)
    }

    enum CodingKeys: String, CodingKey {
        case totalUploaded = "total_uploaded"
        case range = "upload_date_range"
    }
}

/// A number of films, its share of all of them in percent, and some of them.
struct FilmShare: Encodable {
    let count: Int
    let percentage: Double
    let movies: [String]

    init(_ setup: SetupStatistics, _ state: FilmSetup) {
        count = setup.count(state)
        percentage = count.percent(of: setup.total)
        movies = (setup.samples[state] ?? []).map(\.rawValue)
    }
}

/// A number of films and some of them.
struct FilmGroup: Encodable {
    let count: Int
    let movies: [String]

    init(_ setup: SetupStatistics, _ state: FilmSetup) {
        count = setup.count(state)
        movies = (setup.samples[state] ?? []).map(\.rawValue)
    }
}

/// A number of films and its share of all of them in percent.
struct Share: Encodable {
    let count: Int
    let percentage: Double

    init(_ count: Int, of total: Int) {
        self.count = count
        percentage = count.percent(of: total)
    }
}

/// Films that can be found, and why the others cannot yet.
struct SetupReport: Encodable {
    struct Missing: Encodable {
        struct Breakdown: Encodable {
            let withoutRecord: FilmGroup
            let failed: FilmGroup
            let notIndexed: FilmGroup

            enum CodingKeys: String, CodingKey {
                case withoutRecord = "missing_tmdb_data"
                case failed = "tmdb_errors"
                case notIndexed = "not_in_opensearch"
            }
        }

        let count: Int
        let percentage: Double
        let breakdown: Breakdown
    }

    let ready: FilmShare
    let missing: Missing

    init(_ setup: SetupStatistics) {
        ready = FilmShare(setup, .ready)
        let count = setup.total - setup.count(.ready)
        missing = Missing(
            count: count, percentage: count.percent(of: setup.total),
            breakdown: Missing.Breakdown(
                withoutRecord: FilmGroup(setup, .withoutRecord), failed: FilmGroup(setup, .failed),
                notIndexed: FilmGroup(setup, .notIndexed)))
    }

    enum CodingKeys: String, CodingKey {
        case ready = "completely_setup"
        case missing = "not_setup"
    }
}

/// The same numbers by what is there.
struct Quality: Encodable {
    let withRecord: Share
    let failed: Share
    let indexed: Share

    init(_ setup: SetupStatistics) {
        withRecord = Share(setup.count(.notIndexed) + setup.count(.ready), of: setup.total)
        failed = Share(setup.count(.failed), of: setup.total)
        indexed = Share(setup.count(.ready), of: setup.total)
    }

    enum CodingKeys: String, CodingKey {
        case withRecord = "tmdb_data_available"
        case failed = "tmdb_errors"
        case indexed = "opensearch_indexed"
    }
}

/// What was uploaded when.
struct UploadHistory: Encodable {
    struct Entry: Encodable {
        let upload: Upload

        enum CodingKeys: String, CodingKey {
            case status
            case batchID = "batch_id"
            case totalMovies = "total_movies"
            case successfulImports = "successful_imports"
            case completedAt = "completed_at"
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(upload.id.rawValue, forKey: .batchID)
            try container.encode(upload.listedStatus, forKey: .status)
            try container.encode(upload.totalCount, forKey: .totalMovies)
            try container.encode(upload.successfulImports, forKey: .successfulImports)
            try container.encode(upload.finishedAt?.iso8601, forKey: .completedAt)
        }
    }

    let total: Int
    let successful: Int
    let failed: Int
    let recent: [Entry]

    init(_ numbers: LibraryNumbers) {
        total = numbers.uploads.started
        successful = numbers.uploads.committed
        failed = numbers.uploads.failed
        recent = numbers.recentUploads.map { Entry(upload: $0) }
    }

    enum CodingKeys: String, CodingKey {
        case total = "total_batches"
        case successful = "successful_batches"
        case failed = "failed_batches"
        case recent = "recent_batches"
    }
}

extension Int {
    /// In percent, rounded to so many parts of one; 0 of nothing.
    func percent(of total: Int, parts: Double = 10) -> Double {
        total == 0 ? 0 : (Double(self) * 100 / Double(total) * parts).rounded() / parts
    }
}
