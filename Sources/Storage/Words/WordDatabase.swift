import Foundation
import SQL
import SQLSQLite

/// Opens the file of the full-text index and makes it anew when it is of no use.
enum WordDatabase {
    /// Raised whenever the tables or the way in which words are stored change.
    static let version = 4

    /// Opens the file; one that is damaged or of another version is deleted first, since it can be rebuilt.
    static func open(_ path: String) async throws -> SQLiteDatabase {
        if let database = try await openCurrent(path) { return database }
        for ending in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + ending) {
            try FileManager.default.removeItem(atPath: path + ending)
        }
        let database = try SQLiteDatabase.open(SQLiteOptions(path: path))
        try await create(database)
        return database
    }

    /// The existing file, nil when there is none that can be used.
    private static func openCurrent(_ path: String) async throws -> SQLiteDatabase? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let database = try SQLiteDatabase.open(SQLiteOptions(path: path))
            if try await isUsable(database) { return database }
            await database.close()
            return nil
        } catch SQLError.corrupt {
            return nil
        }
    }

    private static func isUsable(_ database: SQLiteDatabase) async throws -> Bool {
        do {
            return try await database.read { connection in
                guard try connection.int("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'word_index'") == 1,
                    try connection.int("SELECT version FROM word_index") == version
                else { return false }
                return try connection.first("PRAGMA quick_check(1)")?.text(0) == "ok"
            }
        } catch SQLError.corrupt, SQLError.other, SQLError.decoding {
            return false
        }
    }

    /// `trigram` begins with what a search is narrowed by: the letters and the length of the name.
    private static func create(_ database: SQLiteDatabase) async throws {
        try await database.write { connection in
            try connection.run(
                script: """
                    CREATE TABLE word_index (version INTEGER NOT NULL, revision INTEGER NOT NULL) STRICT;
                    CREATE VIRTUAL TABLE words USING fts5(
                        title, original_title, people, genres, keywords, tagline, overview,
                        tokenize = 'porter unicode61 remove_diacritics 2');
                    INSERT INTO words (words, rank)
                        VALUES ('rank', 'bm25(5.0, 2.0, 2.0, 2.0, 3.0, 1.0, 1.0)');
                    CREATE TABLE entry (
                        id INTEGER PRIMARY KEY,
                        kind TEXT NOT NULL,
                        imdb_id TEXT,
                        -- A JSON array.
                        other_imdb_ids TEXT NOT NULL,
                        title TEXT NOT NULL,
                        original_title TEXT NOT NULL,
                        vote_count INTEGER NOT NULL
                    ) STRICT;
                    CREATE TABLE name (
                        id INTEGER PRIMARY KEY,
                        title_id INTEGER NOT NULL,
                        folded TEXT NOT NULL,
                        length INTEGER NOT NULL,
                        vote_count INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX name_title ON name (title_id);
                    CREATE INDEX name_folded ON name (folded);
                    CREATE INDEX name_length ON name (length);
                    CREATE TABLE trigram (
                        gram TEXT NOT NULL,
                        length INTEGER NOT NULL,
                        name_id INTEGER NOT NULL,
                        PRIMARY KEY (gram, length, name_id)
                    ) STRICT, WITHOUT ROWID;
                    """)
            try connection.execute("INSERT INTO word_index (version, revision) VALUES (\(version), 0)")
        }
    }
}
