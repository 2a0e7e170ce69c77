package import Basics
package import Domain
import Synchronization

/// Says that streams are alive, at most once in some seconds for each session, however many bytes and requests there
/// are.
package final class StreamPulses: Sendable {
    private let playbacks: Playbacks
    private let world: World
    private let last = Mutex<[SessionID: Instant]>([:])

    package init(playbacks: Playbacks, world: World) {
        self.playbacks = playbacks
        self.world = world
    }

    /// Never waits: it is called where bytes leave.
    package func beat(_ session: SessionID) {
        let now = world.now()
        let isDue = last.withLock { last in
            if let before = last[session], now.seconds(since: before) < StreamingLimits.touchSeconds { return false }
            if last.count >= StreamingLimits.pulsesMax {
                last = last.filter { now.seconds(since: $0.value) < StreamingLimits.touchSeconds }
            }
            last[session] = now
            return true
        }
        guard isDue else { return }
        let playbacks = playbacks
        Task { try? await playbacks.touch(session) }
    }
}
