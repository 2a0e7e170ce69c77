/// One step of the schema, frozen once it is shipped.
package struct SQLMigration: Sendable {
    /// The file's name without its ending, such as `0001_catalogue`; equal in both dialects and in ascending order.
    package let name: String
    /// The statements, for one dialect.
    package let text: String
    /// A move of data that needs code, run after the statements in the same transaction.
    package let code: (@Sendable (any SQLConnection) throws -> Void)?

    package init(
        name: String, text: String, code: (@Sendable (any SQLConnection) throws -> Void)? = nil
    ) {
        self.name = name
        self.text = text
        self.code = code
    }

    /// A migration from an embedded file.
    package init(name: String, bytes: [UInt8]) {
        self.init(name: name, text: String(decoding: bytes, as: UTF8.self))
    }

    /// The 64-bit FNV-1a hash of the text in 16 hexadecimal digits: tells an edited file, not an attacker.
    package var checksum: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 where byte != UInt8(ascii: "\r") {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// Why a database was not migrated. Nothing was changed.
package enum SQLMigrationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The database was migrated by a newer version of the program.
    case newerSchema(unknown: [String])
    /// A migration that was applied reads differently now.
    case changed(name: String)
    /// An earlier migration is missing although later ones are applied.
    case skipped(name: String)
    /// A statement failed; the transaction of this migration was rolled back.
    case failed(name: String, reason: String)

    package var description: String {
        switch self {
        case .newerSchema(let unknown):
            "the database was written by a newer kinothek (it has \(unknown.joined(separator: ", "))); "
                + "install that version or a later one, or restore the backup made before the upgrade"
        case .changed(let name):
            "the migration \(name) of this program differs from the one that the database has; "
                + "install the released version of kinothek again"
        case .skipped(let name):
            "the database lacks the migration \(name) but has later ones; install the released version of kinothek "
                + "again, or restore a backup"
        case .failed(let name, let reason):
            "the migration \(name) failed and was undone: \(reason)"
        }
    }
}
