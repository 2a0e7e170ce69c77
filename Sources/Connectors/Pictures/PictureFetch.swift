import Domain

/// Fetches pictures that somebody waits for: a few at a time, within bounds.
struct PictureFetch: Sendable {
    private let http: OutgoingHTTP
    private let seconds: Double
    private let slots = RequestSlots(ConnectorsLimits.picturesParallel)

    /// Each picture has so many seconds to arrive.
    init(http: OutgoingHTTP, seconds: Double) {
        self.http = http
        self.seconds = seconds
    }

    /// The picture at an address, as what its bytes are, and what the other side says that it is.
    ///
    /// Only what follows no script: never SVG, which some logos are. Throws `PictureError` and `CancellationError`.
    func picture(
        at url: String, headers: [(String, String)] = []
    ) async throws -> (picture: Picture, claimedType: String) {
        let answer = try await answer(url, headers)
        switch answer.status {
        case 200: break
        case 400...499 where answer.status != 429: throw PictureError.notFound
        default: throw PictureError.unavailable
        }
        guard let format = PictureFormat(answer.body) else { throw PictureError.unusable }
        let claim = answer.headers["content-type"].map { $0.prefix { $0 != ";" && $0 != " " }.lowercased() }
        return (Picture(bytes: answer.body, contentType: format.rawValue), claim ?? "")
    }

    private func answer(_ url: String, _ headers: [(String, String)]) async throws -> OutgoingHTTP.Answer {
        let bounds = AnswerBounds(seconds: seconds, bytesMax: ConnectorsLimits.pictureBytesMax)
        do {
            let answer = try await slots.use(.interactive) {
                try await http.get(url, headers: [("accept", "image/*")] + headers, bounds: bounds)
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
}
