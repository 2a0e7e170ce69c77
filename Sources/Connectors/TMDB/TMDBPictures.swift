package import Domain
import Embedding

/// Fetches pictures from TMDB's image host, which wants no key.
package struct TMDBPictures: PictureSource {
    private let baseURL: String
    private let fetch: PictureFetch

    package init(baseURL: String = TMDBSettings.standardImageBaseURL, http: OutgoingHTTP) {
        self.baseURL = RemoteEmbedderSettings.joinable(baseURL)
        fetch = PictureFetch(http: http, seconds: ConnectorsLimits.tmdbSeconds)
    }

    package func picture(_ path: String, _ size: PictureSize) async throws -> Picture {
        guard Self.isValid(path) else { throw PictureError.invalidPath }
        let found = try await fetch.picture(at: baseURL + "/" + size.rawValue + path)
        guard found.claimedType == found.picture.contentType else { throw PictureError.unusable }
        return found.picture
    }

    /// A slash and one plain file name, so that no path leads anywhere else.
    private static func isValid(_ path: String) -> Bool {
        guard path.first == "/", path.utf8.count <= ConnectorsLimits.picturePathBytesMax else { return false }
        let name = path.dropFirst()
        let isPlain = name.utf8.allSatisfy { byte in
            let letter = byte | 0x20
            return (97...122).contains(letter) || (48...57).contains(byte) || [45, 46, 95].contains(byte)
        }
        return isPlain && !name.isEmpty && !name.hasPrefix(".") && !name.contains("..")
    }
}
