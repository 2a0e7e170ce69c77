import Basics
import Curation
import Domain
import Foundation
import Jobs
import SQL
import SQLSQLite
import Storage

/// What went wrong, for people.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
}

/// The database of a folder, which a server can be started on afterwards, with its stores.
struct Workplace: Sendable {
    private let database: any SQLDatabase
    let stores: Stores
    let queue: JobQueue

    static func open(_ folder: String) async throws -> Workplace {
        let database = try SQLiteDatabase.open(SQLiteOptions(path: folder + "/kinothek.sqlite"))
        _ = try await SQLMigrator(SQLiteMigrations.all, nowMilliseconds: { 0 }).migrate(database)
        return Workplace(database)
    }

    private init(_ database: any SQLDatabase) {
        self.database = database
        stores = Stores(database: database)
        queue = JobQueue(store: stores.jobs, world: .live)
    }

    func close() async { await database.close() }

    func sync(from archive: any Archive) -> ArchiveSync {
        ArchiveSync(
            stores: ArchiveSync.Stores(scenes: stores.scenes, mirror: stores.archive), archive: { archive },
            queue: queue, jobs: CurationJobs(store: stores.jobs, world: .live), settings: { CurationSettings() },
            world: .live)
    }

    /// By rules alone.
    func analysis(_ scenes: any SceneStore, _ plans: any PlanDraftStore) -> Analysis {
        let noModel: CurrentChatModel = { nil }
        return Analysis(
            stores: Analysis.Stores(scenes: scenes, plans: plans), queue: queue, models: (noModel, nil),
            settings: { CurationSettings() }, world: .live)
    }

    /// Calls `body` with all scenes, in parts.
    func forEachPart(_ body: ([Scene]) async throws -> Bool) async throws {
        var cursor: TitleID?
        while true {
            let part = try await stores.scenes.matching(SceneFilter(), after: cursor, limit: 1_000)
            guard let last = part.last, try await body(part) else { return }
            cursor = last.id
        }
    }
}

/// What a process has spent.
enum Spent {
    static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The most memory that was resident at a time since the process began, without the pages of files: SQLite reads
    /// the database through a mapping, and the system takes those pages back when it wants them.
    static func peakMegabytes() -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        var kilobytes: [Substring: Double] = [:]
        for line in status.split(separator: "\n") {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.count == 3 { kilobytes[words[0]] = Double(words[1]) }
        }
        return (kilobytes["VmHWM:", default: 0] - kilobytes["RssFile:", default: 0]) / 1000
    }

    /// Seconds by the clock.
    static func seconds(since start: ContinuousClock.Instant) -> Double {
        (ContinuousClock.now - start) / .seconds(1)
    }
}
