/// What can go wrong in a database, in the same words for both drivers.
///
/// Messages say what to do where the administrator can do something. They never hold a password or a bound value.
package enum SQLError: Error, Sendable, Equatable {
    /// A row with this key exists. The constraint is `table.column, table.column`, or the name of the index when it
    /// is over an expression.
    case uniqueViolation(constraint: String)
    /// A row that is referred to is missing, or a row to be deleted is referred to.
    case foreignKeyViolation(String)
    /// A NOT NULL or CHECK constraint refused the row.
    case checkViolation(String)
    /// Somebody else holds the lock for longer than the driver waits.
    case busy(String)
    /// A second server was started on one SQLite file.
    case inUse(String)
    case readOnly(String)
    /// The disk, or the size allowed to the database, is used up.
    case full(String)
    /// The file is damaged, or no database at all.
    case corrupt(String)
    /// The database could not be opened or reached, or the link broke.
    case unavailable(String)
    /// Concurrent transactions collided more often than the driver retries.
    case serialization(String)
    case interrupted(String)
    /// A result does not have the column or the type that was asked for.
    case decoding(String)
    /// Anything else, with the driver's own code (an SQLSTATE or SQLite's extended code).
    case other(code: String, message: String)
}

extension SQLError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .uniqueViolation(let constraint): "already exists: \(constraint)"
        case .foreignKeyViolation(let message): "refers to a missing row: \(message)"
        case .checkViolation(let message): "refused by a constraint: \(message)"
        case .decoding(let message): "unexpected result: \(message)"
        case .other(let code, let message): "database error \(code): \(message)"
        case .busy(let message), .inUse(let message), .readOnly(let message), .full(let message),
            .corrupt(let message), .unavailable(let message), .serialization(let message),
            .interrupted(let message):
            message
        }
    }
}

extension SQLError {
    /// Refuses text that PostgreSQL cannot hold, on both drivers alike.
    package static func checkStorable(_ text: String) throws {
        if text.utf8.contains(0) {
            throw SQLError.checkViolation("text with a NUL character cannot be stored")
        }
    }
}
