import CLibPQ
import SQL

/// Translates libpq's results into the errors both drivers share.
///
/// Only the server's primary message is taken, never its detail: the detail quotes values.
enum PostgresErrors {
    /// The fields of an error report that are read, by the letters of the wire protocol.
    private enum Field: UInt8 {
        case sqlState = 67  // C
        case message = 77  // M
        case detail = 68  // D
        case table = 116  // t
        case constraint = 110  // n
    }

    /// What a failed statement means.
    static func error(_ result: OpaquePointer) -> SQLError {
        let state = field(result, .sqlState)
        let message = field(result, .message)
        return switch state {
        case "23505": .uniqueViolation(constraint: constraint(result))
        case "23503": .foreignKeyViolation(message)
        case "23502", "23514", "23P01": .checkViolation(message)
        case "40001", "40P01": .serialization("concurrent changes collided (\(message)); try again")
        case "55P03":
            .busy("a row or table is locked by another program; wait until it has ended or stop it, then try again")
        case "25006": .readOnly("the PostgreSQL server is read-only (\(message)); point the URL to the primary server")
        case "42501":
            .readOnly("the PostgreSQL user lacks a right: \(message); grant it, or use the owner of the database")
        case "53100": .full("the PostgreSQL server's disk is full; free disk space there, then try again")
        case "57014": .interrupted("the statement was interrupted")
        case "XX001", "XX002":
            .corrupt("the PostgreSQL database is damaged (\(message)); restore a backup")
        case "53300":
            .unavailable("the PostgreSQL server has no free connection; raise max_connections or use fewer nodes")
        case _ where state.hasPrefix("08") || state.hasPrefix("57P"):
            .unavailable("the PostgreSQL server ended the connection (\(message)); check that it runs")
        default: .other(code: state, message: message)
        }
    }

    /// True for the refusal of a prepared statement whose columns changed with the schema.
    static func isStalePlan(_ result: OpaquePointer) -> Bool {
        field(result, .sqlState) == "0A000" && field(result, .message).contains("cached plan")
    }

    private static func field(_ result: OpaquePointer, _ field: Field) -> String {
        PQresultErrorField(result, CInt(field.rawValue)).map { String(cString: $0) } ?? ""
    }

    /// `table.column, table.column` as SQLite says it, the name of the index when it is over an expression.
    private static func constraint(_ result: OpaquePointer) -> String {
        let name = field(result, .constraint)
        let table = field(result, .table)
        let detail = field(result, .detail)
        guard let open = detail.firstIndex(of: "("), let close = detail.firstRange(of: ")=")?.lowerBound else {
            return name
        }
        let columns = detail[detail.index(after: open)..<close]
        guard !columns.contains("(") else { return name }
        return columns.split(separator: ",").map { "\(table).\($0.drop { $0 == " " })" }.joined(separator: ", ")
    }
}
