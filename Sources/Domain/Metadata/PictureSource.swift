/// The widths in which a picture can be had; not every kind of picture comes in each.
package enum PictureSize: String, Sendable, CaseIterable {
    case w45, w92, w154, w185, w300, w342, w500, w780, w1280
    case h632
    case original
}

/// A picture as it was sent.
package struct Picture: Sendable, Equatable {
    package let bytes: [UInt8]
    /// `image/jpeg`, `image/png` or `image/webp`.
    package let contentType: String

    package init(bytes: [UInt8], contentType: String) {
        self.bytes = bytes
        self.contentType = contentType
    }
}

/// Why there is no picture.
package enum PictureError: Error, Sendable, Equatable {
    /// The path is none that a provider gives; nothing was asked.
    case invalidPath
    case notFound
    /// The answer is too large, or of a type that browsers do not show safely.
    case unusable
    /// The service does not answer; worth asking again later.
    case unavailable
}

/// Where posters and other pictures of titles come from.
package protocol PictureSource: Sendable {
    /// Fetches the picture of a `posterPath`. Paths are immutable, so an answer can be kept for good.
    ///
    /// Throws `PictureError` or `CancellationError`.
    func picture(_ path: String, _ size: PictureSize) async throws -> Picture
}
