import Domain
package import Jobs

/// The job that makes a plan about the own catalogue. It goes on where it was interrupted.
package struct CheckCatalogue: JobType {
    package struct Parameters: Codable, Sendable, Hashable {
        let planName: String

        enum CodingKeys: String, CodingKey {
            case planName = "plan_name"
        }
    }

    package static let name = CurationJobNames.catalogueAnalysis
    package let isKeptByAge = true

    private let check: CatalogueCheck

    package init(_ check: CatalogueCheck) {
        self.check = check
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        let start = context.checkpoint.flatMap(AnalysisTally.init(json:)) ?? AnalysisTally()
        var warned = start.warnings.count
        var run = CatalogueCheckRun(check: check, planName: parameters.planName, job: context.id, from: start)
        let plan = try await run { tally in
            for warning in tally.warnings.dropFirst(warned) { try await context.log(warning, .warn) }
            warned = tally.warnings.count
            let total = max(tally.total, tally.looked)
            let progress = JobProgress(
                done: tally.looked, total: total, message: "\(tally.looked) of \(total) titles checked")
            try await context.report(progress, checkpoint: tally.json)
            try await context.flush()
        }
        try await context.result(json: JSONText.of(CatalogueCheckResult(plan)))
    }
}

/// What the job ends with.
private struct CatalogueCheckResult: Encodable {
    let planID: PlanID
    let totalChanges: Int
    let titlesChecked: Int

    private enum CodingKeys: String, CodingKey {
        case planID = "plan_id"
        case totalChanges = "total_changes"
        case titlesChecked = "titles_checked"
    }

    init(_ plan: CurationPlan) {
        planID = plan.id
        totalChanges = plan.counts.total
        titlesChecked = plan.subjects
    }
}
