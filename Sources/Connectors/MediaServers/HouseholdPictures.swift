package import Domain

/// Posters of a metadata provider, of the household's media server and of its archive, told apart by their paths.
package struct HouseholdPictures: PictureSource {
    private let provider: any PictureSource
    private let server: CurrentMediaServer
    private let clips: CurrentClips
    private let fetch: PictureFetch

    package init(
        provider: any PictureSource, server: @escaping CurrentMediaServer,
        clips: @escaping CurrentClips = { nil }, http: OutgoingHTTP
    ) {
        self.provider = provider
        self.server = server
        self.clips = clips
        fetch = PictureFetch(http: http, seconds: ConnectorsLimits.mediaServerInteractiveSeconds)
    }

    /// Provider and media server hand pictures out without a key, so none is sent to them.
    package func picture(_ path: String, _ size: PictureSize) async throws -> Picture {
        if let wanted = ScenePicture(path: path) {
            guard let clips = await clips() else { throw PictureError.notFound }
            return try await clips.picture(ofScene: wanted.sceneID)
        }
        guard let wanted = MediaServerPicture(path: path) else { return try await provider.picture(path, size) }
        guard let server = await server() else { throw PictureError.notFound }
        // What it says of itself counts for nothing.
        let url = server.imageURL(of: wanted.itemID, .primary, tag: wanted.tag, widthMax: size.width)
        return try await fetch.picture(at: url).picture
    }
}

extension PictureSize {
    /// Pixels; nil for what is not bounded by its width.
    fileprivate var width: Int? { rawValue.first == "w" ? Int(rawValue.dropFirst()) : nil }
}
