import Basics
import Domain
import Foundation
package import Jobs

/// The job that writes a plan's open changes. One that was cut off goes on with those that are still open.
package struct ApplyPlan: JobType {
    package struct Parameters: Codable, Sendable, Hashable {
        let plan: PlanID
        var subjects: [String]?
        var changes: [ChangeID]?
        var confidenceMin: Double?
        var onlyApproved: Bool?

        enum CodingKeys: String, CodingKey {
            case plan = "plan_id"
            case subjects = "scene_ids"
            case changes = "change_ids"
            case confidenceMin = "confidence_min"
            case onlyApproved = "only_approved"
        }

        init(plan: PlanID, _ selection: ApplySelection) {
            self.plan = plan
            subjects = selection.subjects
            changes = selection.changes
            confidenceMin = selection.confidenceMin
            onlyApproved = selection.onlyApproved ? true : nil
        }

        /// Clients see null where nothing is selected.
        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(plan, forKey: .plan)
            try container.encode(subjects, forKey: .subjects)
            try container.encode(changes, forKey: .changes)
            try container.encodeIfPresent(confidenceMin, forKey: .confidenceMin)
            try container.encodeIfPresent(onlyApproved, forKey: .onlyApproved)
        }

        var selection: ApplySelection {
            var selection = ApplySelection()
            selection.subjects = subjects
            selection.changes = changes
            selection.confidenceMin = confidenceMin
            selection.onlyApproved = onlyApproved ?? false
            return selection
        }
    }

    package static let name = CurationJobNames.applyPlan
    /// Different plans are applied beside each other.
    package let isExclusive = false
    package let isKeptByAge = true

    private let desk: PlanDesk

    package init(_ desk: PlanDesk) {
        self.desk = desk
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        let earlier = context.checkpoint.flatMap {
            try? JSONDecoder().decode(ApplyReport.self, from: Data($0.utf8))
        }
        var run = ApplyRun(
            desk: desk, plan: parameters.plan, selection: parameters.selection, holder: "job-\(context.id)")
        do {
            try await run(resuming: earlier) { report in
                try await context.report(Self.progress(of: report), checkpoint: JSONText.of(report))
            }
            for problem in run.report.problems.prefix(CurationLimits.problemLinesMax) {
                try await context.log(Self.line(problem), .warn)
            }
            try await context.result(json: run.report.json)
        } catch {
            try? await context.result(json: run.report.json)
            throw JobFailure.curation(error)
        }
    }

    private static func line(_ problem: ChangeProblem) -> String {
        "Change \(problem.change) of scene \(problem.subject) was not applied: \(problem.text)"
    }

    private static func progress(of report: ApplyReport) -> JobProgress {
        JobProgress(
            done: report.applied + report.failed + report.skipped, total: report.total,
            message: "\(report.applied) of \(report.total) changes applied")
    }
}
