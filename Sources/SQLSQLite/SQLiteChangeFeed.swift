import SQL
import Synchronization

/// Tells followers what changed: this process's areas at once, other processes' commits by a cheap poll.
///
/// `PRAGMA data_version` on the only writing connection changes exactly when another process has committed.
final class SQLiteChangeFeed: Sendable {
    private struct State {
        var followers: [Int: AsyncStream<String>.Continuation] = [:]
        var followersEver = 0
        var poll: Task<Void, Never>?
        var ended = false
    }

    private let state = Mutex(State())
    let counts = SQLChangeCounts()
    private let interval: Duration
    private let version: @Sendable () async throws -> Int

    init(interval: Duration, version: @Sendable @escaping () async throws -> Int) {
        self.interval = interval
        self.version = version
    }

    func follow() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: String.self, bufferingPolicy: .bufferingNewest(SQLLimits.pendingAreasMax))
        state.withLock { state in
            guard !state.ended else { return continuation.finish() }
            state.followersEver += 1
            let id = state.followersEver
            state.followers[id] = continuation
            continuation.onTermination = { [weak self] _ in self?.leave(id) }
            if state.poll == nil { state.poll = startPoll() }
        }
        return stream
    }

    func publish(_ areas: [String]) {
        guard !areas.isEmpty else { return }
        let followers = state.withLock { Array($0.followers.values) }
        for follower in followers {
            for area in areas { follower.yield(area) }
        }
    }

    func end() {
        let (followers, poll) = state.withLock { state in
            defer { state = State(followersEver: state.followersEver, ended: true) }
            return (Array(state.followers.values), state.poll)
        }
        poll?.cancel()
        counts.setHearing(false)
        for follower in followers { follower.finish() }
    }

    /// Another process has committed, or may have before the first look.
    private func heard(first: Bool) {
        let isFollowed = state.withLock { state in
            if first, state.poll != nil { counts.setHearing(true) }
            return state.poll != nil
        }
        guard isFollowed else { return }
        counts.note([SQLLimits.unknownArea])
        publish([SQLLimits.unknownArea])
    }

    private func leave(_ id: Int) {
        let poll = state.withLock { state -> Task<Void, Never>? in
            state.followers[id] = nil
            guard state.followers.isEmpty else { return nil }
            defer { state.poll = nil }
            // Under the lock, so that a poll which begins right behind is not silenced.
            counts.setHearing(false)
            return state.poll
        }
        poll?.cancel()
    }

    /// What another process commits before the first look would be missed, so that look counts as a change.
    ///
    /// A version that cannot be read (file locked for long, being closed) is tried again at the next turn.
    private func startPoll() -> Task<Void, Never> {
        Task { [interval, version, weak self] in
            var last: Int?
            repeat {
                guard let current = try? await version(), current != last else { continue }
                self?.heard(first: last == nil)
                last = current
            } while (try? await Task.sleep(for: interval)) != nil
        }
    }
}
