import Domain

/// A list of the archive, and how its rows are read.
struct StashListing<Row: Sendable>: Sendable {
    let kind: ArchiveKind
    let operation: StashOperation
    let filter: [String: StashVariable]
    /// Nil for a row that cannot be read.
    let read: @Sendable (JSONNode) -> Row?

    init(
        _ kind: ArchiveKind, _ operation: StashOperation, since: String?, read: @escaping @Sendable (JSONNode) -> Row?
    ) {
        self.kind = kind
        self.operation = operation
        filter = Self.filter(since)
        self.read = read
    }

    /// As a variable that is left out where nothing is filtered.
    static func filter(_ since: String?) -> [String: StashVariable] {
        guard let since else { return [:] }
        let later = StashVariable.object(["value": .text(since), "modifier": .text("GREATER_THAN")])
        return ["where": .object(["updated_at": later])]
    }

    func call(page: Int, size: Int) -> StashCall {
        var variables = filter
        variables["page"] = .int(page)
        variables["size"] = .int(size)
        return StashCall(operation, variables, .page(rows: size))
    }

    /// Throws `StashPageFailure` where rows took the whole page with them, and `ArchiveFailure`.
    func page(_ answer: StashAnswer) throws -> ArchivePage<Row> {
        let places = answer.faults.map(\.row)
        if places.contains(nil) { _ = try answer.goodData }
        let list = answer.data[kind.find]
        guard list[kind.rows].isList else {
            guard let fault = answer.faults.first else { throw ArchiveFailure.unreadable }
            throw StashPageFailure(words: fault.words)
        }
        let faults = Dictionary(zip(places.compactMap(\.self), answer.faults)) { first, _ in first }
        var rows: [Row] = []
        var errors: [MirrorError] = []
        let nodes = list[kind.rows].list
        for (place, node) in nodes.enumerated() {
            if let row = faults[place] == nil ? read(node) : nil {
                rows.append(row)
            } else {
                let words = faults[place]?.words ?? "It cannot be read."
                errors.append(MirrorError(kind, id: node["id"].text ?? "?", message: words))
            }
        }
        return ArchivePage(rows: rows, errors: errors, total: list["count"].int ?? 0, count: nodes.count)
    }
}

/// Rows that Stash fails at, so that it answers nothing of their page.
struct StashPageFailure: Error {
    let words: String
}

extension RemoteArchive {
    /// A page, without those of its rows that cannot be read.
    ///
    /// One row that Stash fails at takes its whole page with it, and pages can be too large: both are asked for again
    /// in parts, down to the single row.
    func read<Row: Sendable>(_ listing: StashListing<Row>, page: Int, size: Int) async throws -> ArchivePage<Row> {
        var failuresLeft = ConnectorsLimits.stashRowFailuresMax
        return try await read(listing, page: page, size: size, &failuresLeft)
    }

    private func read<Row: Sendable>(
        _ listing: StashListing<Row>, page: Int, size: Int, _ failuresLeft: inout Int
    ) async throws -> ArchivePage<Row> {
        let words: String
        do {
            return try await exchange.answer(listing.call(page: page, size: size)) { try listing.page($0) }
        } catch let failure as StashPageFailure {
            words = failure.words
        } catch ArchiveFailure.answerTooLarge {
            words = ArchiveFailure.answerTooLarge.description
        }
        guard size > 1 else {
            failuresLeft -= 1
            guard failuresLeft > 0 else { throw ArchiveFailure.refused(words) }
            let error = MirrorError(listing.kind, id: try await id(listing, at: page), message: words)
            return ArchivePage(rows: [], errors: [error], total: 0, count: 1)
        }
        let parts = Self.parts(of: size)
        var whole = ArchivePage<Row>(rows: [], errors: [], total: 0, count: 0)
        for part in 1...parts {
            let number = (page - 1) * parts + part
            whole += try await read(listing, page: number, size: size / parts, &failuresLeft)
            if whole.count < part * (size / parts) { break }
        }
        return whole
    }

    /// The id of the row at a place of the list, counted from 1; `?` where Stash does not even say that.
    private func id<Row>(_ listing: StashListing<Row>, at place: Int) async throws -> String {
        var variables = listing.filter
        (variables["page"], variables["size"]) = (.int(place), .int(1))
        let call = StashCall(.stamps(listing.kind), variables, .page(rows: 1))
        let kind = listing.kind
        return try await exchange.answer(call) { answer in
            answer.data[kind.find][kind.rows].list.first?["id"].text ?? "?"
        }
    }

    /// Into how many pages of one size a page can be cut: the least that is possible.
    private static func parts(of size: Int) -> Int {
        var factor = 2
        while factor * factor <= size {
            if size.isMultiple(of: factor) { return factor }
            factor += 1
        }
        return size
    }
}

extension ArchivePage {
    fileprivate static func += (whole: inout ArchivePage, part: ArchivePage) {
        whole = ArchivePage(
            rows: whole.rows + part.rows, errors: whole.errors + part.errors, total: max(whole.total, part.total),
            count: whole.count + part.count)
    }
}
