import Foundation
import SQL
import SQLSQLite

/// Migrated files of this process, one per list of migrations, that test databases are copied from.
actor SQLiteGolden {
    static let shared = SQLiteGolden()

    private var makings: [String: Task<String, any Error>] = [:]

    /// The path of a fresh copy, in a folder of its own.
    func copy(_ migrations: [SQLMigration]) async throws -> String {
        let key = Golden.key(migrations)
        let making = makings[key] ?? Task { try await Self.make(migrations) }
        makings[key] = making
        let golden = try await making.value
        let path = try Self.newFolder().appendingPathComponent("kinothek.sqlite").path
        try FileManager.default.copyItem(atPath: golden, toPath: path)
        return path
    }

    private static func make(_ migrations: [SQLMigration]) async throws -> String {
        let path = try newFolder().appendingPathComponent("golden.sqlite").path
        let database = try SQLiteDatabase.open(SQLiteOptions(path: path))
        try await SQLMigrator(migrations, nowMilliseconds: { 0 }).migrate(database)
        await database.close()
        return path
    }

    private static func newFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("kinothek-test-\(Golden.randomName())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}

enum Golden {
    /// Tells lists of migrations apart.
    static func key(_ migrations: [SQLMigration]) -> String {
        let text = migrations.map { "\($0.name) \($0.checksum)" }.joined(separator: "\n")
        return SQLMigration(name: "", text: text).checksum
    }

    static func randomName() -> String {
        String(UInt64.random(in: .min ... .max), radix: 36)
    }
}
