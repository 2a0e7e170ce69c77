import Domain

/// The addresses of posters on the image host of The Movie Database.
struct PosterAddresses: Sendable {
    static let size = PictureSize.w185

    /// Without a slash at its end.
    private let base: String

    init(base: String) {
        var base = base[...]
        while base.last == "/" { base = base.dropLast() }
        self.base = String(base)
    }

    /// Nil for a path that none of the host's pictures has.
    func url(of path: String?) -> String? {
        guard let path, Self.isPlain(path), MediaServerPicture(path: path) == nil else { return nil }
        return base + "/" + Self.size.rawValue + path
    }

    /// The path of a picture on the host, in whatever size; nil for every other address, because nobody decides for
    /// others from where their browsers fetch pictures.
    func path(of url: String?) -> String? {
        guard let url, url.hasPrefix(base + "/") else { return nil }
        let parts = url.dropFirst(base.count + 1).split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, PictureSize(rawValue: String(parts[0])) != nil else { return nil }
        let path = "/" + parts[1]
        return Self.isPlain(path) ? path : nil
    }

    /// A slash and one plain file name.
    private static func isPlain(_ path: String) -> Bool {
        let name = path.dropFirst()
        return path.first == "/" && !name.isEmpty && !name.hasPrefix(".") && !name.contains("..")
            && name.utf8.count <= ImportLimits.posterCharactersMax
            && name.utf8.allSatisfy { byte in
                let letter = byte | 0x20
                return (97...122).contains(letter) || (48...57).contains(byte) || [45, 46, 95].contains(byte)
            }
    }
}
