import GRDB
import GRDBSQLite
import SQL

/// Translates SQLite's result codes into the errors both drivers share.
struct SQLiteErrors: Sendable {
    /// Named in messages, so that the administrator knows which file to look at.
    let path: String

    /// The error for an extended result code.
    func error(code: CInt, message: String) -> SQLError {
        switch ResultCode(rawValue: code) {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            .uniqueViolation(constraint: Self.constraint(message))
        case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKeyViolation(message)
        default: primaryError(code & 0xFF, code: code, message: message)
        }
    }

    /// Passes on the program's own errors, translates those of the library.
    func translated(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        return self.error(code: error.extendedResultCode.rawValue, message: error.message ?? "no message")
    }

    private func primaryError(_ primary: CInt, code: CInt, message: String) -> SQLError {
        switch primary {
        case SQLITE_CONSTRAINT: .checkViolation(message)
        case SQLITE_BUSY, SQLITE_LOCKED:
            .busy(
                "the database \(path) is locked by another program; wait until it has ended or stop it, then try again")
        case SQLITE_READONLY, SQLITE_PERM:
            .readOnly(
                "the database \(path) is read-only; give the user that runs kinothek the right to write to it "
                    + "and to its folder")
        case SQLITE_FULL:
            .full("no room for the database \(path); free disk space (nothing was changed), then try again")
        case SQLITE_CORRUPT:
            .corrupt("the database \(path) is damaged; stop the server and restore a backup (kinothek restore)")
        case SQLITE_NOTADB:
            .corrupt("the file \(path) is not a SQLite database; choose another data folder or move the file away")
        case SQLITE_CANTOPEN:
            .unavailable(
                "the database \(path) cannot be opened; check that its folder exists and may be read and written")
        case SQLITE_INTERRUPT: .interrupted("the statement was interrupted")
        default: .other(code: String(code), message: message)
        }
    }

    /// `user.email` from "UNIQUE constraint failed: user.email", `email_lower` from "… failed: index 'email_lower'".
    private static func constraint(_ message: String) -> String {
        guard let colon = message.firstIndex(of: ":") else { return message }
        let list = message[message.index(after: colon)...].drop { $0 == " " }
        guard list.hasPrefix("index '") else { return String(list) }
        return String(list.dropFirst("index '".count).dropLast())
    }
}
