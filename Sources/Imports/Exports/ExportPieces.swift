import Basics
import Domain

/// An export, made as it is read: a page of records after the other, however many there are.
package struct ExportPieces: AsyncSequence, Sendable {
    package typealias Element = [UInt8]

    let plan: ExportPlan
    let user: UserID
    let records: any PersonalRecordStore
    let moment: Instant

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(self)
    }

    /// One reading of the export.
    package struct AsyncIterator: AsyncIteratorProtocol {
        private let pieces: ExportPieces
        private var files: ArraySlice<ExportFile>
        private var rows: ExportRows?
        private var archive: ExportArchive?
        private var hasEnded = false

        fileprivate init(_ pieces: ExportPieces) {
            self.pieces = pieces
            files = pieces.plan.files[...]
        }

        /// Never empty. Throws what the database throws, and `ArchiveError`.
        package mutating func next() async throws -> [UInt8]? {
            while !hasEnded {
                let piece = try await step()
                if !piece.isEmpty { return piece }
            }
            return nil
        }

        private mutating func step() async throws -> [UInt8] {
            guard let file = files.first else {
                hasEnded = true
                return try archive?.finish() ?? []
            }
            if rows == nil { try begin(file) }
            guard let page = try await rows?.next() else {
                files.removeFirst()
                rows = nil
                return []
            }
            return try archive?.add(page) ?? Array(page.joined())
        }

        private mutating func begin(_ file: ExportFile) throws {
            rows = ExportRows(file.sections, of: pieces.user, from: pieces.records)
            guard pieces.plan.isArchive else { return }
            let archive = try archive ?? ExportArchive(at: pieces.moment)
            try archive.begin(file)
            self.archive = archive
        }
    }
}

/// An archive on its way out. It belongs to one reading.
private final class ExportArchive {
    private let zip: ZIPWriter
    private var file: ExportFile?
    private var part = 1
    private var partRows = 0
    private var partBytes = 0

    init(at moment: Instant) throws {
        zip = try ZIPWriter(at: moment)
    }

    func begin(_ file: ExportFile) throws {
        self.file = file
        part = 1
        try beginPart(of: file)
    }

    func add(_ rows: [[UInt8]]) throws -> [UInt8] {
        // Packed together, because packing a row costs as much as packing many.
        var together: [UInt8] = []
        for row in rows {
            if let file, let split = file.split,
                partRows >= split.rowsMax || partBytes + row.count > split.bytesMax
            {
                try zip.write(together)
                together = []
                part += 1
                try beginPart(of: file)
            }
            together += row
            partRows += 1
            partBytes += row.count
        }
        try zip.write(together)
        return zip.drain()
    }

    func finish() throws -> [UInt8] {
        try zip.finish()
    }

    private func beginPart(of file: ExportFile) throws {
        try zip.begin(file.split == nil ? file.name : "\(file.name)-\(part).csv")
        (partRows, partBytes) = (0, 0)
        guard let header = file.split?.header else { return }
        try zip.write(header)
        partBytes = header.count
    }
}
