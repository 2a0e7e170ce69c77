package import Basics
package import Domain
import Synchronization

/// Says that streams are alive, at most once in some seconds for each session, however many bytes and requests there
/// are, and ends those whose playback is over.
package final class StreamPulses: Sendable {
    fileprivate struct State {
        /// When each session was said to be alive.
        var last: [SessionID: Instant] = [:]
        /// Sessions whose playback was found to be over, and when: what is under way for them is not wanted.
        var over: [SessionID: Instant] = [:]
    }

    private let playbacks: Playbacks
    private let world: World
    private let state = Mutex(State())

    package init(playbacks: Playbacks, world: World) {
        self.playbacks = playbacks
        self.world = world
    }

    /// A stream begins for which the session has a slot.
    package func begin(_ session: SessionID) {
        state.withLock { _ = $0.over.removeValue(forKey: session) }
    }

    /// Bytes leave. False when no more of them may: then who goes on reading has to ask for them anew, and for a slot.
    ///
    /// Never waits: it is called where bytes leave. So an end is noticed some seconds late.
    @discardableResult
    package func beat(_ session: SessionID) -> Bool {
        let now = world.now()
        let (isDue, isOver) = state.withLock { state in
            (state.isDue(session, at: now), state.over[session] != nil)
        }
        guard isDue else { return !isOver }
        Task {
            guard (try? await playbacks.touch(session)) == false else { return }
            state.withLock { $0.end(session, at: world.now()) }
        }
        return !isOver
    }
}

extension StreamPulses.State {
    mutating func isDue(_ session: SessionID, at now: Instant) -> Bool {
        if let before = last[session], now.seconds(since: before) < StreamingLimits.touchSeconds { return false }
        if last.count >= StreamingLimits.pulsesMax {
            last = last.filter { now.seconds(since: $0.value) < StreamingLimits.touchSeconds }
        }
        last[session] = now
        return true
    }

    mutating func end(_ session: SessionID, at now: Instant) {
        if over.count >= StreamingLimits.pulsesMax {
            over = over.filter { now.seconds(since: $0.value) < StreamingLimits.overSeconds }
        }
        over[session] = now
    }
}
