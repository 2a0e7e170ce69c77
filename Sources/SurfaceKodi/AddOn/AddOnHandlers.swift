import Foundation
import Hummingbird
import SurfaceKit

/// The add-on that belongs to this server, for Kodi to install and to update.
extension KodiSurface {
    func addOnArchive(_ request: Request, _ context: KodiContext) async throws -> Response {
        try await addOnFile(["addon.zip"])
    }

    func addOnRepository(_ request: Request, _ context: KodiContext) async throws -> Response {
        try await addOnFile(["repository.zip"])
    }

    func addOnRepositoryFile(_ request: Request, _ context: KodiContext) async throws -> Response {
        let rest = context.parameters.getCatchAll().compactMap { $0.removingPercentEncoding }
        return try await addOnFile(["repository"] + rest.map { $0[...] })
    }

    private func addOnFile(_ segments: [Substring]) async throws -> Response {
        guard let file = try await settings.addOn?.file(segments) else { throw SurfaceFailure.noRoute }
        return .bytes(file.bytes, type: file.type, headers: [.cacheControl: "no-cache"])
    }
}
