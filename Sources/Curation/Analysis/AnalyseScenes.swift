import Domain
package import Jobs

/// The job that analyses the scenes that somebody chose. It goes on where it was interrupted.
package struct AnalyseScenes: JobType {
    package typealias Parameters = AnalysisParameters

    package static let name = CurationJobNames.sceneAnalysis
    /// A few scenes do not wait behind the whole archive.
    package let isExclusive = false
    package let isKeptByAge = true

    private let analysis: Analysis

    package init(_ analysis: Analysis) {
        self.analysis = analysis
    }

    package func run(_ parameters: AnalysisParameters, context: JobContext) async throws {
        try await analysis.work(parameters, context)
    }
}

/// The job that analyses, by itself, scenes that no analysis has looked at.
package struct AnalyseNewScenes: JobType {
    package typealias Parameters = AnalysisParameters

    package static let name = CurationJobNames.batchAnalysis
    package let isKeptByAge = true

    private let analysis: Analysis

    package init(_ analysis: Analysis) {
        self.analysis = analysis
    }

    package func run(_ parameters: AnalysisParameters, context: JobContext) async throws {
        try await analysis.work(parameters, context)
    }
}

extension Analysis {
    fileprivate func work(_ parameters: AnalysisParameters, _ context: JobContext) async throws {
        do {
            try await analyse(parameters, context)
        } catch {
            // A plan that was forgotten while it was made is not begun again.
            throw JobFailure.curation(error)
        }
    }

    private func analyse(_ parameters: AnalysisParameters, _ context: JobContext) async throws {
        let start = context.checkpoint.flatMap(AnalysisTally.init(json:)) ?? AnalysisTally()
        let run = AnalysisRun(analysis: self, parameters: parameters, job: context.id)
        var warned = start.warnings.count
        let plan = try await run.run(from: start) { tally in
            for warning in tally.warnings.dropFirst(warned) { try await context.log(warning, .warn) }
            warned = tally.warnings.count
            let progress = JobProgress(
                done: tally.looked, total: max(tally.total, tally.looked),
                message: "\(tally.looked) of \(max(tally.total, tally.looked)) scenes analysed")
            try await context.report(progress, checkpoint: tally.json)
            try await context.flush()
        }
        try await context.result(json: try await run.result(of: plan).json)
    }
}
