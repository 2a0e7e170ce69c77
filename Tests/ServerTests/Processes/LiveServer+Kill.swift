import Testing

extension LiveServer {
    /// Runs a test against a server that is killed as soon as the test returns, whatever it is doing then.
    static func untilKilled<Value: Sendable>(
        _ sandbox: Sandbox, environment: [String: String], _ test: (LiveServer) async throws -> Value
    ) async throws -> Value {
        let server = try await start(sandbox, environment: environment)
        let outcome: Result<Value, any Error>
        do { outcome = .success(try await test(server)) } catch { outcome = .failure(error) }
        server.running.killAtOnce()
        let ended = await server.running.end()
        #expect(ended.status != 0)
        return try outcome.get()
    }
}
