import Curation
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension CurationSurface {
    static let entityEndpoints: [Endpoint<CurationSurface, CurationContext>] =
        endpoints(of: .performer) + endpoints(of: .tag) + endpoints(of: .studio)

    private static func endpoints(of kind: ArchiveKind) -> [Endpoint<CurationSurface, CurationContext>] {
        let path = "/api/v1/entities/\(kind.rawValue)s"
        return [
            Endpoint(.get, path, .nearOrAdmin) { surface in
                { request, _ in try await surface.entities(kind, request) }
            },
            Endpoint(.get, path + "/:id", .nearOrAdmin) { surface in
                { _, context in try await surface.entity(kind, context) }
            },
        ]
    }

    private func entities(_ kind: ArchiveKind, _ request: Request) async throws -> Response {
        var check = Check()
        let search = check.optional(
            GivenFields.query(of: request)["search"], .text(0...CurationWireLimits.textCharactersMax))
        try check.finish()
        let found = try await features.scenes.entities(kind, search: search)
        return .json(bytes: ListResponse(rows: found.map { EntityRow(entity: $0) }).bytes)
    }

    private func entity(_ kind: ArchiveKind, _ context: CurationContext) async throws -> Response {
        .json(bytes: EntityDetailRow(entity: try await features.scenes.entity(kind, context.text("id"))).bytes)
    }
}
