import SQL

extension SQLDatabase {
    /// Writes what refers to rows that others may remove at the same moment.
    ///
    /// PostgreSQL runs scripts side by side, so that a row that was read may be gone when it is referred to. Then the
    /// script runs again, and finds it gone.
    func writeAmongRemovals<Value: Sendable>(
        _ script: @Sendable @escaping (any SQLConnection) throws -> Value
    ) async throws -> Value {
        for _ in 1..<StorageLimits.removalRacesMax {
            do {
                return try await write(script)
            } catch SQLError.foreignKeyViolation {
                continue
            }
        }
        return try await write(script)
    }
}
