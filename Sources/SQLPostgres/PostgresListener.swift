import CLibPQ
import Foundation
import NIOPosix
import SQL
import Synchronization

/// Follows `NOTIFY` on a link and thread of its own and makes the link again when it breaks.
final class PostgresListener: Sendable {
    private struct State {
        var followers: [Int: AsyncStream<String>.Continuation] = [:]
        var followersEver = 0
        var thread: NIOThreadPool?
        var ended = false
    }

    private let state = Mutex(State())
    let counts = SQLChangeCounts()
    private let address: PostgresAddress

    init(_ address: PostgresAddress) {
        self.address = address
    }

    /// The first follower starts the thread. Until the link stands nothing is missed: `*` is sent when it does.
    func follow() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingNewest(SQLLimits.pendingAreasMax))
        state.withLock { state in
            guard !state.ended else { return continuation.finish() }
            state.followersEver += 1
            let id = state.followersEver
            state.followers[id] = continuation
            continuation.onTermination = { [weak self] _ in self?.leave(id) }
            if state.thread == nil { state.thread = startThread() }
        }
        return stream
    }

    func end() async {
        let (followers, thread) = state.withLock { state in
            defer { state = State(followersEver: state.followersEver, ended: true) }
            return (Array(state.followers.values), state.thread)
        }
        for follower in followers { follower.finish() }
        try? await thread?.shutdownGracefully()
    }

    private func leave(_ id: Int) {
        state.withLock { $0.followers[id] = nil }
    }

    private func startThread() -> NIOThreadPool {
        let thread = NIOThreadPool(numberOfThreads: 1)
        thread.start()
        thread.submit { [weak self] in if $0 == .active { self?.listen() } }
        return thread
    }

    private var hasEnded: Bool { state.withLock { $0.ended } }

    private func publish(_ area: String) {
        counts.note([area])
        let followers = state.withLock { Array($0.followers.values) }
        for follower in followers { follower.yield(area) }
    }

    /// Runs on the thread until the end.
    private func listen() {
        var pause = PostgresLimits.reconnectPauseMilliseconds
        while !hasEnded {
            if let link = try? PostgresLink(address), (try? link.run("LISTEN \(PostgresLimits.channel)")) != nil {
                pause = PostgresLimits.reconnectPauseMilliseconds
                counts.setHearing(true)
                publish(SQLLimits.unknownArea)
                follow(link)
                counts.setHearing(false)
            }
            rest(milliseconds: pause)
            pause = min(pause * 2, PostgresLimits.reconnectPauseMillisecondsMax)
        }
    }

    /// Hands on notifications until the link breaks.
    private func follow(_ link: PostgresLink) {
        while !hasEnded {
            var socket = pollfd(fd: link.socket, events: Int16(POLLIN), revents: 0)
            let ready = poll(&socket, 1, CInt(PostgresLimits.listenTurnMilliseconds))
            guard ready >= 0 || errno == EINTR else { return }
            guard ready <= 0 || link.receiveNotifications(publish) else { return }
        }
    }

    /// Waits in short turns, so that the end is not held up.
    private func rest(milliseconds: Int) {
        var left = milliseconds
        while left > 0, !hasEnded {
            let turn = min(left, PostgresLimits.listenTurnMilliseconds)
            _ = poll(nil, 0, CInt(turn))
            left -= turn
        }
    }
}
