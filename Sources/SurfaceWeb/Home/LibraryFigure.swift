import Basics

/// How far the library is, drawn as one bar with a table behind it.
struct LibraryFigure: Sendable {
    /// A part of the bar and a row of the table.
    struct Part: Sendable {
        let label: String
        /// The part's look in the style sheet.
        let look: String
        let count: String
        let percent: String
        /// In units of the drawing.
        let start: String
        let width: String
        let isDrawn: Bool
    }

    /// The bar's length in units of the drawing.
    private static let length = 1000

    let total: String
    let films: String
    let ready: String
    /// The figure in one sentence, for whoever does not see it.
    let summary: String
    let parts: [Part]
    let lastChange: MomentText?

    init(_ overview: LibraryOverview, now: Instant) {
        let states = [
            ("Ready to be found", "ready", overview.ready),
            ("Waiting to be indexed", "waiting", overview.waitingForIndex),
            ("Waiting for their details", "missing", overview.missing),
            ("Details not found", "failed", overview.errors),
        ]
        total = Moments.grouped(overview.total)
        films = overview.total == 1 ? "film" : "films"
        ready = Moments.grouped(overview.ready)
        summary = "\(ready) of \(Moments.count(overview.total, "film")) \(overview.ready == 1 ? "is" : "are") ready"
        lastChange = overview.lastChange.map { MomentText($0, now: now) }
        var before = 0
        parts = states.map { label, look, count in
            defer { before += count }
            return Part(label: label, look: look, count: count, before: before, of: overview.total)
        }
    }
}

extension LibraryFigure.Part {
    fileprivate init(label: String, look: String, count: Int, before: Int, of total: Int) {
        let whole = max(1, total)
        let start = LibraryFigure.place(before, of: whole)
        self.init(
            label: label, look: look, count: Moments.grouped(count),
            percent: Self.percent(count, of: whole), start: String(start),
            width: String(LibraryFigure.place(before + count, of: whole) - start), isDrawn: count > 0)
    }

    /// One decimal; nothing is rounded to all or to nothing.
    private static func percent(_ count: Int, of whole: Int) -> String {
        var tenths = Int((Double(count) * 1000 / Double(whole)).rounded())
        if count > 0 { tenths = max(1, tenths) }
        if count < whole { tenths = min(999, tenths) }
        return "\(tenths / 10).\(tenths % 10) %"
    }
}

extension LibraryFigure {
    fileprivate static func place(_ count: Int, of whole: Int) -> Int { count * length / whole }
}
