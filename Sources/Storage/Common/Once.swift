import Domain
import SQL

/// Requests with an idempotency key: the key is reserved, the effect happens and the answer is kept in one transaction.
extension SQLConnection {
    /// Acts unless the request has acted before. A request that runs at this moment is waited for.
    ///
    /// Throws `OnceError.keyReused`, and what `act` throws; then nothing is kept, so the key is free again.
    func once<Outcome>(_ request: OnceRequest<Outcome>?, _ act: () throws -> Outcome) throws -> OnceResult<Outcome> {
        guard let request else { return .done(try act(), nil) }
        guard try reserve(request.key) else { return .repeated(try keptAnswer(to: request.key)) }
        let outcome = try act()
        let answer = try request.answer(outcome)
        try execute(
            """
            UPDATE answered_request SET status = \(answer.status), answer = \(answer.body)
            WHERE \(sql: Self.row(of: request.key))
            """)
        return .done(outcome, answer)
    }

    /// False when the request has a kept answer. The row is locked until the transaction ends.
    private func reserve(_ key: OnceKey) throws -> Bool {
        try first(
            """
            INSERT INTO answered_request (user_id, scope, key, body_digest, status, answer, created_at)
            VALUES (\(key.user), \(key.scope), \(key.key), \(key.bodyDigest), 0, \([UInt8]()), \(key.moment))
            ON CONFLICT (user_id, scope, key) DO UPDATE
                SET body_digest = excluded.body_digest, created_at = excluded.created_at
                WHERE answered_request.created_at < \(key.forgottenBefore)
            RETURNING status
            """) != nil
    }

    private func keptAnswer(to key: OnceKey) throws -> KeptAnswer {
        let row = try first(
            "SELECT body_digest, status, answer FROM answered_request WHERE \(sql: Self.row(of: key))")
        guard let row else { throw SQLError.decoding("a request is answered and has no answer") }
        guard try row.blob(0) == key.bodyDigest else { throw OnceError.keyReused }
        return KeptAnswer(status: try row.int(1), body: try row.blob(2))
    }

    private static func row(of key: OnceKey) -> SQL {
        "user_id = \(key.user) AND scope = \(key.scope) AND key = \(key.key)"
    }
}
