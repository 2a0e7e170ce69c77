/// A picture as it goes to a browser.
package struct Picture: Sendable, Hashable {
    package let bytes: [UInt8]
    /// `image/jpeg`, `image/png` or `image/webp`.
    package let contentType: String

    package init(bytes: [UInt8], contentType: String) {
        self.bytes = bytes
        self.contentType = contentType
    }
}

/// Where posters come from.
package protocol PictureSource: Sendable {
    /// The picture of a path as metadata names it (`/name.jpg`), in one of the provider's sizes such as `w342`; nil
    /// when there is none. Throws when the provider does not answer.
    func picture(path: String, size: String) async throws -> Picture?
}
