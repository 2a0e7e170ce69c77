/// Lets whoever asks for the same at the same time wait for one answer.
actor JoinedCalls<Key: Hashable & Sendable, Value: Sendable> {
    private var running: [Key: Task<Value, any Error>] = [:]

    /// What `make` returns, or what a call for the same key that is under way does. It runs to its end also when
    /// whoever asked first goes away, since others may wait for it.
    func value(_ key: Key, _ make: @escaping @Sendable () async throws -> Value) async throws -> Value {
        if let task = running[key] { return try await task.value }
        let task = Task { try await make() }
        running[key] = task
        defer { running[key] = nil }
        return try await task.value
    }
}
