import Domain
import HTTPTypes
import Hummingbird
import Streaming
import SurfaceKit

extension PlaybackSurface {
    /// A file of a library. It is opened as it lies there now, inside the library's folder or not at all. `begin` is
    /// called before anything is answered; `beat` while bytes leave, and says whether more may.
    func mediaFile(
        _ file: MediaFile, _ request: Request, begin: () async throws -> Void,
        beat: @escaping @Sendable () -> Bool
    ) async throws -> Response {
        if let scene = file.sceneID {
            return try await clip(scene, of: file, request, begin: begin, beat: beat)
        }
        let opened: OpenedFile
        do {
            opened = try await features.player.files.open(file)
        } catch is MediaFileGone {
            throw PlaybackError.fileUnavailable
        }
        try await begin()
        return features.player.files.replies.response(
            to: request, file: opened, contentType: MediaType.of(fileName: file.path.text),
            cacheControl: "private, max-age=0, no-transform", onBytes: { _ in beat() })
    }

    /// A published package; its name never means another one.
    func packageFile(_ release: AppRelease, at path: String, _ request: Request) async throws -> Response {
        let opened: OpenedFile
        do {
            opened = try await features.player.files.replies.open(path)
        } catch is FileError {
            throw PlaybackError.notFound("There is no such file.")
        }
        return features.player.files.replies.response(
            to: request, file: opened, contentType: "application/vnd.android.package-archive",
            cacheControl: "public, max-age=31536000, immutable")
    }
}
