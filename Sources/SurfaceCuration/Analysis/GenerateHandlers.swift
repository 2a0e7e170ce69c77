import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension CurationSurface {
    func generatePlan(_ request: Request, _ context: CurationContext) async throws -> Response {
        var check = Check()
        let isBackground = check.value(GivenFields.query(of: request)["background"], .bool, standard: true)
        let body = GivenFields.body(try await request.curationBody(), isOptional: false, &check)
        let wish = AnalysisWish(body, &check)
        try check.finish()
        guard isBackground else {
            return .json(bytes: GeneratedRow(plan: try await features.analysis.generateNow(wish)).bytes)
        }
        let scenes = try await features.analysis.count(wish)
        let job = try await features.analysis.generate(wish)
        return .json(bytes: QueuedRow(job: job, message: "Analysis job queued for \(scenes) scenes").bytes)
    }
}

extension AnalysisWish {
    /// What a body asks for; what is wrong with it is noted.
    fileprivate init(_ body: GivenFields, _ check: inout Check) {
        let ids = check.optional(body["scene_ids"], .texts())
        let filters = body.inner("filters", &check).map { SceneFilter(body: $0, &check) }
        let options = body.inner("options", &check).map { AnalysisOptions($0, &check) } ?? AnalysisOptions()
        let name = check.optional(body["plan_name"], .text(0...CurationWireLimits.planNameCharactersMax))
        self.init(
            sceneIDs: ids, filters: filters, options: options,
            planName: name.flatMap { $0.isBlank ? nil : $0 })
    }
}

extension AnalysisOptions {
    fileprivate init(_ given: GivenFields, _ check: inout Check) {
        self.init()
        detectPerformers = check.optional(given["detect_performers"], .bool) ?? detectPerformers
        detectStudios = check.optional(given["detect_studios"], .bool) ?? detectStudios
        detectTags = check.optional(given["detect_tags"], .bool) ?? detectTags
        detectDetails = check.optional(given["detect_details"], .bool) ?? detectDetails
        useAI = check.optional(given["use_ai"], .bool) ?? useAI
        confidenceThreshold = check.optional(given["confidence_threshold"], .number(in: 0...1))
    }
}

/// A plan that was made while the client waited.
private struct GeneratedRow: WrittenRow {
    let plan: CurationPlan

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("plan_id", Int(plan.id.rawValue))
            writer.member("status", "completed")
            writer.member("total_changes", plan.counts.total)
            writer.member("total_scenes", plan.subjects)
        }
    }
}
