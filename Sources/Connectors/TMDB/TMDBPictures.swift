package import Domain
import Embedding

/// Fetches pictures from TMDB's image host, which wants no key.
package struct TMDBPictures: PictureSource {
    private let baseURL: String
    private let http: OutgoingHTTP
    private let slots = RequestSlots(ConnectorsLimits.picturesParallel)

    package init(baseURL: String = TMDBSettings.standardImageBaseURL, http: OutgoingHTTP) {
        self.baseURL = RemoteEmbedderSettings.joinable(baseURL)
        self.http = http
    }

    package func picture(_ path: String, _ size: PictureSize) async throws -> Picture {
        guard Self.isValid(path) else { throw PictureError.invalidPath }
        let url = baseURL + "/" + size.rawValue + path
        let answer = try await answer(url)
        switch answer.status {
        case 200: break
        case 400...499 where answer.status != 429: throw PictureError.notFound
        default: throw PictureError.unavailable
        }
        // Only what follows no script: never SVG, which some logos are.
        let type = answer.headers["content-type"].map { $0.prefix { $0 != ";" && $0 != " " }.lowercased() } ?? ""
        guard PictureFormat(answer.body)?.rawValue == type else { throw PictureError.unusable }
        return Picture(bytes: answer.body, contentType: type)
    }

    private func answer(_ url: String) async throws -> OutgoingHTTP.Answer {
        let bounds = AnswerBounds(
            seconds: ConnectorsLimits.tmdbSeconds, bytesMax: ConnectorsLimits.pictureBytesMax)
        do {
            let answer = try await slots.use(.interactive) {
                try await http.get(url, headers: [("accept", "image/*")], bounds: bounds)
            }
            guard let answer else { throw CancellationError() }
            return answer
        } catch OutgoingFailure.answerTooLarge {
            throw PictureError.unusable
        } catch {
            try Task.checkCancellation()
            throw PictureError.unavailable
        }
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
