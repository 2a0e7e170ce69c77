/// Holds requests of a fake server back until a test lets them go.
package actor RequestGate {
    private var isHolding = false
    private var held: [CheckedContinuation<Void, Never>] = []
    private var watchers: [(count: Int, reached: CheckedContinuation<Void, Never>)] = []
    private var running = 0
    /// The most requests that were inside at the same time.
    package private(set) var mostAtOnce = 0

    package init() {}

    /// Requests from now on wait.
    package func hold() {
        isHolding = true
    }

    /// Lets the oldest held request go on.
    package func releaseOne() {
        if !held.isEmpty { held.removeFirst().resume() }
    }

    /// Lets every held request go on, and holds no more.
    package func releaseAll() {
        isHolding = false
        for one in held { one.resume() }
        held = []
    }

    /// Returns when so many requests are held at once.
    package func untilHeld(_ count: Int) async {
        if held.count >= count { return }
        await withCheckedContinuation { watchers.append((count, $0)) }
    }

    /// Where a request waits, if it has to.
    package func pass() async {
        running += 1
        mostAtOnce = max(mostAtOnce, running)
        if isHolding { await wait() }
        running -= 1
    }

    private func wait() async {
        await withCheckedContinuation { turn in
            held.append(turn)
            for watcher in watchers where held.count >= watcher.count { watcher.reached.resume() }
            watchers.removeAll { held.count >= $0.count }
        }
    }
}
