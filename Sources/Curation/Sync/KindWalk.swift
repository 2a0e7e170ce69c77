import Basics
import Domain

/// Reads the archive's rows of one kind page by page.
struct KindWalk: Sendable {
    /// A page of rows, and how to take it over.
    struct Page: Sendable {
        let ids: [String]
        /// Moments of the last changes, as they were received.
        let stamps: [String]
        let errors: [MirrorError]
        let total: Int
        /// Rows of the answer, readable or not.
        let count: Int
        let takeOver: @Sendable () async throws -> MirrorResult
    }

    let kind: ArchiveKind
    let archive: any Archive
    let mirror: any ArchiveMirror
    /// Rows of a page.
    let size: Int

    func page(_ number: Int, since: String?, at moment: Instant) async throws -> Page {
        switch kind {
        case .scene:
            let page = try await archive.scenes(page: number, size: size, since: since)
            return Page(
                page, ids: page.rows.map(\.upstreamID), stamps: page.rows.map(\.updatedAt),
                takeOver: { [mirror] in try await mirror.takeOver(page.rows, at: moment) })
        case .studio, .tag, .performer:
            let page = try await archive.entities(kind, page: number, size: size, since: since)
            return Page(
                page, ids: page.rows.map(\.upstreamID), stamps: page.rows.compactMap(\.updatedAt),
                takeOver: { [mirror] in try await mirror.takeOver(page.rows, at: moment) })
        }
    }
}

extension KindWalk.Page {
    fileprivate init<Row>(
        _ page: ArchivePage<Row>, ids: [String], stamps: [String],
        takeOver: @escaping @Sendable () async throws -> MirrorResult
    ) {
        self.init(
            ids: ids, stamps: stamps, errors: page.errors, total: page.total, count: page.count, takeOver: takeOver)
    }
}
