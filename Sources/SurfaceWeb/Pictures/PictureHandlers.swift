import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SurfaceKit

extension WebSurface {
    /// A poster, fetched for the person: the browser asks nobody but this server, so nobody else learns what is looked
    /// at.
    func picture(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let size = context.parameters.get("size").flatMap({ PictureSize(rawValue: $0) }),
            PictureAddress.sizes.contains(size),
            let address = context.parameters.get("name").flatMap({ PictureAddress(name: $0) }),
            let source = features.films.pictures
        else { throw SurfaceFailure.noRoute }
        do {
            let picture = try await source.picture(address.path, size)
            return answer(picture, .ok, "private, max-age=\(WebLimits.pictureSecondsKept), immutable")
        } catch PictureError.notFound, PictureError.invalidPath, PictureError.unusable {
            return answer(.empty, .notFound, "private, max-age=\(WebLimits.noPictureSecondsKept)")
        } catch let error as CancellationError {
            throw error
        } catch PictureError.notFound, PictureError.invalidPath {
            return answer(.empty, .notFound, "private, max-age=\(WebLimits.noPictureSecondsKept)")
        } catch {
            context.logger.warning("no picture", metadata: ["error": "\(error)"])
            return answer(.empty, .serviceUnavailable, "no-store")
        }
    }

    private func answer(_ picture: Picture, _ status: HTTPResponse.Status, _ kept: String) -> Response {
        let headers: HTTPFields = [
            .contentType: picture.contentType, .contentLength: String(picture.bytes.count), .cacheControl: kept,
            // Nothing in a picture may ever run, whatever the provider sent.
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture.bytes)))
    }
}

extension Picture {
    /// A transparent pixel: browsers show it whatever the status, so the drawn poster behind it stays in sight and
    /// not the sign of a broken picture.
    fileprivate static let empty = Picture(
        bytes: [
            0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1,
            0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4, 0x89, 0x00, 0x00, 0x00, 0x0b, 0x49, 0x44, 0x41, 0x54,
            0x78, 0xda, 0x63, 0x60, 0x00, 0x02, 0x00, 0x00, 0x05, 0x00, 0x01, 0xe9, 0xfa, 0xdc, 0xd8, 0x00, 0x00,
            0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
        ], contentType: "image/png")
}
