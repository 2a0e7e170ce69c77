package import Domain

/// Posters of a metadata provider and of the household's media server, told apart by their paths.
package struct HouseholdPictures: PictureSource {
    private let provider: any PictureSource
    private let server: CurrentMediaServer
    private let http: OutgoingHTTP
    private let slots = RequestSlots(ConnectorsLimits.picturesParallel)

    package init(provider: any PictureSource, server: @escaping CurrentMediaServer, http: OutgoingHTTP) {
        self.provider = provider
        self.server = server
        self.http = http
    }

    /// Both servers hand pictures out without a key, so none is sent.
    package func picture(_ path: String, _ size: PictureSize) async throws -> Picture {
        guard let wanted = MediaServerPicture(path: path) else { return try await provider.picture(path, size) }
        guard let server = await server() else { throw PictureError.notFound }
        let answer = try await answer(
            server.imageURL(of: wanted.itemID, .primary, tag: wanted.tag, widthMax: size.width))
        switch answer.status {
        case 200: break
        case 400...499 where answer.status != 429: throw PictureError.notFound
        default: throw PictureError.unavailable
        }
        // What it says of itself counts for nothing; what it is has to be a picture that browsers show safely.
        guard let format = PictureFormat(answer.body) else { throw PictureError.unusable }
        return Picture(bytes: answer.body, contentType: format.rawValue)
    }

    private func answer(_ url: String) async throws -> OutgoingHTTP.Answer {
        let bounds = AnswerBounds(
            seconds: ConnectorsLimits.mediaServerInteractiveSeconds, bytesMax: ConnectorsLimits.pictureBytesMax)
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
}

extension PictureSize {
    /// Pixels; nil for what is not bounded by its width.
    fileprivate var width: Int? { rawValue.first == "w" ? Int(rawValue.dropFirst()) : nil }
}
