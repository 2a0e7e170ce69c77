import Domain

/// What an export consists of, before anything was read.
struct ExportPlan: Sendable {
    var files: [ExportFile]
    let isArchive: Bool
}

/// One file of an export.
struct ExportFile: Sendable {
    /// Its name inside an archive.
    let name: String
    var sections: [ExportSection]
    /// Where it goes on in a file of its own; nil for never.
    var split: ExportSplit?
}

/// How long files are cut: each part begins with the same line.
struct ExportSplit: Sendable {
    let header: [UInt8]
    let rowsMax: Int
    let bytesMax: Int
}

/// A stretch of a file.
enum ExportSection: Sendable {
    case text([UInt8])
    case ratings(separator: [UInt8] = [], @Sendable (RecordedRating) throws -> [UInt8]?)
    case viewings(Profile, separator: [UInt8] = [], @Sendable (RecordedViewing) throws -> [UInt8]?)
    case kept(Profile, separator: [UInt8] = [], @Sendable (RecordedKept) throws -> [UInt8]?)

    static func text(_ text: String) -> ExportSection { .text(Array(text.utf8)) }

    /// What stands between two records.
    var separator: [UInt8] {
        switch self {
        case .text: []
        case .ratings(let separator, _), .viewings(_, let separator, _), .kept(_, let separator, _): separator
        }
    }
}
