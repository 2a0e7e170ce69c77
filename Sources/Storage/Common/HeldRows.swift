import Domain
import SQL

/// Rows that a script needs as they are until it ends. On SQLite scripts that write follow one another in any case.
extension SQLConnection {
    /// Has scripts about one person follow one another. Throws `AccountError.unknownUser`.
    func hold(_ user: UserID) throws {
        let lock: SQL = "\(sqlite: "", postgres: " FOR UPDATE")"
        guard try first("SELECT id FROM app_user WHERE id = \(user)\(sql: lock)") != nil else {
            throw AccountError.unknownUser(user.description)
        }
    }

    /// Those of the titles that there are. They are not removed before the script has ended.
    func hold(titles: some Collection<TitleID>) throws -> Set<TitleID> {
        guard !titles.isEmpty else { return [] }
        let lock: SQL = "\(sqlite: "", postgres: " FOR KEY SHARE")"
        return Set(
            try query("SELECT id FROM title WHERE id IN \(list: titles) ORDER BY id\(sql: lock)")
                .map { try $0.get(0, as: TitleID.self) })
    }
}
