import Activity
import Basics
import Catalogue
import Domain
import Hummingbird
import SurfaceKit

extension PlaybackSurface {
    func addToWatchList(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let id: TitleID = try context.parameters.id("video_id")
        let inForce = try await inForce(context)
        guard let video = try await features.videos.video(id, for: inForce.unlimited), !video.isSeries,
            try await features.watching.keep(id, for: inForce.profile.id)
        else { throw PlaybackError.notFound("There is no such video.") }
        return try .playback(DoneResponse(message: "On the list."))
    }

    func removeFromWatchList(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let id: TitleID = try context.parameters.id("video_id")
        try await features.watching.drop(id, for: inForce(context).profile.id)
        return try .playback(DoneResponse(message: "Not on the list any more."))
    }

    /// Whether a video is on the list or, without `video_id`, a page of the list.
    func watchList(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let inForce = try await inForce(context)
        if let id: TitleID = try context.parameters.optionalID("video_id") {
            return try .playback(
                MembershipResponse(inWatchList: try await features.watching.keeps(id, for: inForce.profile.id)))
        }
        var filter = VideoFilter(viewer: inForce.viewer)
        filter.library = try await wantedLibrary(context.parameters, "library_id", "lib_id")
        filter.text = context.parameters.optional("search")
            .map { String($0.prefix(PlaybackLimits.queryCharactersMax)) }
        let entries = try await features.watching.list(of: inForce.profile.id)
        let added = Dictionary(entries.map { ($0.titleID, $0.addedAt) }) { first, _ in first }
        let kept = try await features.videos.kept(entries.map(\.titleID), by: filter)
        let (page, size) = (context.parameters.page, PlaybackLimits.watchListPageSize)
        let wanted = Array(kept.dropFirst((page - 1) * size).prefix(size))
        let videos = try await features.videos.store.videos(wanted, for: inForce.viewer)
        let links = try await links(for: videos, request, context)
        return try .playback(
            WatchListResponse(
                videos: videos.map { VideoItem($0, links, addedAt: added[$0.title.id]) }, total: kept.count,
                page: page, pages: pages(of: kept.count, size)))
    }
}

struct MembershipResponse: Encodable {
    let status = "success"
    let inWatchList: Bool
}

struct WatchListResponse: Encodable {
    let status = "success"
    let videos: [VideoItem]
    let total: Int
    let page: Int
    let pages: Int
}
