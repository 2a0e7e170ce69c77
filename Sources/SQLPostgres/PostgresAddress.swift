import CLibPQ
import Foundation
import SQL

/// Where the server is, with the password kept out of every message.
struct PostgresAddress: Sendable {
    /// `name at host:port as user`, for messages.
    let description: String
    private let url: String
    private let password: String?
    private let connectTimeoutSeconds: Int

    /// Throws when libpq cannot read the URL, without quoting it.
    init(_ options: PostgresOptions) throws {
        guard let parsed = PQconninfoParse(options.url, nil) else {
            throw SQLError.unavailable(
                "the database URL cannot be read; write postgres://USER:PASSWORD@HOST:PORT/NAME, special characters "
                    + "of the password as %XX")
        }
        defer { PQconninfoFree(parsed) }
        var settings: [String: String] = [:]
        var option = parsed
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { settings[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        url = options.url
        password = settings["password"]
        connectTimeoutSeconds = options.connectTimeoutSeconds
        description =
            "\(settings["dbname"] ?? "?") at \(settings["host"] ?? "localhost"):\(settings["port"] ?? "5432")"
            + (settings["user"].map { " as \($0)" } ?? "")
    }

    /// The URL overrides what stands before it and is overridden by what stands behind.
    func connect() -> OpaquePointer? {
        let settings: [(String, String)] = [
            ("connect_timeout", String(connectTimeoutSeconds)),
            ("application_name", "kinothek"),
            ("keepalives_idle", "30"),
            ("keepalives_interval", "10"),
            ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"),
            ("dbname", url),
            ("client_encoding", "UTF8"),
        ]
        let keywords = settings.map { strdup($0.0) }
        let values = settings.map { strdup($0.1) }
        defer { for string in keywords + values { free(string) } }
        return PQconnectdbParams(
            keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
    }

    func connectError(_ handle: OpaquePointer) -> SQLError {
        var reason = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
        if let password, !password.isEmpty { reason = reason.replacing(password, with: "***") }
        let line = reason.split(separator: "\n").joined(separator: "; ")
        return .unavailable("PostgreSQL cannot be reached (\(description)): \(line)")
    }
}
