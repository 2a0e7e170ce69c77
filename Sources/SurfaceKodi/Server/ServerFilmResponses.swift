import Domain
import Streaming
import SurfaceKit

/// The answer of `GET /kodi/server/films`.
struct ServerFilmsResponse: Encodable {
    var success = true
    /// How many films there are on all pages, those included whose file is missing at the moment.
    let total: Int
    @OrNull var nextCursor: String?
    let films: [ServerFilm]

    init(total: Int, nextCursor: String?, films: [ServerFilm]) {
        self.total = total
        _nextCursor = OrNull(wrappedValue: nextCursor)
        self.films = films
    }

    enum CodingKeys: String, CodingKey {
        case success, total, films
        case nextCursor = "next_cursor"
    }
}

/// A film that lies on this server, with what a list in Kodi shows of it.
struct ServerFilm: Encodable {
    let id: String
    let title: String
    @OrNull var originalTitle: String?
    @OrNull var year: Int?
    @OrNull var imdbID: String?
    @OrNull var tmdbID: Int?
    @OrNull var overview: String?
    let genres: [String]
    let directors: [String]
    @OrNull var certificate: Certificate?
    /// 0 to 10.
    @OrNull var rating: Double?
    @OrNull var runtimeMinutes: Int?
    /// Measured.
    @OrNull var durationSeconds: Int?
    @OrNull var posterURL: String?
    @OrNull var backdropURL: String?
    /// Where to go on; 0 for the beginning.
    let resumeSeconds: Int
    let watched: Bool

    init(_ film: Video, _ addresses: SignedAddresses) {
        let (metadata, progress) = (film.title.metadata, VideoProgress(film))
        id = film.title.id.description
        title = film.name
        _originalTitle = OrNull(wrappedValue: metadata.originalTitle)
        _year = OrNull(wrappedValue: metadata.year)
        _imdbID = OrNull(wrappedValue: film.title.imdbID?.rawValue)
        _tmdbID = OrNull(wrappedValue: film.title.tmdbID)
        _overview = OrNull(wrappedValue: metadata.overview)
        genres = metadata.genres
        directors = metadata.directors
        _certificate = OrNull(wrappedValue: film.certificate)
        _rating = OrNull(wrappedValue: metadata.voteAverage)
        _runtimeMinutes = OrNull(wrappedValue: metadata.runtimeMinutes)
        _durationSeconds = OrNull(wrappedValue: film.lengthSeconds)
        let poster = film.artwork[.poster].map { addresses.picture($0) }
        _posterURL = OrNull(wrappedValue: poster ?? addresses.providedPoster(of: film))
        _backdropURL = OrNull(wrappedValue: film.artwork[.backdrop].map { addresses.picture($0) })
        resumeSeconds = progress.isWatched ? 0 : progress.resumeSeconds
        watched = progress.isWatched
    }

    enum CodingKeys: String, CodingKey {
        case id, title, year, overview, genres, directors, certificate, rating, watched
        case originalTitle = "original_title"
        case imdbID = "imdb_id"
        case tmdbID = "tmdb_id"
        case runtimeMinutes = "runtime_minutes"
        case durationSeconds = "duration_seconds"
        case posterURL = "poster_url"
        case backdropURL = "backdrop_url"
        case resumeSeconds = "resume_seconds"
    }
}

/// The answer of `POST /kodi/server/films/{id}/play`.
struct ServerPlayResponse: Encodable {
    struct Subtitle: Encodable {
        let url: String
        let language: String
        let label: String
        let forced: Bool
    }

    struct Part: Encodable {
        let streamURL: String
        /// 0 when unknown.
        let durationSeconds: Int

        enum CodingKeys: String, CodingKey {
            case streamURL = "stream_url"
            case durationSeconds = "duration_seconds"
        }
    }

    var success = true
    let streamURL: String
    let contentType: String
    let durationSeconds: Int
    let resumeSeconds: Int
    let subtitles: [Subtitle]
    /// Of a film in several files, all of them in order; absent otherwise.
    let parts: [Part]?

    init(_ film: Video, _ addresses: SignedAddresses) {
        let progress = VideoProgress(film)
        let files = film.standardFiles
        streamURL = files.first.map { addresses.stream($0.file, called: film.name) } ?? ""
        contentType = MediaType.of(fileName: files.first?.file.path.text ?? "")
        durationSeconds = progress.lengthSeconds
        resumeSeconds = progress.isWatched ? 0 : progress.resumeSeconds
        subtitles = (files.first?.subtitles ?? []).map { track in
            Subtitle(
                url: files.first.map { addresses.subtitle(track, in: $0.file, as: .srt) } ?? "",
                language: track.track.language ?? "en", label: track.track.label, forced: track.track.isForced)
        }
        parts =
            files.count > 1
            ? files.map { part in
                Part(
                    streamURL: addresses.stream(part.file, called: film.name),
                    durationSeconds: Int((part.file.probe.durationMilliseconds ?? 0) / 1000))
            } : nil
    }

    enum CodingKeys: String, CodingKey {
        case success, subtitles, parts
        case streamURL = "stream_url"
        case contentType = "content_type"
        case durationSeconds = "duration_seconds"
        case resumeSeconds = "resume_seconds"
    }
}

/// The answer of `POST /kodi/server/films/{id}/progress`.
struct ServerProgressResponse: Encodable {
    var success = true
    let stopPlayback: Bool
    @OrNull var message: String?

    init(stopPlayback: Bool, message: String?) {
        self.stopPlayback = stopPlayback
        _message = OrNull(wrappedValue: message)
    }

    enum CodingKeys: String, CodingKey {
        case success, message
        case stopPlayback = "stop_playback"
    }
}
