import Domain

/// What a plan holds, as it is stored.
struct PlanContents: Sendable {
    let subjects: Int
    let changes: Int
    let byField: [ChangeField: Int]

    static let fields: [ChangeField] = [.performers, .studio, .tags, .details]

    init(
        of plan: PlanID, in plans: any PlanDraftStore, fields: [ChangeField] = PlanContents.fields
    ) async throws {
        let all = try await plans.counts(of: plan, ChangeSelection())
        var byField: [ChangeField: Int] = [:]
        for field in fields {
            var selection = ChangeSelection()
            selection.field = field
            byField[field] = try await plans.counts(of: plan, selection).changes
        }
        (subjects, changes) = all
        self.byField = byField
    }
}

/// What a plan of an analysis says of itself.
struct AnalysisMetadata: Encodable {
    struct Statistics: Encodable {
        let totalScenes: Int
        let scenesWithChanges: Int
        let scenesWithErrors: Int
        let totalChanges: Int
        let changesByField: [String: Int]
        let averageConfidence: Double

        private enum CodingKeys: String, CodingKey {
            case totalScenes = "total_scenes"
            case scenesWithChanges = "scenes_with_changes"
            case scenesWithErrors = "scenes_with_errors"
            case totalChanges = "total_changes"
            case changesByField = "changes_by_field"
            case averageConfidence = "average_confidence"
        }
    }

    struct Usage: Encodable {
        let promptTokens: Int
        let completionTokens: Int

        private enum CodingKeys: String, CodingKey {
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
        }
    }

    let settings: AnalysisOptions
    let statistics: Statistics
    /// The model that was asked; nil for none.
    let model: String?
    let warnings: [String]
    let missingSceneIDs: [String]
    let usage: Usage

    private enum CodingKeys: String, CodingKey {
        case settings, statistics, warnings
        case model = "ai_model"
        case missingSceneIDs = "missing_scene_ids"
        case usage = "api_usage"
    }

    init(
        _ parameters: AnalysisParameters, _ tally: AnalysisTally, _ contents: PlanContents, model: String?,
        missing: [String]
    ) {
        settings = parameters.options
        statistics = Statistics(
            totalScenes: tally.looked, scenesWithChanges: contents.subjects, scenesWithErrors: tally.failed,
            totalChanges: contents.changes,
            changesByField: Dictionary(contents.byField.filter { $0.value > 0 }.map { ($0.key.rawValue, $0.value) }) {
                first, _ in first
            },
            averageConfidence: tally.averageConfidence)
        self.model = model
        warnings = tally.allWarnings
        missingSceneIDs = missing
        usage = Usage(promptTokens: tally.promptTokens, completionTokens: tally.completionTokens)
    }

    func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(settings, forKey: .settings)
        try members.encode(statistics, forKey: .statistics)
        try members.encode(model, forKey: .model)
        try members.encode(warnings, forKey: .warnings)
        try members.encode(missingSceneIDs, forKey: .missingSceneIDs)
        try members.encode(usage, forKey: .usage)
    }

    var json: String { JSONText.of(self) }
}

/// What a job of an analysis ends with.
struct AnalysisResult: Encodable {
    struct Summary: Encodable {
        let performers: Int
        let tags: Int
        let studios: Int
        let details: Int

        private enum CodingKeys: String, CodingKey {
            case performers = "performers_to_add"
            case tags = "tags_to_add"
            case studios = "studios_to_set"
            case details = "details_to_update"
        }
    }

    let planID: PlanID
    let totalChanges: Int
    let scenesAnalyzed: Int
    let summary: Summary

    private enum CodingKeys: String, CodingKey {
        case summary
        case planID = "plan_id"
        case totalChanges = "total_changes"
        case scenesAnalyzed = "scenes_analyzed"
    }

    init(_ plan: CurationPlan, _ contents: PlanContents) {
        planID = plan.id
        totalChanges = contents.changes
        scenesAnalyzed = plan.subjects
        summary = Summary(
            performers: contents.byField[.performers] ?? 0, tags: contents.byField[.tags] ?? 0,
            studios: contents.byField[.studio] ?? 0, details: contents.byField[.details] ?? 0)
    }

    var json: String { JSONText.of(self) }
}
