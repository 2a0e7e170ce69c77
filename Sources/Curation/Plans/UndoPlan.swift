import Domain
package import Jobs

/// The job that takes back what a plan has written. One that was cut off goes on with what is left.
package struct UndoPlan: JobType {
    package struct Parameters: Codable, Sendable, Hashable {
        let plan: PlanID

        enum CodingKeys: String, CodingKey {
            case plan = "plan_id"
        }
    }

    package static let name = CurationJobNames.undoPlan
    package let isExclusive = false
    package let isKeptByAge = true

    private let desk: PlanDesk

    package init(_ desk: PlanDesk) {
        self.desk = desk
    }

    package func run(_ parameters: Parameters, context: JobContext) async throws {
        var run = UndoRun(desk: desk, plan: parameters.plan, holder: "job-\(context.id)")
        do {
            let total = try await desk.plan(parameters.plan).counts.applied
            try await run { report in
                let done = report.restored + report.kept
                try await context.report(
                    JobProgress(done: done, total: max(done, total), message: "\(report.restored) changes taken back"))
            }
            try await context.result(json: run.report.json)
        } catch {
            try? await context.result(json: run.report.json)
            throw JobFailure.curation(error)
        }
    }
}
