package import Basics
package import Domain
import SQL

/// Pairing codes in the table `pairing_code`. A code is open while it is neither spent nor expired.
extension SQLAccountStore {
    package func addPairingCode(_ code: NewPairingCode, openMax: Int) async throws {
        do {
            try await database.write { connection in
                guard try Self.insert(code, connection) else { throw AccountError.codeTaken }
                try Self.displace(beyond: openMax, for: code, connection)
            }
        } catch SQLError.foreignKeyViolation {
            throw AccountError.unknownUser(code.userID.description)
        }
    }

    package func redeemPairingCode(digest: [UInt8], key: NewAPIKey) async throws -> PairingRedemption {
        try await database.write { connection in
            let owner = try connection.first(
                """
                UPDATE pairing_code SET spent_at = \(key.createdAt)
                WHERE digest = \(digest) AND spent_at IS NULL AND expires_at > \(key.createdAt)
                    AND EXISTS (SELECT 1 FROM app_user u WHERE u.id = pairing_code.user_id AND u.is_active = 1)
                RETURNING user_id
                """)
            guard let owner else { return try Self.refusal(digest, at: key.createdAt, connection) }
            let id = try owner.get(0, as: UserID.self)
            _ = try Self.insert(key, for: id, connection)
            guard let user = try Self.user("id = \(id)", connection) else {
                throw SQLError.decoding("a pairing code without account")
            }
            return .redeemed(user)
        }
    }

    package func removePairingCodes(spentBefore moment: Instant) async throws -> Int {
        try await database.write { connection in
            try connection.execute("DELETE FROM pairing_code WHERE expires_at < \(moment) OR spent_at < \(moment)")
        }
    }

    /// False when the same digits are open already; digits that were spent or expired may come again.
    private static func insert(_ code: NewPairingCode, _ connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            """
            INSERT INTO pairing_code (digest, user_id, created_at, expires_at)
            VALUES (\(code.digest), \(code.userID), \(code.createdAt), \(code.expiresAt))
            ON CONFLICT (digest) DO UPDATE SET user_id = excluded.user_id, created_at = excluded.created_at,
                expires_at = excluded.expires_at, spent_at = NULL
            WHERE pairing_code.spent_at IS NOT NULL OR pairing_code.expires_at <= excluded.created_at
            """) > 0
    }

    /// Spends all but the newest `openMax` open codes of the account; the new one always stays.
    private static func displace(
        beyond openMax: Int, for code: NewPairingCode, _ connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE pairing_code SET spent_at = \(code.createdAt)
            WHERE user_id = \(code.userID) AND spent_at IS NULL AND expires_at > \(code.createdAt)
                AND digest <> \(code.digest) AND digest NOT IN (
                    SELECT digest FROM pairing_code
                    WHERE user_id = \(code.userID) AND spent_at IS NULL AND expires_at > \(code.createdAt)
                        AND digest <> \(code.digest)
                    ORDER BY created_at DESC, digest LIMIT \(max(0, openMax - 1)))
            """)
    }

    private static func refusal(
        _ digest: [UInt8], at moment: Instant, _ connection: any SQLConnection
    ) throws -> PairingRedemption {
        let row = try connection.first("SELECT spent_at, expires_at FROM pairing_code WHERE digest = \(digest)")
        guard let row else { return .unknown }
        let isOpen = try row.get(0, as: Instant?.self) == nil && row.get(1, as: Instant.self) > moment
        return isOpen ? .disabled : .spent
    }
}
