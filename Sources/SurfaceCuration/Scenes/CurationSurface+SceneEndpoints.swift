import HTTPTypes
import SurfaceKit

extension CurationSurface {
    static let sceneEndpoints: [Endpoint<CurationSurface, CurationContext>] = [
        Endpoint(.get, "/api/v1/scenes", .nearOrAdmin, CurationSurface.scenes),
        Endpoint(.post, "/api/v1/scenes/sync", .nearOrAdmin, CurationSurface.syncSceneList),
        Endpoint(.get, "/api/v1/scenes/stats/summary", .nearOrAdmin, CurationSurface.sceneSummary),
        Endpoint(.post, "/api/v1/scenes/resync-bulk", .nearOrAdmin, CurationSurface.resyncScenes),
        Endpoint(.post, "/api/v1/scenes/add-tags", .nearOrAdmin, CurationSurface.addTags),
        Endpoint(.post, "/api/v1/scenes/remove-tags", .nearOrAdmin, CurationSurface.removeTags),
        Endpoint(.get, "/api/v1/scenes/:id", .nearOrAdmin, CurationSurface.scene),
        Endpoint(.patch, "/api/v1/scenes/:id", .nearOrAdmin, CurationSurface.editScene),
        Endpoint(.post, "/api/v1/scenes/:id/resync", .nearOrAdmin, CurationSurface.resyncScene),
    ]
}
