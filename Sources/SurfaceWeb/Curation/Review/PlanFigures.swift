import Domain
import Foundation

/// What a plan's metadata says of it; what is missing or of another shape is left out.
struct PlanFacts: Sendable {
    let averageConfidence: Double?
    let subjectsWithErrors: Int
    let byField: [ChangeField: Int]
    let model: String?
    let warnings: [String]
    let missing: [String]
    let tokens: Int

    init(_ metadata: String) {
        let members = (try? JSONSerialization.jsonObject(with: Data(metadata.utf8))) as? [String: Any] ?? [:]
        let statistics = members["statistics"] as? [String: Any] ?? [:]
        let usage = members["api_usage"] as? [String: Any] ?? [:]
        averageConfidence = (statistics["average_confidence"] as? NSNumber)?.doubleValue
        subjectsWithErrors = Self.count(statistics["scenes_with_errors"])
        let fields = (statistics["changes_by_field"] as? [String: Any] ?? [:]).compactMap { name, count in
            ChangeField(rawValue: name).map { ($0, Self.count(count)) }
        }
        byField = Dictionary(fields) { first, _ in first }
        model = members["ai_model"] as? String
        warnings = members["warnings"] as? [String] ?? []
        missing = members["missing_scene_ids"] as? [String] ?? []
        tokens = Self.count(usage["prompt_tokens"]) + Self.count(usage["completion_tokens"])
    }

    private static func count(_ value: Any?) -> Int { max(0, (value as? NSNumber)?.intValue ?? 0) }
}

/// How a plan's changes stand, as one bar with its numbers.
struct PlanFigure: Sendable {
    struct Part: Sendable {
        let partLabel: String
        let partLook: String
        let partCount: String
        let partStart: Int
        let partWidth: Int
        let isDrawn: Bool
    }

    /// The bar's length in units of the drawing.
    private static let length = 1000

    let figureWords: String
    let parts: [Part]

    init(_ counts: PlanCounts) {
        let states = [
            ("Applied", "ready", counts.applied), ("Accepted", "accepted", counts.approved),
            ("Open", "waiting", counts.pending), ("Rejected", "failed", counts.rejected),
        ]
        let whole = max(1, counts.total)
        var before = 0
        parts = states.map { label, look, count in
            let start = before * Self.length / whole
            before += count
            return Part(
                partLabel: label, partLook: look, partCount: Moments.grouped(count), partStart: start,
                partWidth: before * Self.length / whole - start, isDrawn: count > 0)
        }
        figureWords = Self.words(counts)
    }

    /// "34 changes: 20 open, 5 accepted, 9 applied"
    static func words(_ counts: PlanCounts) -> String {
        let states = CurationWords.list([
            (counts.pending, "open"), (counts.approved, "accepted"), (counts.rejected, "rejected"),
            (counts.applied, "applied"),
        ])
        let total = Moments.count(counts.total, "change")
        return states.map { "\(total): \($0)" } ?? total
    }
}

/// A plan in numbers and sentences.
struct PlanSummary: Sendable {
    struct FieldChart: Sendable {
        let bars: [Bar]
    }

    let sentences: [String]
    let figure: PlanFigure?
    /// Nil where all changes are about one field.
    let byField: FieldChart?
    let warnings: [String]
    let hasWarnings: Bool

    init(_ plan: CurationPlan, _ facts: PlanFacts) {
        var sentences = [
            plan.isBuilding
                ? "This plan is still being made; what is found can be decided about already."
                : "\(CurationWords.subjects(plan.subjects, of: plan.scope)) looked at."
        ]
        if let share = facts.averageConfidence, plan.counts.total > 0 {
            sentences.append("On average the proposals are \(CurationWords.percent(share)) sure.")
        }
        if let model = facts.model {
            let cost = facts.tokens > 0 ? ", for \(Moments.grouped(facts.tokens)) tokens" : ""
            sentences.append("\(model) helped\(cost).")
        }
        self.sentences = sentences
        figure = plan.counts.total > 0 ? PlanFigure(plan.counts) : nil
        let fields = ChangeField.allCases.compactMap { field in
            facts.byField[field].map { (name: CurationWords.field(field), count: $0) }
        }
        let bars = Bar.all(of: fields.filter { $0.count > 0 }) { Moments.count($0, "change") }
        byField = bars.count > 1 ? FieldChart(bars: bars) : nil
        warnings = Self.warnings(plan, facts)
        hasWarnings = !warnings.isEmpty
    }

    private static func warnings(_ plan: CurationPlan, _ facts: PlanFacts) -> [String] {
        var warnings = Array(facts.warnings.prefix(WebLimits.planWarningsMax))
        if facts.warnings.count > warnings.count {
            warnings.append("And \(Moments.count(facts.warnings.count - warnings.count, "more warning")).")
        }
        if facts.subjectsWithErrors > 0 {
            let count = CurationWords.subjects(facts.subjectsWithErrors, of: plan.scope)
            warnings.append("\(count) could not be looked at; the server’s log says why.")
        }
        if !facts.missing.isEmpty {
            warnings.append("\(Moments.count(facts.missing.count, "scene")) that were asked for are not known here.")
        }
        return warnings
    }
}
