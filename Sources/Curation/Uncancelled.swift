/// Runs work to its end even when the present task is cancelled, so that nothing stays half written.
func uncancelled<Result: Sendable>(_ work: @escaping @Sendable () async throws -> Result) async throws -> Result {
    try await Task(operation: work).value
}
