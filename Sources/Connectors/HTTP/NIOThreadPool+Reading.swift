import NIOPosix

extension NIOThreadPool {
    /// What `read` makes of a large answer, where that keeps nobody from being served. Throws what `read` throws, and
    /// `CancellationError` when the pool has ended.
    func reading<Value: Sendable>(_ read: @escaping @Sendable () throws -> Value) async throws -> Value {
        do {
            return try await runIfActive(read)
        } catch is NIOThreadPoolError.ThreadPoolInactive {
            throw CancellationError()
        }
    }
}
