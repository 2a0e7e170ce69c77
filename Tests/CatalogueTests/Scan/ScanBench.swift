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
    /// The last words of the last job.
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
        change(&settings)
        let job = ScanMedia(store: stores.media, later: later, settings: settings, world: clock.world) { [log] in
            log.noteIndexing()
        }
        clock.advance(seconds: 1)
        try await job.run(ScanMedia.Parameters(library: only, isFull: isFull), context: context(stopping))
        return try await status()
    }

    private var later: ProbeQueue {
        ProbeQueue(jobs: stores.jobs, quietSeconds: CatalogueLimits.quietSeconds, world: clock.world)
    }

    private func context(_ stopping: @escaping @Sendable (JobProgress) -> Bool = { _ in false }) -> JobContext {
        JobContext(id: JobID(1), world: clock.world) { [log] progress, _ in
            log.note(progress)
            return !stopping(progress)
        }
    }

    /// Takes the job that looks into files from the queue, as a worker does; nil where none is due.
    func claimProbing() async throws -> Job? {
        try await stores.jobs.claim(
            JobClaim(
                worker: "worker", names: [ProbeMedia.name], exclusiveNames: [ProbeMedia.name], now: clock.now,
                leaseUntil: clock.now.adding(seconds: JobsLimits.leaseSeconds), attemptsMax: JobsLimits.attemptsMax))
    }

    /// Runs that job to its end; false where none is due.
    func probe() async throws -> Bool {
        guard let job = try await claimProbing() else { return false }
        let settings = ScanSettings(ffprobe: disk.program, threads: HostThreads(count: 2))
        let parameters = try #require(ProbeMedia.parameters(from: job.parameters))
        try await ProbeMedia(store: stores.media, later: later, settings: settings, world: clock.world)
            .run(parameters, context: context())
        #expect(
            try await stores.jobs.finish(
                job.id, worker: "worker", as: .succeeded, failure: nil, at: clock.now))
        return true
    }

    /// Jobs that look into files, and have not ended.
    func probings() async throws -> [Job] {
        try await stores.jobs.recent(name: ProbeMedia.name, limit: 100).filter { !$0.state.isFinal }
    }

    /// The files that wait for somebody to look into them.
    func unprobed() async throws -> [String] {
        try await stores.media.unprobed(after: nil, limit: 100).map(\.path.text)
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
        var message = ""
    }

    private let state = Mutex(State())

    var indexings: Int { state.withLock { $0.indexings } }
    var message: String { state.withLock { $0.message } }

    func noteIndexing() { state.withLock { $0.indexings += 1 } }
    func note(_ progress: JobProgress) { state.withLock { $0.message = progress.message } }
}
