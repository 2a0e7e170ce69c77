import Basics
import Domain
import Storage
import TestKit
import Testing

/// A library with one folder, and short ways to fill it.
struct MediaBench {
    let test: TestStores
    let library: MediaLibrary
    let folder: MediaFolderID

    var media: SQLMediaStore { test.stores.media }
    var videos: SQLVideoStore { test.stores.videos }

    /// Runs a test on a database of its own.
    static func with(
        _ driver: TestDriver, world: World = .live, _ body: (MediaBench) async throws -> Void
    ) async throws {
        try await TestStores.with(driver, world: world) { test in
            try await body(try await open(test))
        }
    }

    static func open(_ test: TestStores) async throws -> MediaBench {
        let library = try await test.stores.media.addLibrary(
            name: "Films", kind: .mixed, folders: ["/media/films"], at: .test(0))
        return MediaBench(test: test, library: library, folder: try #require(library.folders.first).id)
    }

    /// Saves and tells what became of it.
    @discardableResult
    func save(_ titles: ScannedTitle..., at seconds: Double = 0) async throws -> UpsertOutcome {
        try await media.save(titles, in: folder, at: .test(seconds))
    }

    /// The stored file at a path of the folder.
    func file(_ path: String) async throws -> KnownFile {
        try #require(try await stored(path), "there is no \(path)")
    }

    func stored(_ path: String) async throws -> KnownFile? {
        try await media.files(of: folder).first { $0.path.text == path }
    }

    /// The only title of the file at a path.
    func title(_ path: String) async throws -> TitleID {
        let titles = try await file(path).titles
        try #require(titles.count == 1, "\(path) has \(titles.count) titles")
        return titles[0]
    }

    /// The names of what a list shows, in its order.
    func names(_ change: (inout VideoFilter) -> Void = { _ in }) async throws -> [String] {
        let page = try await videos.page(.all(change), offset: 0, limit: 1000)
        #expect(page.total == page.ids.count)
        return try await names(page.ids)
    }

    func names(_ ids: [TitleID]) async throws -> [String] {
        try await test.stores.catalogue.titles(ids: ids).map(\.metadata.title)
    }

    func video(_ id: TitleID, for viewer: Viewer = .all) async throws -> Video {
        try #require(try await videos.videos([id], for: viewer).first, "\(id) is not listed")
    }

    /// A profile of a new account.
    func profile() async throws -> ProfileID {
        let user = try await test.stores.accounts.addUser(.test("a@example.org")).id
        return try #require(try await test.stores.profiles.profiles(of: user, at: .test(0)).first).id
    }
}

extension Viewer {
    static let all = Viewer(profile: ProfileID(1), certificateMax: nil, unratedAs: 5)

    static func upTo(_ certificate: Certificate, unratedAs: Certificate = .eighteen) -> Viewer {
        Viewer(
            profile: ProfileID(1), certificateMax: certificate.rank.rawValue, unratedAs: unratedAs.rank.rawValue)
    }
}

extension VideoFilter {
    static func all(_ change: (inout VideoFilter) -> Void = { _ in }) -> VideoFilter {
        var filter = VideoFilter(viewer: .all)
        change(&filter)
        return filter
    }
}

extension ScannedTitle {
    /// A film as its file's name tells it.
    static func film(
        _ name: String, year: Int? = nil, imdb: String? = nil, _ files: ScannedFile...,
        known: TitleID? = nil, _ change: (inout TitleMetadata) -> Void = { _ in }
    ) -> ScannedTitle {
        let draft = TitleDraft.film(name, year: year, imdb: imdb, change)
        var title = ScannedTitle(known: known, drafts: [SourcedDraft(source: .fileName, draft: draft)])
        title.files = files
        return title
    }

    static func series(
        _ name: String, year: Int? = nil, imdb: String? = nil, _ episodes: ScannedEpisode...,
        known: TitleID? = nil, _ change: (inout TitleMetadata) -> Void = { _ in }
    ) -> ScannedTitle {
        var title = film(name, year: year, imdb: imdb, known: known, change)
        var draft = title.drafts[0].draft
        draft.kind = .series
        title.drafts = [SourcedDraft(source: .fileName, draft: draft)]
        title.episodes = episodes
        return title
    }

    /// With what its sidecar says.
    func with(nfo draft: TitleDraft) -> ScannedTitle {
        var title = self
        var draft = draft
        draft.kind = drafts[0].draft.kind
        title.drafts.append(SourcedDraft(source: .nfo, draft: draft))
        return title
    }

    func with(_ change: (inout ScannedTitle) -> Void) -> ScannedTitle {
        var title = self
        change(&title)
        return title
    }
}

extension ScannedEpisode {
    static func test(
        _ season: Int, _ number: Int?, _ name: String = "", _ files: ScannedFile..., known: TitleID? = nil,
        _ change: (inout TitleMetadata) -> Void = { _ in }
    ) -> ScannedEpisode {
        let name = name.isEmpty ? "Episode \(number ?? 0)" : name
        var draft = TitleDraft.film(name, change)
        draft.kind = .episode
        return ScannedEpisode(
            known: known, season: season, number: number, drafts: [SourcedDraft(source: .fileName, draft: draft)],
            files: files)
    }
}

extension ScannedFile {
    static func at(
        _ path: String, size: Int64 = 100, modified: Int64 = 1, inode: Int64 = 1, known: MediaFileID? = nil,
        version: Int = 0, label: String? = nil, part: Int = 0
    ) -> ScannedFile {
        ScannedFile(
            known: known, path: FilePath(path),
            facts: FileFacts(sizeBytes: size, modifiedNanoseconds: modified, device: 1, inode: inode), digest: nil,
            role: .feature(version: version, label: label, part: part))
    }

    static func extra(_ path: String, kind: String = "trailer") -> ScannedFile {
        var file = at(path)
        file.role = .extra(kind: kind)
        return file
    }

    func with(_ change: (inout ScannedFile) -> Void) -> ScannedFile {
        var file = self
        change(&file)
        return file
    }
}

extension SubtitleTrack {
    static func sidecar(_ path: String, language: String? = "en", isForced: Bool = false) -> SubtitleTrack {
        SubtitleTrack(
            source: .sidecar(path: Array(path.utf8)), format: "srt", language: language.map { ($0, false) }, title: nil,
            flags: (isForced, false, false))
    }

    static func stream(_ number: Int, language: String? = "de") -> SubtitleTrack {
        SubtitleTrack(
            source: .stream(number), format: "subrip", language: language.map { ($0, true) }, title: "Inside",
            flags: (false, true, true))
    }
}

extension ScannedArtwork {
    static func test(_ kind: ArtworkKind, _ path: String, stamp: String = "1") -> ScannedArtwork {
        ScannedArtwork(kind: kind, path: FilePath(path), stamp: stamp)
    }
}
