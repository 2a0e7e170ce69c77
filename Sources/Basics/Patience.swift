/// How long is waited for what can be done without.
package struct Patience: Sendable {
    private let seconds: Double
    private let sleep: @Sendable (_ seconds: Double) async throws -> Void

    /// `sleep` ends early when its task is cancelled.
    package init(seconds: Double, sleep: @escaping @Sendable (_ seconds: Double) async throws -> Void) {
        self.seconds = seconds
        self.sleep = sleep
    }

    /// What `ask` gives; nil when that takes too long or the task is cancelled, which cancels `ask`.
    package func answer<Answer: Sendable>(_ ask: @escaping @Sendable () async -> Answer?) async -> Answer? {
        guard seconds > 0 else { return nil }
        return await withTaskGroup(of: Answer?.self) { group in
            group.addTask { await ask() }
            group.addTask {
                try? await sleep(seconds)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
