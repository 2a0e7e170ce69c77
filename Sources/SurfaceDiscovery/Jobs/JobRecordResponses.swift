import Basics
import Domain
import SurfaceKit

struct JobHistoryResponse: Encodable {
    let history: [JobRecordResponse]
}

struct LastJobRunsResponse: Encodable {
    let lastRuns: [String: JobRecordResponse]
}

/// A run that has ended.
struct JobRecordResponse: Encodable {
    let id: String
    let jobName: String
    let status: String
    let startedAt: String
    let completedAt: String
    let durationMilliseconds: Int64
    let itemsProcessed: Int
    let itemsTotal: Int
    @OrNull var errorMessage: String?
    let metadata: Metadata
    let createdAt: String

    /// The counts of the run under their own names, and its last lines.
    struct Metadata: Encodable {
        let counts: [String: Int]
        let logs: [JobLineResponse]

        private struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Name.self)
            for (name, count) in counts { try container.encode(count, forKey: Name(stringValue: name)) }
            try container.encode(logs, forKey: Name(stringValue: "logs"))
        }
    }

    init(_ record: JobRunRecord) {
        id = record.id.description
        jobName = record.jobName
        status = record.status.rawValue
        startedAt = record.startedAt.iso8601WithMilliseconds
        completedAt = record.completedAt.iso8601WithMilliseconds
        durationMilliseconds = record.durationMilliseconds
        itemsProcessed = record.itemsProcessed
        itemsTotal = record.itemsTotal
        _errorMessage = OrNull(wrappedValue: record.error)
        metadata = Metadata(counts: record.result, logs: record.logs.map { JobLineResponse($0) })
        createdAt = record.createdAt.iso8601WithMilliseconds
    }

    enum CodingKeys: String, CodingKey {
        case id, status, metadata
        case jobName = "job_name"
        case startedAt = "started_at"
        case completedAt = "completed_at"
        case durationMilliseconds = "duration_ms"
        case itemsProcessed = "items_processed"
        case itemsTotal = "items_total"
        case errorMessage = "error_message"
        case createdAt = "created_at"
    }
}
