import Basics
package import Domain
package import SQL

/// Releases of the Android app in the table `app_release`.
package struct SQLAppReleaseStore: AppReleaseStore {
    private let database: any SQLDatabase

    package init(database: any SQLDatabase) {
        self.database = database
    }

    package func publish(_ release: AppRelease, keep: Int) async throws -> [String] {
        try await database.write { connection in
            if connection.dialect == .postgres {
                try connection.run(script: "LOCK TABLE app_release IN SHARE ROW EXCLUSIVE MODE")
            }
            let current = try Self.latest(release.channel, connection)
            if let current, current.versionCode >= release.versionCode {
                throw AppReleaseError.notNewer(current: current.versionCode)
            }
            try Self.insert(release, connection)
            return try connection.query(
                """
                DELETE FROM app_release WHERE channel = \(release.channel) AND id NOT IN (
                    SELECT id FROM app_release WHERE channel = \(release.channel)
                    ORDER BY version_code DESC LIMIT \(keep))
                RETURNING file_name
                """
            ).map { try $0.text(0) }
        }
    }

    package func latest(_ channel: UpdateChannel) async throws -> AppRelease? {
        try await database.read { try Self.latest(channel, $0) }
    }

    package func release(fileName: String) async throws -> AppRelease? {
        try await database.read { connection in
            try connection.first("SELECT \(sql: Self.columns) FROM app_release WHERE file_name = \(fileName)")
                .map { try Self.release($0) }
        }
    }
}

extension SQLAppReleaseStore {
    private static let columns: SQL = """
        channel, version_code, version_name, is_mandatory, version_code_min, file_name, sha256, size, summary, items,
        published_at
        """

    private static func latest(_ channel: UpdateChannel, _ connection: any SQLConnection) throws -> AppRelease? {
        try connection.first(
            """
            SELECT \(sql: columns) FROM app_release WHERE channel = \(channel) ORDER BY version_code DESC LIMIT 1
            """
        ).map { try release($0) }
    }

    private static func insert(_ release: AppRelease, _ connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO app_release (\(sql: columns))
            VALUES (\(release.channel), \(release.versionCode), \(release.versionName), \(release.isMandatory),
                \(SQLBinding(release.versionCodeMin)), \(release.fileName), \(release.sha256), \(release.sizeBytes),
                \(SQLBinding(release.summary)), \(JSONText.encode(release.items)), \(release.publishedAt))
            """)
    }

    private static func release(_ row: SQLRow) throws -> AppRelease {
        var release = AppRelease(
            channel: try row.get(0), versionCode: try row.int(1), versionName: try row.text(2),
            publishedAt: try row.get(10))
        release.isMandatory = try row.bool(3)
        release.versionCodeMin = try row.optionalInt(4)
        release.fileName = try row.text(5)
        release.sha256 = try row.text(6)
        release.sizeBytes = Int64(try row.int(7))
        release.summary = try row.optionalText(8)
        release.items = try JSONText.decode(row.text(9))
        return release
    }
}
