/// A value that is made at first use, by one task, while others wait; a failure is not remembered.
actor MadeOnce<Value: Sendable> {
    private let make: @Sendable () async throws -> Value
    private var task: Task<Value, any Error>?

    init(_ make: @escaping @Sendable () async throws -> Value) {
        self.make = make
    }

    func value() async throws -> Value {
        let running = task ?? Task { [make] in try await make() }
        task = running
        do {
            return try await running.value
        } catch {
            // Somebody else may have begun anew meanwhile.
            if task == running { task = nil }
            throw error
        }
    }
}
