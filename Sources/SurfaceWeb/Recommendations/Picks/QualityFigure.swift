import Basics
import Domain
import Foundation

/// How good the recommender is, or when that will be known.
struct QualitySection: Sendable {
    let figure: QualityFigure?
    /// Instead of the figure.
    let pending: String?

    init(_ figure: QualityFigure) {
        self.figure = figure
        pending = nil
    }

    /// `next` is the moment of the next measurement, nil for none, and `zone` the one in which it is told.
    init(next: Instant?, in zone: TimeZone) {
        figure = nil
        guard let next else {
            pending = "Nobody knows yet: measuring is switched off. An administrator can switch it on."
            return
        }
        let local = Moments.local(next, in: zone)
        let clock = local.iso8601WithoutZone.suffix(8).prefix(5)
        pending =
            "Nobody knows yet. It is measured next on \(Moments.date(local)) at \(clock), if somebody has watched or "
            + "rated enough by then."
    }
}

/// How often picks were right, measurement by measurement, beside two lists that are the same for everybody.
struct QualityFigure: Sendable {
    /// A way of choosing, as it is drawn.
    struct Line: Sendable {
        let label: String
        /// Its look in the style sheet.
        let look: String
        /// In units of the drawing.
        let path: String
        /// At the last measurement.
        let last: String
    }

    struct Row: Sendable {
        let date: String
        let people: String
        let shares: [String]
    }

    /// The drawing's size in its own units.
    private static let (width, height) = (1000.0, 240.0)

    let sentences: [String]
    let lines: [Line]
    let columns: [String]
    /// The newest first.
    let rows: [Row]
    /// What the upper edge stands for.
    let top: String
    let first: String
    let last: String
    /// One measurement is no course of time.
    let isCourse: Bool
    let summary: String

    /// `measurements` come in any order; nil where none says anything.
    init?(_ measurements: [RecommenderMeasurement], _ kind: TitleKind, now: Instant) {
        let points = measurements.compactMap(QualityPoint.init).sorted { $0.moment < $1.moment }
        guard let newest = points.last, let oldest = points.first else { return nil }
        let all = QualityWay.allCases.filter { way in points.contains { $0.shares[way] != nil } }
        let highest = points.flatMap { $0.shares.values }.max() ?? 0
        let ceiling = max(0.1, (highest * 10).rounded(.up) / 10)
        lines = all.map { way in
            Line(
                label: way.label, look: way.rawValue, path: Self.path(of: way, in: points, ceiling: ceiling),
                last: Self.percent(newest.shares[way]))
        }
        columns = all.map(\.label)
        rows = points.reversed().map { point in
            Row(
                date: Moments.date(point.moment), people: Moments.grouped(point.people),
                shares: all.map { Self.percent(point.shares[$0]) })
        }
        top = Self.percent(ceiling)
        first = Moments.date(oldest.moment)
        last = Moments.date(newest.moment)
        isCourse = points.count > 1
        sentences = Self.sentences(newest, kind, now: now)
        summary =
            "How often picks were right, from \(first) to \(last): "
            + lines.map { "\($0.label) \($0.last)" }.joined(separator: ", ") + " at the end"
    }

    /// A stroke from point to point. One alone is a dot: a stroke without length that has round ends.
    private static func path(of way: QualityWay, in points: [QualityPoint], ceiling: Double) -> String {
        let (start, end) = (points.first?.moment.seconds ?? 0, points.last?.moment.seconds ?? 0)
        let known = points.compactMap { point in point.shares[way].map { (point.moment.seconds, $0) } }
        let steps = known.enumerated().map { number, place in
            let x = end > start ? (place.0 - start) / (end - start) * width : width / 2
            let y = height - min(1, place.1 / ceiling) * height
            return "\(number == 0 ? "M" : "L")\(Int(x.rounded())) \(Int(y.rounded()))"
        }
        return steps.joined() + (steps.count == 1 ? "h0" : "")
    }

    private static func sentences(_ newest: QualityPoint, _ kind: TitleKind, now: Instant) -> [String] {
        let own = newest.shares[.own] ?? 0
        let what = kind == .series ? "series" : "films"
        var others: [String] = []
        if let share = newest.shares[.popularity] { others.append("the most watched \(what) for \(percent(share))") }
        if let share = newest.shares[.votes] { others.append("the best rated ones for \(percent(share))") }
        let people = Moments.count(newest.people, "person", plural: "people")
        let measured = """
            Measured \(Moments.words(newest.moment, now: now)) with \(people): some of what they watched and liked was \
            hidden, and for \(percent(own)) of them it was found again among the first ten \(what) that would have \
            been picked.
            """
        guard !others.isEmpty else { return [measured] }
        return [
            measured, "Lists that are the same for everybody find it too: \(others.joined(separator: ", ")).",
            verdict(own, newest),
        ]
    }

    private static func verdict(_ own: Double, _ newest: QualityPoint) -> String {
        let others = [newest.shares[.popularity], newest.shares[.votes]].compactMap(\.self)
        let beaten = others.count { own > $0 }
        if beaten == others.count { return "So the picks are worth more than such a list." }
        return beaten == 0
            ? "So the picks are not worth more than such a list yet; ratings and watched titles make them better."
            : "So the picks are worth more than one of them, and not yet more than the other."
    }

    private static func percent(_ share: Double?) -> String {
        share.map { "\(Int((min(1, max(0, $0)) * 100).rounded())) %" } ?? "–"
    }
}

/// A way of choosing that the figure compares.
enum QualityWay: String, Sendable, CaseIterable {
    case own
    case popularity
    case votes

    var label: String {
        switch self {
        case .own: "Picked for each person"
        case .popularity: "The most watched"
        case .votes: "The best rated"
        }
    }
}

/// What the figure takes from a measurement.
private struct QualityPoint {
    let moment: Instant
    let people: Int
    /// In how many cases, 0...1.
    let shares: [QualityWay: Double]

    /// Nil for a measurement without a mark of the recommender.
    init?(_ measurement: RecommenderMeasurement) {
        func share(_ scorer: String) -> Double? {
            measurement.marks.first { $0.scorer == scorer }.map(\.hitRate).flatMap { $0.isFinite ? $0 : nil }
        }
        guard measurement.userCount > 0, let own = share(measurement.live) ?? share("recommender") else { return nil }
        moment = measurement.measuredAt
        people = measurement.userCount
        var shares = [QualityWay.own: own]
        shares[.popularity] = share("popularity")
        shares[.votes] = share("vote_weighted")
        self.shares = shares
    }
}

extension WebSurface {
    func quality(_ kind: TitleKind, now: Instant) async throws -> QualitySection {
        let recommended = features.recommendations
        let found = try await recommended.marks.measurements(kind, limit: WebLimits.measurementsMax)
        if let figure = QualityFigure(found, kind, now: now) { return QualitySection(figure) }
        return QualitySection(next: try await recommended.around.nextMeasurement(), in: recommended.around.zone)
    }
}
