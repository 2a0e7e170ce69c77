import Basics
package import Domain
import Foundation
import Host
import Storage

/// A folder with the files of a small library. What is in them is not video, so only what looks at bytes may read them.
package struct TestMediaFolder: Sendable {
    package let root: String
    /// Beside the library, for what a server keeps.
    package let cache: String

    package init() throws {
        let base = FileManager.default.temporaryDirectory.path + "/kinothek-media-" + UUID().uuidString
        root = base + "/library"
        cache = base + "/cache"
        for folder in [root, cache] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }
    }

    package func remove() {
        try? FileManager.default.removeItem(atPath: URL(fileURLWithPath: root).deletingLastPathComponent().path)
    }

    /// Writes a file and tells what the system says of it.
    @discardableResult
    package func write(_ path: String, _ bytes: [UInt8]) throws -> FileFacts {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return try facts(path)
    }

    package func facts(_ path: String) throws -> FileFacts {
        let identity = try RealPath(of: HostPath(root + "/" + path)).identity
        return FileFacts(
            sizeBytes: identity.sizeBytes, modifiedNanoseconds: identity.modifiedNanoseconds,
            device: Int64(bitPattern: identity.device), inode: Int64(bitPattern: identity.inode))
    }

    /// Bytes that tell their position: byte n is n modulo 251.
    package static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % 251) } }

    package static let subtitle = """
        1
        00:00:01,000 --> 00:00:02,500
        <i>Hello</i> & welcome

        2
        00:00:03,000 --> 00:00:04,000
        Second line

        """

    /// What is in the library "Films" and the library "Series".
    package func fill(_ store: any MediaStore, _ world: TestWorld) async throws {
        let films = try await store.addLibrary(name: "Films", kind: .movies, folders: [root], at: world.now)
        let shows = try await store.addLibrary(
            name: "Series", kind: .series, folders: [root + "/series"], at: world.now)
        _ = try await store.save(filmTitles(), in: films.folders[0].id, at: world.now)
        world.advance(seconds: 60)
        _ = try await store.save([seriesTitle()], in: shows.folders[0].id, at: world.now)
        for file in try await store.unprobed(after: nil, limit: 100) {
            try await store.saveProbe(probe(of: file), tracks: [], problem: nil, of: file)
        }
        world.advance(seconds: 60)
    }

    /// By name.
    package func titles(in stores: TestStores) async throws -> [String: TitleID] {
        let changes = try await stores.stores.catalogue.changes(since: 0, limit: 1000)
        return Dictionary(changes.titles.map { ($0.metadata.title, $0.id) }) { first, _ in first }
    }

    private func probe(of file: MediaFile) -> MediaProbe {
        var probe = MediaProbe()
        probe.durationMilliseconds = file.path.text.contains("Night") ? 5_760_000 : 600_000
        probe.container = "mov,mp4"
        probe.videoCodec = "h264"
        probe.audioCodec = "aac"
        (probe.width, probe.height) = file.path.text.contains("Bunny") ? (1920, 1080) : (640, 480)
        if file.path.text.contains("E01") {
            probe.details.intro = SkipMarker(startSeconds: 10, endSeconds: 40, confidence: 0.9, isManual: false)
            probe.details.credits = SkipMarker(startSeconds: 560, endSeconds: 600, confidence: 0.9, isManual: false)
        }
        return probe
    }

    private func filmTitles() throws -> [ScannedTitle] {
        var bunny = try film("Big Buck Bunny", 2008, certificate: "PG", imdb: "tt1254207")
        try write("Big Buck Bunny (2008)/Big Buck Bunny (2008).en.srt", Array(Self.subtitle.utf8))
        bunny.files[0].subtitles = [
            SubtitleTrack(
                source: .sidecar(path: Array("Big Buck Bunny (2008)/Big Buck Bunny (2008).en.srt".utf8)),
                format: "srt", language: ("en", false), title: nil, flags: (false, false, false))
        ]
        let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]
        try write("Big Buck Bunny (2008)/poster.png", png)
        bunny.artwork = [
            ScannedArtwork(kind: .poster, path: FilePath("Big Buck Bunny (2008)/poster.png"), stamp: "1")
        ]
        let night = try film("Night of the Living Dead", 1968, certificate: "18", imdb: "tt0063350")
        let unrated = try film("A Quiet Stone", 1971, certificate: nil, imdb: nil)
        let gone = try film("Vanished", 1999, certificate: "U", imdb: nil)
        try FileManager.default.removeItem(atPath: root + "/Vanished (1999)/Vanished (1999).mp4")
        return [bunny, night, unrated, gone]
    }

    private func film(_ name: String, _ year: Int, certificate: String?, imdb: String?) throws -> ScannedTitle {
        let path = "\(name) (\(year))/\(name) (\(year)).mp4"
        let facts = try write(path, Self.bytes(10_000))
        var metadata = TitleMetadata(title: name)
        metadata.year = year
        metadata.contentRating = certificate
        metadata.overview = "About \(name)."
        metadata.genres = name == "Big Buck Bunny" ? ["Animation", "Comedy"] : ["Horror"]
        metadata.voteAverage = name == "Big Buck Bunny" ? 6.44 : 7.8
        metadata.credits = [
            Credit(name: "Director of \(name)", role: .director), Credit(name: "Joan Player", role: .cast),
        ]
        let draft = TitleDraft(kind: .movie, imdbID: imdb.flatMap { IMDbID($0) }, tmdbID: nil, metadata: metadata)
        var title = ScannedTitle(known: nil, drafts: [SourcedDraft(source: .nfo, draft: draft)])
        title.files = [
            ScannedFile(
                known: nil, path: FilePath(path), facts: facts, digest: nil,
                role: .feature(version: 0, label: nil, part: 0))
        ]
        return title
    }

    private func seriesTitle() throws -> ScannedTitle {
        var metadata = TitleMetadata(title: "Signal House")
        metadata.year = 2021
        metadata.contentRating = "12"
        metadata.genres = ["Science Fiction"]
        let draft = TitleDraft(kind: .series, imdbID: nil, tmdbID: nil, metadata: metadata)
        var series = ScannedTitle(known: nil, drafts: [SourcedDraft(source: .nfo, draft: draft)])
        let places = [(1, 1, "Pilot"), (1, 2, "Static"), (2, 1, "Return"), (0, 1, "Making of")]
        series.episodes = try places.map { season, number, name in
            let path = "Signal House/S0\(season)E0\(number).mkv"
            let facts = try write("series/" + path, Self.bytes(5000 + number))
            let draft = TitleDraft(kind: .episode, imdbID: nil, tmdbID: nil, metadata: TitleMetadata(title: name))
            return ScannedEpisode(
                known: nil, season: season, number: number, drafts: [SourcedDraft(source: .fileName, draft: draft)],
                files: [
                    ScannedFile(
                        known: nil, path: FilePath(path), facts: facts, digest: nil,
                        role: .feature(version: 0, label: nil, part: 0))
                ])
        }
        return series
    }
}
