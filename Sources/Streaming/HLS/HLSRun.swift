import Basics
import Dispatch
import Foundation
import Synchronization

/// One run of the program: the pieces that it has made, and how far it may go ahead of whoever watches.
///
/// The program's own thread hands in what it writes and is held back here; everybody else waits without a thread.
final class HLSRun: Sendable {
    private struct State {
        var program: (any HLSProgram)?
        var initialization: [UInt8]?
        var segments: [HLSSegment] = []
        /// The first piece that nobody has asked for.
        var wanted = 0
        /// The positions for which this run was given as the answer.
        var starts: Set<Int>
        /// Whether nothing more comes, and why not.
        var isOver = false
        var problem: String?
        /// Whether nobody wants it any more.
        var isDropped = false
        var askedAt: Instant
        var waiting: [CheckedContinuation<Void, Never>] = []
        /// Grows with everything that somebody may wait for.
        var version = 0
    }

    let id: Int
    let start: Int
    let folder: String
    private let state: Mutex<State>
    private let writer: Mutex<SegmentWriter>
    private let valve = DispatchSemaphore(value: 0)

    init(id: Int, start: Int, folder: String, at moment: Instant) {
        self.id = id
        self.start = start
        self.folder = folder
        state = Mutex(State(starts: [start], askedAt: moment))
        writer = Mutex(SegmentWriter(folder: folder))
    }

    var isOver: Bool { state.withLock { $0.isOver } }
    var isDropped: Bool { state.withLock { $0.isDropped } }
    var problem: String? { state.withLock { $0.problem } }

    func idleSeconds(at moment: Instant) -> Double { state.withLock { moment.seconds(since: $0.askedAt) } }

    func touch(at moment: Instant) { state.withLock { $0.askedAt = max($0.askedAt, moment) } }

    // MARK: - The program

    /// Kills the program at once if nobody wants the run any more.
    func attach(_ program: any HLSProgram) {
        let isLate = state.withLock { state in
            state.program = program
            return state.isDropped
        }
        if isLate { program.kill() }
    }

    /// Takes what the program wrote; on the program's own thread, which waits here while enough is ready.
    func take(_ bytes: ArraySlice<UInt8>) {
        guard state.withLock({ !$0.isDropped && $0.problem == nil }) else { return }
        do {
            let events = try writer.withLock { writer in
                try writer.take(bytes) { events in
                    note(events)
                    return waitForRoom()
                }
            }
            note(events)
        } catch {
            stop("\(error)")
        }
    }

    /// Takes the program's end; `complaint` is nil when it was content.
    func finish(_ complaint: String?) {
        var last: HLSSegment?
        if complaint == nil, !isDropped { last = try? writer.withLock { try $0.close() } }
        change { state in
            if let last { state.segments.append(last) }
            if state.problem == nil { state.problem = complaint }
            (state.isOver, state.program) = (true, nil)
        }
    }

    /// Ends the program; nobody gets anything more from this run. False when there was none that has still to end.
    @discardableResult
    func drop() -> Bool {
        let program = state.withLock { state in
            state.isDropped = true
            return state.program
        }
        program?.kill()
        valve.signal()
        change { _ in }
        return !isOver
    }

    private func stop(_ problem: String) {
        let program = state.withLock { state in
            state.problem = state.problem ?? problem
            return state.program
        }
        program?.kill()
    }

    private func note(_ events: [SegmentWriter.Event]) {
        guard !events.isEmpty else { return }
        change { state in
            for event in events {
                switch event {
                case .initialization(let bytes): state.initialization = bytes
                case .segment(let segment): state.segments.append(segment)
                }
            }
        }
    }

    /// False when the run is not wanted any more. This is the one place that holds a thread, the program's own.
    private func waitForRoom() -> Bool {
        while true {
            let (mayGo, isDropped) = state.withLock { state in
                (state.segments.count - state.wanted < StreamingLimits.segmentsAheadMax, state.isDropped)
            }
            if isDropped { return false }
            if mayGo { return true }
            _ = valve.wait(timeout: .now() + .milliseconds(StreamingLimits.conversionWaitMilliseconds))
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let waiting = state.withLock { state in
            body(&state)
            state.version += 1
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}

// What players ask for.
extension HLSRun {
    /// Whether a player can go on at `start` here, at once or after a short wait.
    func covers(_ start: Int) -> Bool {
        state.withLock { state in
            guard !state.isDropped, state.problem == nil else { return false }
            guard let last = state.segments.last else {
                return start >= self.start && Double(start - self.start) <= StreamingLimits.nearSeconds
            }
            let place = Self.place(of: start, in: state.segments)
            guard !state.segments[place].isRemoved else { return false }
            if state.starts.contains(start) { return true }
            let reach = state.isOver ? 0 : StreamingLimits.nearSeconds
            return state.segments[place].begin <= Double(start) && Double(start) < last.end + reach
        }
    }

    /// The list of pieces from `start` on. Waits for the first. Throws `HLSError`.
    func playlist(from start: Int) async throws(HLSError) -> String {
        state.withLock { _ = $0.starts.insert(start) }
        return try await first { state throws(HLSError) in
            guard let last = state.segments.last else {
                if state.isOver { throw state.problem == nil ? .ended : .failed }
                return nil
            }
            guard state.isOver || last.end > Double(start) else { return nil }
            let place = Self.place(of: start, in: state.segments)
            return HLSPlaylist(
                segments: Array(state.segments[place...]), start: Double(start),
                isComplete: state.isOver && state.problem == nil
            ).text
        }
    }

    /// What players read before the first piece. Throws `HLSError`.
    func initialization(for start: Int) async throws(HLSError) -> [UInt8] {
        try await first { state throws(HLSError) in
            guard state.starts.contains(start) else { throw .gone }
            if state.initialization == nil, state.isOver { throw .failed }
            return state.initialization
        }
    }

    /// Where a piece lies. Waits for one that comes soon. Throws `HLSError`.
    func segment(_ number: Int, for start: Int) async throws(HLSError) -> String {
        let path = try await first { state throws(HLSError) in
            guard number >= 0, state.starts.contains(start) else { throw .gone }
            if number < state.segments.count {
                guard !state.segments[number].isRemoved else { throw .gone }
                state.wanted = max(state.wanted, number + 1)
                return SegmentWriter.path(of: number, in: self.folder)
            }
            if state.isOver { throw state.problem == nil ? .ended : .failed }
            guard number <= state.segments.count + StreamingLimits.segmentsAheadMax else { throw .gone }
            state.wanted = max(state.wanted, state.segments.count)
            self.valve.signal()
            return nil
        }
        valve.signal()
        return path
    }

    /// The pieces on the disk.
    var entries: [HLSCache.Entry] {
        state.withLock { state in
            state.segments.filter { !$0.isRemoved }.map { segment in
                HLSCache.Entry(
                    name: HLSCache.Name(run: id, number: segment.number), byteCount: segment.byteCount,
                    isServed: segment.number < state.wanted)
            }
        }
    }

    /// Forgets a piece; returns where it lies.
    func forget(_ number: Int) -> String? {
        state.withLock { state in
            guard number < state.segments.count, !state.segments[number].isRemoved else { return nil }
            state.segments[number].isRemoved = true
            return SegmentWriter.path(of: number, in: folder)
        }
    }

    /// Looks again after each change until there is an answer.
    private func first<Answer: Sendable>(
        _ look: (inout State) throws(HLSError) -> Answer?
    ) async throws(HLSError) -> Answer {
        while true {
            let (answer, version) = try state.withLock { state throws(HLSError) in
                guard !state.isDropped else { throw .gone }
                return (try look(&state), state.version)
            }
            if let answer { return answer }
            await change(after: version)
        }
    }

    private func change(after version: Int) async {
        await withCheckedContinuation { continuation in
            let isDue = state.withLock { state in
                guard state.version == version else { return true }
                state.waiting.append(continuation)
                return false
            }
            if isDue { continuation.resume() }
        }
    }

    /// The last piece that begins at or before `start`, else the first.
    private static func place(of start: Int, in segments: [HLSSegment]) -> Int {
        segments.lastIndex { $0.begin <= Double(start) } ?? 0
    }
}
