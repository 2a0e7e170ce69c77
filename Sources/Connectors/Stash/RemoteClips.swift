package import Domain
import Synchronization

/// The files and pictures of a Stash's scenes, asked for with its key, which goes nowhere else.
package struct RemoteClips: ClipSource {
    private let settings: StashSettings
    private let http: OutgoingHTTP
    private let patience: ClipPatience
    private let pictures: PictureFetch
    private let places = ClipPlaces()

    package init(settings: StashSettings, http: OutgoingHTTP, patience: ClipPatience = ClipPatience()) {
        self.settings = settings
        self.http = http
        self.patience = patience
        pictures = PictureFetch(http: http, seconds: patience.headSeconds)
    }

    package func open(_ request: ClipRequest) async throws -> ClipAnswer {
        let url = try address(request.sceneID, "stream")
        guard let place = places.take() else { throw ArchiveFailure.failing }
        // What is packed on the way has no ranges.
        var headers = settings.keyHeaders + [("accept", "*/*"), ("accept-encoding", "identity")]
        // A head says what all of it is, and several parts at once come in a form of which too little is passed on.
        if let range = request.range, !request.isHead, !range.contains(",") {
            headers.append(("range", range))
            if let condition = request.ifRange { headers.append(("if-range", condition)) }
        }
        let stream: OutgoingStream
        do {
            stream = try await http.open(
                url, isHead: request.isHead, headers: headers, headSeconds: patience.headSeconds)
        } catch is OutgoingFailure {
            throw ArchiveFailure.timedOut
        } catch {
            try Task.checkCancellation()
            throw ArchiveFailure.unreachable
        }
        switch stream.status {
        case 200, 206, 416: return answer(stream, place)
        case 401, 403: throw ArchiveFailure.keyRefused
        case 404: throw ArchiveFailure.refused("the scene has no file")
        case 429, 500...599: throw ArchiveFailure.failing
        default: throw ArchiveFailure.unsupported
        }
    }

    package func picture(ofScene id: String) async throws -> Picture {
        guard let url = try? address(id, "screenshot") else { throw PictureError.notFound }
        return try await pictures.picture(at: url, headers: settings.keyHeaders).picture
    }

    /// The place is taken until nobody holds the answer any more.
    private func answer(_ stream: OutgoingStream, _ place: ClipPlace) -> ClipAnswer {
        var answer = ClipAnswer(status: stream.status) { [patience] take in
            defer { withExtendedLifetime(place) {} }
            do {
                try await stream.forEach(silenceSeconds: patience.silenceSeconds, take)
            } catch is OutgoingFailure {
                throw ArchiveFailure.timedOut
            }
        }
        answer.length = stream.headers["content-length"].flatMap { Int64($0) }
        answer.contentRange = stream.headers["content-range"]
        answer.entityTag = stream.headers["etag"]
        answer.lastModified = stream.headers["last-modified"]
        return answer
    }

    /// Ids are digits, so that nobody leads elsewhere with one.
    private func address(_ scene: String, _ what: String) throws(ArchiveFailure) -> String {
        guard (1...ConnectorsLimits.stashIDDigitsMax).contains(scene.utf8.count),
            scene.utf8.allSatisfy({ (48...57).contains($0) })
        else { throw .refused("there is no such scene") }
        return "\(settings.base)/scene/\(scene)/\(what)"
    }
}

/// How long an archive is waited for.
package struct ClipPatience: Sendable {
    /// Until the first byte of a clip, or a picture, is here.
    package var headSeconds = ConnectorsLimits.clipHeadSeconds
    /// While it says nothing in the middle of a clip.
    package var silenceSeconds = ConnectorsLimits.clipSilenceSeconds

    package init() {}
}

/// Counts the clips on their way: each holds a connection for as long as it is played, and some have to be left for
/// what else the archive is asked.
private final class ClipPlaces: Sendable {
    private let taken = Mutex(0)

    /// Nil when there is none. It is free again when nobody holds it any more.
    func take() -> ClipPlace? {
        let isFree = taken.withLock { taken in
            guard taken < ConnectorsLimits.clipsAtOnce else { return false }
            taken += 1
            return true
        }
        return isFree ? ClipPlace(among: self) : nil
    }

    func leave() { taken.withLock { $0 -= 1 } }
}

private final class ClipPlace: Sendable {
    private let places: ClipPlaces

    init(among places: ClipPlaces) { self.places = places }

    deinit { places.leave() }
}

extension ConnectorsLimits {
    static let clipHeadSeconds = 15.0
    static let clipSilenceSeconds = 30.0
    /// Clips that are on their way at the same time, fewer than there are connections.
    static let clipsAtOnce = connectionsPerHost - 2
}
