/// A wish for the bytes of a scene's primary file.
package struct ClipRequest: Sendable, Hashable {
    /// The archive's id.
    package let sceneID: String
    /// Only what would be answered, without the bytes.
    package var isHead = false
    /// The values of these header fields as they came.
    package var range: String?
    package var ifRange: String?

    package init(sceneID: String) {
        self.sceneID = sceneID
    }
}

/// What an archive answers, whose bytes are still on their way.
package struct ClipAnswer: Sendable {
    /// 200, 206 or 416.
    package let status: Int
    /// Nil where it does not say.
    package var length: Int64?
    package var contentRange: String?
    package var entityTag: String?
    package var lastModified: String?
    /// Hands the bytes over as they come, waiting for `take` each time; throws what `take` throws, and
    /// `ArchiveFailure` when the archive falls silent. Whoever does not call it lets go of the connection.
    package let bytes: @Sendable (_ take: @escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Void

    package init(
        status: Int,
        bytes: @escaping @Sendable (@escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Void
    ) {
        self.status = status
        self.bytes = bytes
    }
}

/// Where the files and pictures of clips come from. Nobody but the archive learns its key.
package protocol ClipSource: Sendable {
    /// Throws `ArchiveFailure`, `refused` for a scene without a file, and `CancellationError`.
    func open(_ request: ClipRequest) async throws -> ClipAnswer
    /// The scene's picture. Throws `PictureError` and `CancellationError`.
    func picture(ofScene id: String) async throws -> Picture
}

/// The archive's files as it is set up now; nil without one.
package typealias CurrentClips = @Sendable () async -> (any ClipSource)?

/// The picture of a scene in the form of a `posterPath`: it says neither where the archive is nor its key.
package struct ScenePicture: Hashable, Sendable {
    package let sceneID: String
    /// Changes with the scene.
    package let tag: String

    /// Nil for ids and tags that make no plain name of a file.
    package init?(sceneID: String, tag: String) {
        guard Self.isPlain(sceneID), Self.isPlain(tag) else { return nil }
        self.sceneID = sceneID
        self.tag = tag
    }

    /// Reads what `path` wrote; nil for the paths of other pictures.
    package init?(path: String) {
        let parts = path.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.prefix, parts[2].hasSuffix(Self.suffix) else { return nil }
        self.init(sceneID: String(parts[1]), tag: String(parts[2].dropLast(Self.suffix.count)))
    }

    package var path: String { "\(Self.prefix)_\(sceneID)_\(tag)\(Self.suffix)" }

    private static let prefix = "/scene"
    private static let suffix = ".jpg"

    private static func isPlain(_ text: String) -> Bool {
        (1...DomainLimits.archivePictureBytesMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            }
    }
}
