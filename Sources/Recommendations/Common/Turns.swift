/// Lets one task at a time work on something; others wait for their turn, in the order in which they came.
actor Turns<Key: Hashable & Sendable> {
    private struct Turn {
        let number: Int
        let end: Task<Void, Never>
    }

    private var last: [Key: Turn] = [:]
    private var count = 0

    /// Works when everybody who came before is done. Whoever is cancelled meanwhile goes at once.
    func take<Value: Sendable>(
        _ key: Key, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let before = last[key]?.end
        let task = Task {
            try await before?.valueUnlessCancelled()
            try Task.checkCancellation()
            return try await work()
        }
        count += 1
        let number = count
        let end = Task {
            _ = await task.result
            await before?.value
        }
        last[key] = Turn(number: number, end: end)
        defer { if last[key]?.number == number { forget(key, number, end) } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Once everybody who came before is done as well.
    private func forget(_ key: Key, _ number: Int, _ end: Task<Void, Never>) {
        Task {
            await end.value
            if last[key]?.number == number { last[key] = nil }
        }
    }
}

extension Task where Success: Sendable {
    /// The task's value; a `CancellationError` as soon as whoever waits is cancelled, while the task goes on for
    /// others.
    package func valueUnlessCancelled() async throws -> Success {
        let (results, continuation) = AsyncStream.makeStream(of: Result<Success, Failure>.self)
        let relay = Task<Void, Never> {
            continuation.yield(await result)
            continuation.finish()
        }
        defer { relay.cancel() }
        for await result in results { return try result.get() }
        throw _Concurrency.CancellationError()
    }
}
