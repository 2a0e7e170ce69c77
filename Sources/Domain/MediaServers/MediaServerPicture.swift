/// A poster of a media server in the form of a `posterPath`: whoever has one can fetch the picture through this server,
/// and learns neither where the media server is nor its key.
package struct MediaServerPicture: Hashable, Sendable {
    package let itemID: MediaServerID
    /// Changes with the picture.
    package let tag: String

    /// Nil for ids and tags that make no plain name of a file.
    package init?(item: MediaServerID, tag: String) {
        guard Self.isPlain(item.rawValue), Self.isPlain(tag) else { return nil }
        itemID = item
        self.tag = tag
    }

    /// Reads what `path` wrote; nil for the paths of other providers.
    package init?(path: String) {
        let parts = path.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == Self.prefix, parts[2].hasSuffix(Self.suffix),
            let item = MediaServerID(parts[1])
        else { return nil }
        self.init(item: item, tag: String(parts[2].dropLast(Self.suffix.count)))
    }

    package var path: String { "\(Self.prefix)_\(itemID)_\(tag)\(Self.suffix)" }

    private static let prefix = "/server"
    private static let suffix = ".jpg"

    private static func isPlain(_ text: String) -> Bool {
        (1...DomainLimits.mediaServerPictureBytesMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            }
    }
}
