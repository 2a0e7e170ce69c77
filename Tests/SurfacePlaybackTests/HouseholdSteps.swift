import Basics
import Domain
import Foundation
import Storage
import TestKit
import Testing

/// What happens in the household between two requests.
extension PlaybackHousehold {
    /// The device on which Anna is signed in from the beginning.
    var phone: Device { device("anna") }

    /// The first device of somebody.
    func device(_ name: String) -> Device {
        Device(house: self, cookie: surface.secret("app \(name)"), token: surface.secret("token of \(name)"))
    }

    /// Another device of somebody.
    func anotherDevice(of user: User) async throws -> Device {
        let signedIn = try await signIn(user)
        return Device(house: self, cookie: signedIn.cookie, token: signedIn.token)
    }

    /// Adds films to the library of films, with a file each.
    func addFilms(_ films: [TitleMetadata]) async throws {
        let titles = try films.map { metadata in
            let path = "\(metadata.title)/\(metadata.title).mp4"
            let facts = try media.write(path, TestMediaFolder.bytes(100))
            let draft = TitleDraft(kind: .movie, imdbID: nil, tmdbID: nil, metadata: metadata)
            var title = ScannedTitle(known: nil, drafts: [SourcedDraft(source: .nfo, draft: draft)])
            title.files = [Self.file(path, facts)]
            return title
        }
        _ = try await stores.stores.media.save(titles, in: filmFolder().id, at: world.now)
    }

    /// Adds a series with one season to the library of series.
    func addSeries(_ name: String, certificate: String?, episodes: [(name: String, certificate: String?)]) async throws
    {
        func drafts(_ kind: TitleKind, _ title: String, _ certificate: String?) -> [SourcedDraft] {
            var metadata = TitleMetadata(title: title)
            metadata.contentRating = certificate
            let draft = TitleDraft(kind: kind, imdbID: nil, tmdbID: nil, metadata: metadata)
            return [SourcedDraft(source: .nfo, draft: draft)]
        }
        var series = ScannedTitle(known: nil, drafts: drafts(.series, name, certificate))
        series.episodes = try episodes.enumerated().map { place, episode in
            let path = "\(name)/S01E0\(place + 1).mkv"
            let facts = try media.write("series/" + path, TestMediaFolder.bytes(200 + place))
            return ScannedEpisode(
                known: nil, season: 1, number: place + 1, drafts: drafts(.episode, episode.name, episode.certificate),
                files: [Self.file(path, facts)])
        }
        let library = try #require(try await stores.stores.media.library(named: "Series"))
        _ = try await stores.stores.media.save([series], in: library.folders[0].id, at: world.now)
    }

    /// Writes another content into a film's file, which the next scan finds.
    func rescan(_ name: String, bytes: [UInt8]) async throws {
        let stored = try await storedFile(name)
        var file = Self.file(stored.path.text, try media.write(stored.path.text, bytes))
        file.known = stored.id
        try await save(file, of: name)
    }

    /// Puts one more version of a film beside the one that is there.
    func addVersion(of name: String, label: String) async throws {
        let path = "\(name)/\(name) - \(label).mp4"
        let facts = try media.write(path, TestMediaFolder.bytes(2500))
        var file = Self.file(path, facts)
        file.role = .feature(version: 1, label: label, part: 0)
        try await save(file, of: name)
        for file in try await stores.stores.media.unprobed(after: nil, limit: 10) {
            var probe = MediaProbe()
            probe.durationMilliseconds = 600_000
            (probe.width, probe.height) = (3840, 2160)
            (probe.videoCodec, probe.audioCodec) = ("hevc", "aac")
            try await stores.stores.media.saveProbe(probe, tracks: [], problem: nil, of: file)
        }
    }

    /// Adds a film that lies in several files of these lengths; returns its id.
    func addFilmInParts(_ name: String, seconds: [Int64]) async throws -> Int32 {
        let draft = TitleDraft(kind: .movie, imdbID: nil, tmdbID: nil, metadata: TitleMetadata(title: name))
        var title = ScannedTitle(known: nil, drafts: [SourcedDraft(source: .fileName, draft: draft)])
        title.files = try seconds.indices.map { part in
            let path = "\(name)/\(name)-cd\(part + 1).mp4"
            var file = Self.file(path, try media.write(path, TestMediaFolder.bytes(3000 + part)))
            file.role = .feature(version: 0, label: nil, part: part)
            return file
        }
        let folder = try await filmFolder().id
        _ = try await stores.stores.media.save([title], in: folder, at: world.now)
        for file in try await stores.stores.media.unprobed(after: nil, limit: 10) {
            var probe = MediaProbe()
            probe.durationMilliseconds = seconds[file.path.text.hasSuffix("cd1.mp4") ? 0 : 1] * 1000
            try await stores.stores.media.saveProbe(probe, tracks: [], problem: nil, of: file)
        }
        let files = try await stores.stores.media.files(of: folder)
        return try #require(files.first { $0.path.text.hasPrefix(name) }?.titles.first).rawValue
    }

    /// Says something else of what is inside a title's file.
    func reprobe(_ name: String, _ change: (inout MediaProbe) -> Void) async throws {
        let file = try await storedFile(name)
        var probe = file.probe
        change(&probe)
        try await stores.stores.media.saveProbe(probe, tracks: [], problem: nil, of: file)
    }

    /// Takes a title's file away, without a scan that would find out.
    func loseFile(of name: String) async throws {
        let file = try await storedFile(name)
        try FileManager.default.removeItem(atPath: file.root + "/" + file.path.text)
    }

    /// The file of a title as it is stored.
    func storedFile(_ name: String) async throws -> MediaFile {
        let viewer = Viewer(profile: ProfileID(1), certificateMax: nil, unratedAs: 0)
        let video = try await stores.stores.videos.videos([TitleID(id(name))], for: viewer).first
        return try #require(video?.standardFiles.first?.file)
    }

    private func filmFolder() async throws -> MediaFolder {
        let library = try await stores.stores.media.library(named: "Films")
        return try #require(library?.folders.first)
    }

    private func save(_ file: ScannedFile, of name: String) async throws {
        let draft = TitleDraft(kind: .movie, imdbID: nil, tmdbID: nil, metadata: TitleMetadata(title: name))
        var title = ScannedTitle(known: TitleID(id(name)), drafts: [SourcedDraft(source: .fileName, draft: draft)])
        title.files = [file]
        _ = try await stores.stores.media.save([title], in: filmFolder().id, at: world.now)
    }

    private static func file(_ path: String, _ facts: FileFacts) -> ScannedFile {
        ScannedFile(
            known: nil, path: FilePath(path), facts: facts, digest: nil,
            role: .feature(version: 0, label: nil, part: 0))
    }
}
