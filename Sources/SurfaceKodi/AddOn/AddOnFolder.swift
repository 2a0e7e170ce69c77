import Foundation
import NIOPosix
import SurfaceKit

/// The packed Kodi add-on: `addon.zip`, `repository.zip`, and below `repository/` what Kodi updates it from.
package struct AddOnFolder: Sendable {
    private let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// What kinds of files there are; others are not given out, whatever lies in the folder.
    private static let types = [
        "zip": "application/zip", "xml": "application/xml", "md5": "text/plain; charset=utf-8",
        "sha256": "text/plain; charset=utf-8", "txt": "text/plain; charset=utf-8", "png": "image/png",
        "jpg": "image/jpeg",
    ]

    /// A file by its path inside the folder, and its type; nil when there is none that may be given out.
    func file(_ segments: [Substring]) async throws -> (bytes: [UInt8], type: String)? {
        guard !segments.isEmpty, segments.allSatisfy({ !$0.hasPrefix(".") && !$0.contains("\0") }),
            let type = Self.types[segments.last?.split(separator: ".").last.map(String.init) ?? ""]
        else { return nil }
        let wanted = path + "/" + segments.joined(separator: "/")
        return try await NIOThreadPool.singleton.runIfActive {
            // A link must not lead out of the folder.
            let root = URL(filePath: path).resolvingSymlinksInPath().path
            let file = URL(filePath: wanted).resolvingSymlinksInPath().path
            guard file.hasPrefix(root + "/"),
                let handle = try? FileHandle(forReadingFrom: URL(filePath: file)),
                let data = try? handle.read(upToCount: KodiLimits.addOnBytesMax + 1),
                data.count <= KodiLimits.addOnBytesMax
            else { return nil }
            return (Array(data), type)
        }
    }
}
