import Foundation
import SQL
import SQLSQLite
import Synchronization
import TestKit
import Testing

/// What an administrator sees when the file is locked, read-only, full or damaged.
@Suite struct SQLiteFileTests {
    private func isError(_ error: any Error, _ match: (SQLError) -> Bool) -> Bool {
        (error as? SQLError).map(match) ?? false
    }

    @Test func aSecondServerIsRefusedAToolIsNot() async throws {
        try await TestDatabase.withTestDatabase(.sqlite, migrations: []) { test in
            let options = SQLiteOptions(path: test.location, exclusiveServer: true)
            var server: SQLiteDatabase? = try SQLiteDatabase.open(options)
            #expect {
                _ = try SQLiteDatabase.open(options)
            } throws: {
                isError($0) { error in
                    guard case .inUse(let message) = error else { return false }
                    return message.contains("process \(ProcessInfo.processInfo.processIdentifier)")
                }
            }
            let tool = try SQLiteDatabase.open(SQLiteOptions(path: test.location))
            await tool.close()
            await server?.close()
            server = nil
            let next = try SQLiteDatabase.open(options)
            await next.close()
        }
    }

    @Test func aClosedDatabaseIsOneFile() async throws {
        try await TestDatabase.withTestDatabase(.sqlite, migrations: TestDriver.sqlite.itemTable) { test in
            try await test.database.write { try $0.insert("a") }
            _ = try await concurrentCounts(test.database)
            await test.database.close()
            let copy = test.location + ".copy"
            try FileManager.default.copyItem(atPath: test.location, toPath: copy)
            let copied = try SQLiteDatabase.open(SQLiteOptions(path: copy))
            #expect(try await copied.countItems() == 1)
            await copied.close()
        }
    }

    private func concurrentCounts(_ database: any SQLDatabase) async throws -> [Int] {
        async let first = database.countItems()
        async let second = database.countItems()
        return try await [first, second]
    }

    @Test func aFullDatabaseSaysSoAndKeepsWhatItHas() async throws {
        try await TestDatabase.withTestDatabase(.sqlite, migrations: TestDriver.sqlite.itemTable) { test in
            var options = SQLiteOptions(path: test.location)
            options.pagesMax = 20
            let small = try SQLiteDatabase.open(options)
            try await small.write { try $0.insert("kept") }
            await #expect {
                try await small.write { connection in
                    for number in 0..<1_000 {
                        let name = String(repeating: "x", count: 1_000) + "\(number)"
                        try connection.insert(name)
                    }
                }
            } throws: {
                isError($0) { if case .full(let message) = $0 { message.contains("free disk space") } else { false } }
            }
            #expect(try await small.countItems() == 1)
            await small.close()
        }
    }

    @Test func aFileThatIsNoDatabaseIsRefusedAndKept() async throws {
        try await TestDatabase.withTestDatabase(.sqlite, migrations: []) { test in
            let path = test.location + ".txt"
            let content = Data(String(repeating: "Dear diary. ", count: 1_000).utf8)
            try content.write(to: URL(fileURLWithPath: path))
            #expect {
                _ = try SQLiteDatabase.open(SQLiteOptions(path: path))
            } throws: {
                isError($0) { if case .corrupt = $0 { true } else { false } }
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content)
        }
    }

    @Test func aDamagedFileSaysToRestoreABackup() async throws {
        try await TestDatabase.withTestDatabase(.sqlite, migrations: TestDriver.sqlite.itemTable) { test in
            let path = test.location + ".damaged"
            var bytes = try Data(contentsOf: URL(fileURLWithPath: test.location))
            for position in 4_096..<bytes.count { bytes[position] = 0xA5 }
            try bytes.write(to: URL(fileURLWithPath: path))
            await #expect {
                let database = try SQLiteDatabase.open(SQLiteOptions(path: path))
                _ = try await database.countItems()
            } throws: {
                isError($0) { if case .corrupt(let text) = $0 { text.contains("restore") } else { false } }
            }
        }
    }

    @Test func anAbsentFolderIsNamed() {
        #expect {
            _ = try SQLiteDatabase.open(SQLiteOptions(path: "/nowhere/at/all/kinothek.sqlite"))
        } throws: {
            isError($0) { if case .unavailable(let text) = $0 { text.contains("/nowhere/at/all") } else { false } }
        }
    }

    /// The superuser may write everywhere, so that the case does not exist for it.
    @Test(.enabled(if: geteuid() != 0))
    func aReadOnlyFileAndFolderAreNamed() async throws {
        try await TestDatabase.withTestDatabase(.sqlite, migrations: []) { test in
            await test.database.close()
            let folder = URL(fileURLWithPath: test.location).deletingLastPathComponent().path
            for (path, rights) in [(test.location, 0o400), (folder, 0o500)] {
                let before = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
                try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: path)
                #expect {
                    _ = try SQLiteDatabase.open(SQLiteOptions(path: test.location))
                } throws: {
                    isError($0) { if case .readOnly(let text) = $0 { text.contains(path) } else { false } }
                }
                try FileManager.default.setAttributes([.posixPermissions: before ?? 0o700], ofItemAtPath: path)
            }
        }
    }

    @Test func aFileLockedByAnotherProgramSaysToWait() async throws {
        try await TestDatabase.withTestDatabase(.sqlite, migrations: TestDriver.sqlite.itemTable) { test in
            var options = SQLiteOptions(path: test.location)
            options.busyTimeoutSeconds = 0.01
            let impatient = try SQLiteDatabase.open(options)
            let (holding, holdingNow) = AsyncStream.makeStream(of: Void.self)
            let released = Atomic(false)
            async let holder: Void = test.database.write { connection in
                try connection.insert("a")
                holdingNow.yield()
                while !released.load(ordering: .acquiring) {}
            }
            for await _ in holding { break }
            await #expect {
                try await impatient.write { try $0.insert("b") }
            } throws: {
                isError($0) { if case .busy(let text) = $0 { text.contains("locked") } else { false } }
            }
            released.store(true, ordering: .releasing)
            try await holder
            await impatient.close()
        }
    }
}
