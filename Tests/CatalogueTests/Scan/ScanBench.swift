import Basics
import Catalogue
import Domain
import Host
import Jobs
import Storage
import Synchronization
import TestKit
import Testing

/// A library over a real folder and real stores, and a clock that the test moves.
///
/// The clock stands in 2023, so files of the present look as if nobody had written to them lately.
struct ScanBench: Sendable {
    let test: TestStores
    let clock = TestWorld()
    let disk: ScanFolder
    let library: MediaLibrary
    private let log = ScanLog()

    var stores: Stores { test.stores }
    var folder: MediaFolderID { library.folders[0].id }
    /// How often the search index was told that there are new titles.
    var indexings: Int { log.indexings }
    /// How long scans waited for files, one after the other.
    var naps: [Double] { log.naps }
    /// The last words of the last scan.
    var message: String { log.message }

    static func with(
        _ kind: MediaLibraryKind = .movies, _ body: (ScanBench) async throws -> Void
    ) async throws {
        let disk = try await ScanFolder()
        try await TestStores.with(.sqlite) { test async throws in
            let library = try await test.stores.media.addLibrary(
                name: "Films", kind: kind, folders: [disk.root], at: .test(0))
            try await body(ScanBench(test: test, disk: disk, library: library))
        }
    }

    /// Runs the job once, as a worker would; returns what it came to for the first library.
    @discardableResult
    func scan(
        _ only: MediaLibraryID? = nil, isFull: Bool = false, _ change: (inout ScanSettings) -> Void = { _ in },
        stopping: @escaping @Sendable (JobProgress) -> Bool = { _ in false }
    ) async throws -> String {
        var settings = ScanSettings(ffprobe: disk.program, threads: HostThreads(count: 2))
        settings.sleeper = Sleeper { [clock, log] seconds in
            log.note(nap: seconds)
            clock.advance(seconds: seconds)
        }
        change(&settings)
        let job = ScanMedia(store: stores.media, settings: settings, world: clock.world) { [log] in log.noteIndexing() }
        let context = JobContext(id: JobID(1), world: clock.world) { [log] progress, _ in
            log.note(progress)
            return !stopping(progress)
        }
        clock.advance(seconds: 1)
        try await job.run(ScanMedia.Parameters(library: only, isFull: isFull), context: context)
        return try await status()
    }

    /// What people read of the first library's last scan.
    func status() async throws -> String {
        try await stores.media.library(id: library.id)?.scanStatus ?? ""
    }

    // MARK: What is stored

    /// The names that are listed, sorted.
    func names() async throws -> [String] {
        let page = try await stores.videos.page(VideoFilter(viewer: .all), offset: 0, limit: 1000)
        return try await stores.videos.videos(page.ids, for: .all).map(\.title.metadata.title).sorted()
    }

    /// The stored file at a path of the first library.
    func stored(_ path: String) async throws -> KnownFile? {
        try await stores.media.files(of: folder).first { $0.path.text == path }
    }

    func file(_ path: String) async throws -> KnownFile {
        try #require(try await stored(path), "there is no \(path)")
    }

    /// The only title of the file at a path.
    func title(_ path: String) async throws -> TitleID {
        let titles = try await file(path).titles
        try #require(titles.count == 1, "\(path) has \(titles.count) titles")
        return titles[0]
    }

    func video(_ id: TitleID, for profile: ProfileID = ProfileID(1)) async throws -> Video {
        let viewer = Viewer(profile: profile, certificateMax: nil, unratedAs: 5)
        return try #require(try await stores.videos.videos([id], for: viewer).first, "\(id) is not listed")
    }

    func video(_ path: String) async throws -> Video { try await video(try await title(path)) }

    /// The episodes of the series of this name, in order, as `1x02 Name`.
    func episodes(of name: String) async throws -> [String] {
        let page = try await stores.videos.page(VideoFilter(viewer: .all), offset: 0, limit: 1000)
        let series = try await stores.videos.videos(page.ids, for: .all).first { $0.title.metadata.title == name }
        let id = try #require(series, "there is no series \(name)").title.id
        return try await (stores.videos.episodes(of: id, for: .all) ?? []).map { video in
            let number = video.place?.number.map { $0 < 10 ? "0\($0)" : "\($0)" } ?? "--"
            return "\(video.place?.season ?? -1)x\(number) \(video.title.metadata.title)".trimmed
        }
    }

    /// A profile of the household that watches.
    func profile() async throws -> ProfileID {
        let user = try await stores.accounts.addUser(
            NewUser(
                uuid: World.live.uuid(), email: "a@example.org", name: "A", role: .user, passwordHash: nil,
                createdAt: .test(0)))
        return try #require(try await stores.profiles.profiles(of: user.id, at: .test(0)).first).id
    }

    /// Somebody watches ten minutes of a title.
    func watch(_ title: TitleID, as profile: ProfileID) async throws {
        let report = WatchReport(at: clock.now, position: 600, mark: .early)
        let isKnown = try await stores.watching.report(report, of: title, by: profile, source: .playback, device: nil)
        #expect(isKnown)
    }
}

extension Viewer {
    static let all = Viewer(profile: ProfileID(1), certificateMax: nil, unratedAs: 5)
}

/// What scans said and did.
private final class ScanLog: Sendable {
    private struct State {
        var indexings = 0
        var naps: [Double] = []
        var message = ""
    }

    private let state = Mutex(State())

    var indexings: Int { state.withLock { $0.indexings } }
    var naps: [Double] { state.withLock { $0.naps } }
    var message: String { state.withLock { $0.message } }

    func noteIndexing() { state.withLock { $0.indexings += 1 } }
    func note(nap seconds: Double) { state.withLock { $0.naps.append(seconds) } }
    func note(_ progress: JobProgress) { state.withLock { $0.message = progress.message } }
}
