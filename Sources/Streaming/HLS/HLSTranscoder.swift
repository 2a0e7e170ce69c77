package import Basics
package import Domain
import Foundation
package import Host

/// How much is converted at a time, and how much of it is kept.
package struct HLSSettings: Sendable {
    /// Programs over all sessions.
    package var conversionsMax = StreamingLimits.conversionsDefault
    /// Of all pieces together.
    package var cacheBytesMax = StreamingLimits.segmentCacheBytesDefault

    package init() {}
}

/// What a player names: a title, where it began, and its session. A title and numbers, never a path.
package struct HLSPlace: Hashable, Sendable {
    package let title: TitleID
    /// In whole seconds of the file.
    package let start: Int
    package let session: SessionID

    package init(title: TitleID, start: Int, session: SessionID) {
        self.title = title
        self.start = start
        self.session = session
    }
}

/// Converts films while they are watched, for browsers that cannot play them as they are.
///
/// Each session has one seat with what it watches, and at most one program that runs for it, which waits when it is far
/// enough ahead. A seat is left when the session says so, ends or watches something else; a program for which nobody
/// asks any more is ended. What the programs make lies in a folder of this value's own, where the oldest goes first.
package actor HLSTranscoder {
    private struct Seat {
        let user: UserID
        var job: HLSJob
        var run: HLSRun?
        var askedAt: Instant
    }

    private let programs: any HLSPrograms
    private let base: String
    /// Of this value's own, so that cleaning up never meets it.
    private let folder: String
    private let settings: HLSSettings
    private let threads: HostThreads
    private let world: World
    private let complain: @Sendable (String) -> Void
    private var seats: [SessionID: Seat] = [:]
    /// Runs whose program has not ended, wanted or not.
    private var running: [Int: HLSRun] = [:]
    private var runCount = 0
    private var isFolderClean = false

    /// `folder` is emptied before the first film begins, and must be nobody else's. `threads` wait for its disk.
    /// `complain` gets what a program that failed had to say.
    package init(
        programs: any HLSPrograms, folder: String, settings: HLSSettings = HLSSettings(), threads: HostThreads,
        world: World, complain: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.programs = programs
        base = folder
        self.folder = folder + "/" + world.randomHex(byteCount: 8)
        self.settings = settings
        self.threads = threads
        self.world = world
        self.complain = complain
    }

    /// Notes what a session watches; what it watched before is over.
    package func seat(_ session: SessionID, of user: UserID, at job: HLSJob) {
        if seats[session]?.job != job { leave(session) }
        let run = seats[session]?.run
        seats[session] = Seat(user: user, job: job, run: run, askedAt: world.now())
    }

    /// Throws `HLSError` `unknown` and `replaced` unless the session watches this title.
    package func check(_ place: HLSPlace) throws(HLSError) { try touch(place) }

    /// The list of pieces from a place on. Goes on with what runs when the place is in it or near, else begins anew
    /// there. Throws `HLSError`.
    package func playlist(at place: HLSPlace) async throws(HLSError) -> String {
        try touch(place)
        guard StreamingLimits.startSeconds.contains(place.start) else { throw .gone }
        if let run = seats[place.session]?.run, run.covers(place.start) {
            return try await run.playlist(from: place.start)
        }
        return try await begin(at: place).playlist(from: place.start)
    }

    /// What players read before the first piece. Throws `HLSError`.
    package func initialization(at place: HLSPlace) async throws(HLSError) -> [UInt8] {
        try await run(at: place).initialization(for: place.start)
    }

    /// The path of a piece. Throws `HLSError`.
    package func segment(_ number: Int, at place: HLSPlace) async throws(HLSError) -> String {
        let run = try run(at: place)
        let path = try await run.segment(number, for: place.start)
        await trim(keeping: HLSCache.Name(run: run.id, number: number))
        return path
    }

    /// Ends what a session watches; with `title` only if it is that.
    package func leave(_ session: SessionID, title: TitleID? = nil) {
        if let title, seats[session]?.job.title != title { return }
        guard let seat = seats.removeValue(forKey: session) else { return }
        if let run = seat.run { drop(run) }
    }

    /// Ends what a session of an account watches; not another account's.
    package func leave(_ session: SessionID, of user: UserID) {
        if seats[session]?.user == user { leave(session) }
    }

    /// Ends what all sessions of an account watch.
    package func leaveAll(of user: UserID) {
        for (session, seat) in seats where seat.user == user { leave(session) }
    }

    /// Programs that run at this moment.
    package var runningCount: Int { running.count }

    /// Looks after the programs until the task is cancelled, and ends them all then.
    package func follow() async {
        await clean()
        while !Task.isCancelled {
            try? await Task.sleep(for: StreamingLimits.conversionSweepInterval)
            await sweep()
        }
        for session in seats.keys { leave(session) }
        await removeFolder(folder)
    }

    /// Ends programs for which nobody asked for a while, and removes what is too much.
    package func sweep() async {
        let now = world.now()
        for (session, seat) in seats {
            if let run = seat.run, run.idleSeconds(at: now) >= StreamingLimits.conversionIdleSeconds {
                seats[session]?.run = nil
                drop(run)
            }
            if now.seconds(since: seat.askedAt) >= StreamingLimits.seatIdleSeconds { leave(session) }
        }
        await trim()
    }
}

extension HLSTranscoder {
    private func touch(_ place: HLSPlace) throws(HLSError) {
        guard let seat = seats[place.session] else { throw .unknown }
        guard seat.job.title == place.title else { throw .replaced }
        let now = world.now()
        seats[place.session]?.askedAt = now
        seat.run?.touch(at: now)
    }

    private func run(at place: HLSPlace) throws(HLSError) -> HLSRun {
        try touch(place)
        guard let run = seats[place.session]?.run else { throw .gone }
        return run
    }

    /// Takes a place among the programs and starts one.
    private func begin(at place: HLSPlace) async throws(HLSError) -> HLSRun {
        if let old = seats[place.session]?.run {
            seats[place.session]?.run = nil
            drop(old)
        }
        guard let seat = seats[place.session], makeRoom() else { throw .busy }
        runCount += 1
        let run = HLSRun(
            id: runCount, start: place.start, folder: folder + "/\(runCount)", at: world.now())
        // From here on another request for the same place finds this run and waits for it.
        seats[place.session]?.run = run
        running[run.id] = run
        await clean()
        do {
            try await makeFolder(run.folder)
            let order = HLSOrder(seat.job, from: place.start)
            let program = try await programs.start(order) { run.take($0) }
            run.attach(program)
            Task { await self.see(run, off: program) }
        } catch {
            complain("\(error)")
            run.finish("\(error)")
            await forget(run)
        }
        return run
    }

    /// Waits for a program's end, and removes what it made if that is not wanted any more.
    private func see(_ run: HLSRun, off program: any HLSProgram) async {
        let complaint = await program.end()
        if let complaint, !run.isDropped { complain(complaint) }
        run.finish(complaint)
        await forget(run)
    }

    private func forget(_ run: HLSRun) async {
        running[run.id] = nil
        if run.isDropped { await removeFolder(run.folder) }
    }

    /// A run whose program has still to end is removed when it has.
    private func drop(_ run: HLSRun) {
        let hasToEnd = run.drop()
        guard !hasToEnd else { return }
        let path = run.folder
        Task { await removeFolder(path) }
    }

    /// Whether another program may run. Those that were told to end do not count.
    private func makeRoom() -> Bool {
        let now = world.now()
        let wanted = running.values.filter { !$0.isDropped }
        guard wanted.count >= settings.conversionsMax else { return true }
        let idlest = seats.compactMap { session, seat in
            seat.run.map { (session: session, run: $0, seconds: $0.idleSeconds(at: now)) }
        }.filter { !$0.run.isOver }.max { $0.seconds < $1.seconds }
        guard let idlest, idlest.seconds >= StreamingLimits.conversionYieldSeconds else { return false }
        seats[idlest.session]?.run = nil
        drop(idlest.run)
        return true
    }

    /// Removes the pieces that are too much, but not one that is just being fetched.
    private func trim(keeping kept: HLSCache.Name? = nil) async {
        let runs = seats.values.compactMap(\.run)
        let byID = Dictionary(runs.map { ($0.id, $0) }) { first, _ in first }
        let entries = runs.sorted { $0.id < $1.id }.flatMap(\.entries)
        let paths = HLSCache.surplus(of: entries, bytesMax: settings.cacheBytesMax, keeping: kept)
            .compactMap { byID[$0.name.run]?.forget($0.name.number) }
        guard !paths.isEmpty else { return }
        try? await threads.run { _ in
            for path in paths { try? FileManager.default.removeItem(atPath: path) }
        }
    }

    /// Removes what a server left behind that ended without a word.
    private func clean() async {
        guard !isFolderClean else { return }
        isFolderClean = true
        let (base, own) = (base, folder)
        try? await threads.run { _ in
            for name in try FileManager.default.contentsOfDirectory(atPath: base) {
                let path = base + "/" + name
                if path != own { try FileManager.default.removeItem(atPath: path) }
            }
        }
    }

    private func makeFolder(_ path: String) async throws {
        try await threads.run { _ in
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
    }

    /// In a task of its own, so that it also happens when the server stops.
    private func removeFolder(_ path: String) async {
        let threads = threads
        await Task { try? await threads.run { _ in try FileManager.default.removeItem(atPath: path) } }.value
    }
}
