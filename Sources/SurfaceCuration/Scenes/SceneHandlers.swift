import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

/// The direction of a list.
private enum SortOrder: String, CaseIterable, Sendable {
    case ascending = "asc"
    case descending = "desc"
}

extension CurationSurface {
    func scenes(_ request: Request, _ context: CurationContext) async throws -> Response {
        let query = GivenFields.query(of: request)
        var check = Check()
        let page = CurationPage(query, &check)
        let filter = SceneFilter(query: query, &check)
        let order = query["sort_by"].value?.text.flatMap { SceneOrder(rawValue: $0) }
        let direction = check.value(query["sort_order"], Rule<SortOrder>.choice, standard: .ascending)
        try check.finish()
        let found = try await features.scenes.page(
            filter, by: order ?? .created, descending: order == nil || direction == .descending,
            offset: page.offset, limit: page.size)
        return .json(
            bytes: page.json(found.scenes, total: found.total) { writer, scene in
                SceneRow(scene: scene).write(to: &writer)
            })
    }

    func scene(_ request: Request, _ context: CurationContext) async throws -> Response {
        .json(bytes: SceneRow(scene: try await features.scenes.scene(context.text("id"))).bytes)
    }

    func sceneSummary(_ request: Request, _ context: CurationContext) async throws -> Response {
        .json(bytes: SceneSummaryRow(summary: try await features.scenes.summary()).bytes)
    }
}
