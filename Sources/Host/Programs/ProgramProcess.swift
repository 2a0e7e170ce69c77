import CHost
import Glibc
import Synchronization

/// A started program and its thread, which reads what it writes, keeps its time and takes its end.
final class ProgramProcess: Sendable {
    private struct State {
        /// The process and its group, from the start until its end is taken. Only while this is set may a signal be
        /// sent: afterwards the number may belong to a stranger.
        var id: pid_t?
        /// When the group is killed, in milliseconds of the steady clock.
        var killAt: Int64?
        var cause = ProgramEnd.Cause.itself
        var errors = ByteTail(limit: HostLimits.errorTailBytes)
        var end: ProgramEnd?
        var waiting: [CheckedContinuation<ProgramEnd, Never>] = []
    }

    private let state = Mutex(State())
    private let wakeup: Wakeup

    private init(_ wakeup: Wakeup) {
        self.wakeup = wakeup
    }

    /// Returns when the program runs. `sink` gets its standard output on the program's thread, nil discards it.
    static func start(
        _ command: ProgramCommand, secondsMax: Double? = nil, sink: ProgramPipes.Sink?
    ) async throws(ProgramError) -> ProgramProcess {
        guard let wakeup = Wakeup() else { throw .cannotStart(code: errno) }
        let process = ProgramProcess(wakeup)
        process.state.withLock { $0.killAt = secondsMax.map(Self.moment(in:)) }
        let failure: ProgramError? = await withCheckedContinuation { continuation in
            let hasThread = OwnThread.start {
                process.live(command, sink) { continuation.resume(returning: $0) }
            }
            if !hasThread { continuation.resume(returning: .cannotStart(code: EAGAIN)) }
        }
        if let failure { throw failure }
        return process
    }

    var id: Int32? { state.withLock { $0.id } }
    var isRunning: Bool { state.withLock { $0.end == nil } }
    var errors: String { state.withLock { $0.errors.text } }

    /// Waits for the end, also in a task that has been cancelled.
    func end() async -> ProgramEnd {
        await withCheckedContinuation { continuation in
            let end = state.withLock { state in
                if state.end == nil { state.waiting.append(continuation) }
                return state.end
            }
            if let end { continuation.resume(returning: end) }
        }
    }

    /// Ends the whole group at once.
    func kill() {
        state.withLock { Self.signal(SIGKILL, for: .order, &$0) }
    }

    /// Asks the group to end, and kills it when it has not after the grace.
    func terminate(graceSeconds: Double) {
        state.withLock { state in
            Self.signal(SIGTERM, for: .order, &state)
            state.killAt = min(state.killAt ?? .max, Self.moment(in: graceSeconds))
        }
        wakeup.signal()
    }

    private static func signal(_ number: CInt, for cause: ProgramEnd.Cause, _ state: inout State) {
        guard let id = state.id else { return }
        if state.cause == .itself { state.cause = cause }
        // A program may have moved to another group; then it is asked alone.
        if Glibc.kill(-id, number) != 0 { _ = Glibc.kill(id, number) }
    }

    private static func moment(in seconds: Double) -> Int64 {
        let bounded = seconds > 0 ? min(seconds, HostLimits.programSecondsMax) : 0
        return SteadyClock.milliseconds + Int64(bounded * 1000)
    }
}

// The rest runs on the program's thread.
extension ProgramProcess {
    private func live(
        _ command: ProgramCommand, _ sink: ProgramPipes.Sink?, started: (ProgramError?) -> Void
    ) {
        let launched: ProgramLaunch.Started
        do throws(ProgramError) {
            launched = try ProgramLaunch.start(command, readsOutput: sink != nil)
        } catch {
            return started(error)
        }
        state.withLock { $0.id = launched.id }
        started(nil)
        var pipes = ProgramPipes(launched, to: sink) { piece in self.state.withLock { $0.errors.add(piece) } }
        follow(launched.id, &pipes)
        // What the program has left behind goes with it. Its own number is still taken, so this hits nobody else.
        _ = Glibc.kill(-launched.id, SIGKILL)
        pipes.drain()
        if pipes.isSated { state.withLock { if $0.cause == .itself { $0.cause = .outputLimit } } }
        finish(launched.id)
    }

    private func follow(_ id: pid_t, _ pipes: inout ProgramPipes) {
        let end = OwnedDescriptor(kinothek_process_descriptor(id))
        while !Self.hasEnded(id) {
            rest(until: end, pipes)
            pipes.read()
            let isSated = pipes.isSated
            state.withLock { state in
                if isSated { Self.signal(SIGKILL, for: .outputLimit, &state) }
                guard let moment = state.killAt, moment <= SteadyClock.milliseconds else { return }
                state.killAt = nil
                Self.signal(SIGKILL, for: .timeLimit, &state)
            }
        }
    }

    /// Waits for output, the end, an order or the time limit.
    private func rest(until end: OwnedDescriptor?, _ pipes: ProgramPipes) {
        let descriptors = [wakeup.descriptor, end, pipes.output, pipes.errors].compactMap { $0 }
        var polled = descriptors.map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
        let left = state.withLock { $0.killAt }.map { max(0, $0 - SteadyClock.milliseconds) }
        let turn = end == nil ? Int64(HostLimits.endPollMilliseconds) : nil
        let timeout = [left, turn].compactMap { $0 }.min().map { CInt(min($0, Int64(CInt.max))) }
        _ = poll(&polled, nfds_t(polled.count), timeout ?? -1)
        wakeup.clear()
    }

    /// Looks without taking the end, so that the number stays the program's own.
    private static func hasEnded(_ id: pid_t) -> Bool {
        var information = siginfo_t()
        let result = waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT | WNOHANG)
        return result != 0 ? errno == ECHILD : information.si_signo == SIGCHLD
    }

    private func finish(_ id: pid_t) {
        let (end, waiting) = state.withLock { state in
            var raw: CInt = 0
            var taken = waitpid(id, &raw, 0)
            while taken < 0, errno == EINTR { taken = waitpid(id, &raw, 0) }
            let status = taken == id ? ProgramEnd.Status(waitStatus: raw) : .exited(-1)
            let end = ProgramEnd(status: status, errors: state.errors.text, cause: state.cause)
            defer { state.waiting = [] }
            (state.id, state.killAt, state.end) = (nil, nil, end)
            return (end, state.waiting)
        }
        for continuation in waiting { continuation.resume(returning: end) }
    }
}
