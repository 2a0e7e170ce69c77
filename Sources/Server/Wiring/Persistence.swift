import Accounts
import Basics
package import Domain
package import SQL
import SQLPostgres
import SQLSQLite
package import Storage

/// The open database with its stores and the local index of words.
package struct Persistence: Sendable {
    package let database: any SQLDatabase
    package let stores: Stores
    package let words: any WordIndex
    package let derived: DerivedFiles
    /// In memory for the one server of a SQLite file, in the database when several servers share one.
    package let rateWindows: any RateWindows

    /// Opens and migrates the database: the PostgreSQL of this address, or SQLite in the folder. `isServer` refuses a
    /// second server on one SQLite file.
    package static func open(
        _ databaseURL: String?, folder: DataFolder, isServer: Bool
    ) async throws -> Persistence {
        if let url = databaseURL {
            let database = try await PostgresDatabase.open(PostgresOptions(url: url))
            try await migrate(database, PostgresMigrations.all)
            return try await Persistence(database, folder: folder, sharesDatabase: true)
        }
        let options = SQLiteOptions(path: folder.database, exclusiveServer: isServer)
        let database = try SQLiteDatabase.open(options)
        try await migrate(database, SQLiteMigrations.all)
        return try await Persistence(database, folder: folder, sharesDatabase: false)
    }

    private init(_ database: any SQLDatabase, folder: DataFolder, sharesDatabase: Bool) async throws {
        self.database = database
        stores = Stores(database: database)
        let world = World.live
        let identity = try await stores.secrets.secret(
            named: "database.identity", orStore: world.randomBytes(DatabaseIdentity.bytes))
        derived = try folder.derived(from: DatabaseIdentity(text: Hex.encode(identity)))
        words = try await SQLWordIndex.open(path: derived.words)
        rateWindows = sharesDatabase ? stores.rateWindows : MemoryRateWindows()
    }

    private static func migrate(_ database: any SQLDatabase, _ migrations: [SQLMigration]) async throws {
        let now = World.live.now
        _ = try await SQLMigrator(migrations, nowMilliseconds: { now().milliseconds }).migrate(database)
    }
}
