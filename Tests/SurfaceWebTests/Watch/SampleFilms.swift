import Basics
import Crypto
import Domain
import TestKit

@testable import Streaming
@testable import SurfaceWeb

/// Pages of own films with everything that they can show, every text of which is the given one.
enum SampleFilms {
    static func films(_ text: String) -> FilmsPage {
        let library = MediaLibrary(
            id: MediaLibraryID(1), name: text, kind: .mixed, folders: [], createdAt: .test(0), scan: nil)
        let other = MediaLibrary(
            id: MediaLibraryID(2), name: "Other", kind: .mixed, folders: [], createdAt: .test(0), scan: nil)
        return FilmsPage(
            shell: shell(text, .films, query: text), choice: FilmsChoice(query: text, library: library.id, page: 2),
            libraries: [library, other], rails: [FilmRail("list", text, why: text, [poster(text)])],
            wall: [poster(text), Poster(film(text), links)], total: 500)
    }

    static func film(_ text: String) -> FilmPage {
        FilmPage(
            shell: shell(text, .films), video: film(text), episodes: [],
            opinion: (isOnList: true, rating: 8), links: links)
    }

    static func series(_ text: String) -> FilmPage {
        let series = Video(
            title: title(text, 1, .series), place: nil, files: [], artwork: [:], state: nil, addedAt: .test(0),
            series: SeriesNumbers(episodes: 2, first: TitleID(2)))
        return FilmPage(
            shell: shell(text, .films), video: series, episodes: [episode(text, 2, 1), episode(text, 3, 2)],
            opinion: (isOnList: false, rating: nil), links: links)
    }

    static func profiles(_ text: String) -> ProfilesPage {
        var news = ProfilesNews()
        (news.notice, news.problem, news.next) = (text, text, "/films?q=" + text)
        return ProfilesPage(
            shell: shell(text, .profiles), profiles: people(text), active: ProfileID(2), news: news)
    }

    static func pin(_ text: String) -> ProfilesPage {
        var news = ProfilesNews()
        (news.who, news.isUnlocking, news.next) = (2, true, "/films?q=" + text)
        return ProfilesPage(
            shell: shell(text, .profiles), profiles: people(text), active: ProfileID(2), news: news)
    }

    static func watch(_ text: String) -> WatchPage? {
        let video = episode(text, 2, 1)
        let film = try? WatchFilm(
            video, WatchWish(), next: episode(text, 3, 2), choices: PlaybackChoices(), token: "f0", links)
        return film.map { WatchPage(video, $0, links) }
    }

    static func poster(_ text: String) -> Poster { Poster(begun: episode(text, 2, 1), links) }

    private static func shell(_ text: String, _ room: Shell.Room, query: String = "") -> Shell {
        SamplePages.shell(text, room, query: query, theatre: .open(text))
    }

    static let links: TheatreLinks = {
        let key = SymmetricKey(data: [UInt8](repeating: 7, count: 32))
        return TheatreLinks(
            addresses: SignedAddresses(
                signer: TicketSigner(key: key, session: SessionID(1), user: UserID(1), expiresAt: .test(86_400)),
                pictures: PictureNames(key: key)),
            present: [MediaFileID(1), MediaFileID(2), MediaFileID(3)],
            presentSeries: [])
    }()

    private static func film(_ text: String) -> Video {
        Video(
            title: title(text, 1, .movie), place: nil,
            files: [file(text, 1, version: 0), file(text, 3, version: 1)],
            artwork: [.backdrop: artwork(.backdrop, 1)],
            state: WatchState(position: 300, isFinished: false, watchedAt: .test(0)), addedAt: .test(0), series: nil)
    }

    private static func episode(_ text: String, _ id: Int32, _ number: Int) -> Video {
        let place = EpisodePlace(
            series: title(text, 1, .series), season: 1, number: number, airDate: nil,
            seriesArtwork: [.poster: artwork(.poster, 1)])
        return Video(
            title: title(text, id, .episode), place: place, files: [file(text, id, version: 0)],
            artwork: [.thumb: artwork(.thumb, id), .backdrop: artwork(.backdrop, id)],
            state: WatchState(position: 300, isFinished: false, watchedAt: .test(0)), addedAt: .test(0), series: nil)
    }

    private static func title(_ text: String, _ id: Int32, _ kind: TitleKind) -> Title {
        var draft = TitleDraft.film(text, year: 1979) { metadata in
            metadata.overview = text
            metadata.tagline = text
            metadata.contentRating = "12"
            metadata.genres = [text]
            metadata.voteAverage = 7.25
            metadata.credits = [Credit(name: text, role: .director), Credit(name: text, role: .cast)]
        }
        draft.kind = kind
        return .test(id, draft)
    }

    private static func file(_ text: String, _ id: Int32, version: Int) -> VideoFile {
        var probe = MediaProbe()
        probe.durationMilliseconds = 600_000
        (probe.container, probe.videoCodec, probe.audioCodec) = ("mov,mp4", "h264", "aac")
        (probe.width, probe.height) = (1920, 1080)
        probe.details.intro = SkipMarker(startSeconds: 5, endSeconds: 30, confidence: 1, isManual: true)
        let file = MediaFile(
            id: MediaFileID(id), root: "/srv", path: FilePath("film.mp4"),
            facts: FileFacts(sizeBytes: 4_250_000_000, modifiedNanoseconds: 1, device: 1, inode: 1), missingSince: nil,
            addedAt: .test(0), probeState: .done, probe: probe)
        let track = SubtitleTrack(
            source: .stream(2), format: "srt", language: ("en", false), title: text, flags: (false, true, true))
        let subtitle = StoredSubtitle(id: SubtitleID(id), fileID: file.id, track: track)
        return VideoFile(file: file, version: version, label: version == 0 ? nil : text, part: 0, subtitles: [subtitle])
    }

    private static func artwork(_ kind: ArtworkKind, _ id: Int32) -> Artwork {
        Artwork(titleID: TitleID(id), kind: kind, root: "/srv", rawPath: [], stamp: "1")
    }

    private static func people(_ text: String) -> [Profile] {
        [(1, nil, false), (2, .twelve, true), (3, nil, true)].map { id, limit, hasPIN in
            Profile(
                id: ProfileID(id), userID: UserID(1), name: text, hasPIN: hasPIN, certificateLimit: limit,
                ratingLimit: nil, playback: PlaybackChoices())
        }
    }
}
