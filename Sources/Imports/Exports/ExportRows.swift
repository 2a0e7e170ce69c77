import Domain

/// Reads the sections of a file one page after the other, so that never more than a page is held.
struct ExportRows {
    private let records: any PersonalRecordStore
    private let user: UserID
    private var sections: ArraySlice<ExportSection>
    /// Where the next page of the first section begins.
    private var cursor: Int64?
    /// Whether no record has come since the last text: a list goes on from one section of records to the next.
    private var isFresh = true

    init(_ sections: [ExportSection], of user: UserID, from records: any PersonalRecordStore) {
        self.sections = sections[...]
        self.user = user
        self.records = records
    }

    /// The rows of the next page, perhaps none; nil after the last.
    mutating func next() async throws -> [[UInt8]]? {
        guard let section = sections.first else { return nil }
        let limit = ImportsLimits.recordsPerPage
        switch section {
        case .text(let bytes):
            isFresh = true
            return end([bytes])
        case .ratings(_, let row):
            return try take(await records.ratings(of: user, after: cursor, limit: limit), section, row)
        case .viewings(let profile, _, let row):
            return try take(await records.viewings(of: profile.id, after: cursor, limit: limit), section, row)
        case .kept(let profile, _, let row):
            return try take(await records.kept(of: profile.id, after: cursor, limit: limit), section, row)
        }
    }

    private mutating func take<Record>(
        _ page: RecordPage<Record>, _ section: ExportSection, _ row: (Record) throws -> [UInt8]?
    ) rethrows -> [[UInt8]] {
        var rows = try page.records.compactMap(row)
        for place in rows.indices where place > 0 || !isFresh { rows[place] = section.separator + rows[place] }
        if !rows.isEmpty { isFresh = false }
        guard let next = page.next else { return end(rows) }
        cursor = next
        return rows
    }

    private mutating func end(_ rows: [[UInt8]]) -> [[UInt8]] {
        sections.removeFirst()
        cursor = nil
        return rows
    }
}
