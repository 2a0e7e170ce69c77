import Basics
import Domain
import Testing

@Suite("Where a player is in a film of several files")
struct PlayedPlaceTests {
    /// A film with two parts, and another version of it in one file.
    private static let film = video([
        file(1, version: 0, part: 0, seconds: 3000.9), file(2, version: 0, part: 1, seconds: 2700, credits: 2600),
        file(3, version: 1, part: 0, seconds: 6000, credits: 5800),
    ])

    @Test(
        "what is counted from the beginning of a file is counted on from the files before it",
        arguments: [
            (1, 100, 100, 5700), (2, 100, 3100, 5700), (3, 100, 100, 6000), (nil, 100, 100, 5700), (9, 100, 100, 5700),
            (2, 0, 3000, 5700),
        ] as [(Int32?, Int, Int, Int)])
    func inside(_ id: Int32?, _ seconds: Int, _ whole: Int, _ length: Int) {
        let place = Self.film.place(at: seconds, inside: id.map { MediaFileID($0) })
        #expect(place.seconds == whole && place.length == length)
        #expect(place.creditsFrom == (length == 6000 ? 5800 : 5600))
        let same = Self.film.place(at: whole, of: id.map { MediaFileID($0) })
        #expect(same == place, "for players that count from the beginning of the film")
    }

    @Test(
        "each moment of a film lies in one of its files",
        arguments: [(0, 1, 0), (2999, 1, 0), (3000, 2, 3000), (5699, 2, 3000), (9999, 2, 3000)])
    func part(_ seconds: Int, _ id: Int32, _ begin: Int) {
        let part = Self.film.part(at: seconds)
        #expect(part?.file.file.id == MediaFileID(id) && part?.begin == begin)
    }

    @Test("another version has parts of its own, and a title without files none")
    func versions() {
        #expect(Self.film.part(at: 5000, of: MediaFileID(3))?.file.file.id == MediaFileID(3))
        #expect(Self.film.version(of: MediaFileID(3)).map(\.file.id) == [MediaFileID(3)])
        #expect(Self.film.version(of: MediaFileID(9)).count == 2)
        #expect(Self.video([]).part(at: 0) == nil && Self.video([]).place(at: 7, inside: nil).length == nil)
    }

    @Test("without the length of a file there is no end, and no moment behind it")
    func unknown() {
        let film = Self.video([
            Self.file(1, version: 0, part: 0, seconds: nil),
            Self.file(2, version: 0, part: 1, seconds: 2700, credits: 9),
        ])
        #expect(film.place(at: 2700, inside: MediaFileID(2)).length == nil)
        #expect(film.place(at: 2700, inside: MediaFileID(2)).creditsFrom == nil)
        #expect(film.part(at: 2900)?.file.file.id == MediaFileID(1))
    }

    @Test(
        "a film ends with its last file, never with one before it",
        arguments: [
            (1, 3000, WatchReport.Mark.middle), (1, 100, .early), (1, 2699, .early), (2, 2129, .middle),
            (2, 2130, .finished), (2, 2700, .finished), (3, 5399, .middle), (3, 5400, .finished),
        ] as [(Int32, Int, WatchReport.Mark)])
    func ends(_ id: Int32, _ seconds: Int, _ mark: WatchReport.Mark) {
        let place = Self.film.place(at: seconds, inside: MediaFileID(id))
        let report = WatchReport(
            at: Instant(milliseconds: 0), position: place.seconds, length: place.length, creditsFrom: place.creditsFrom)
        #expect(report.mark == mark)
    }

    private static func video(_ files: [VideoFile]) -> Video {
        let identity = TitleIdentity(id: TitleID(1), uuid: "u", kind: .movie, imdbID: nil, tmdbID: nil)
        let title = Title(
            identity: identity, state: .known, metadata: TitleMetadata(title: "Film"), provenance: Provenance(),
            revision: 1)
        return Video(
            title: title, place: nil, files: files, artwork: [:], state: nil, addedAt: Instant(milliseconds: 0),
            series: nil)
    }

    private static func file(
        _ id: Int32, version: Int, part: Int, seconds: Double?, credits: Int? = nil
    ) -> VideoFile {
        var probe = MediaProbe()
        probe.durationMilliseconds = seconds.map { Int64($0 * 1000) }
        probe.details.credits = credits.map {
            SkipMarker(startSeconds: $0, endSeconds: $0 + 50, confidence: 1, isManual: false)
        }
        let file = MediaFile(
            id: MediaFileID(id), root: "/films", path: FilePath("\(id).mkv"),
            facts: FileFacts(sizeBytes: 1, modifiedNanoseconds: 1, device: 1, inode: Int64(id)), missingSince: nil,
            addedAt: Instant(milliseconds: 0), probeState: .done, probe: probe)
        return VideoFile(file: file, version: version, label: nil, part: part, subtitles: [])
    }
}
