/// Why a media server gave no answer. Holds no key, password, address or text of the server.
package enum MediaServerFailure: Error, Hashable, Sendable {
    /// Nobody answers at the address, or the connection broke.
    case unreachable
    case timeout
    /// The key, or the name and password, are not taken.
    case unauthorised
    /// Known, but not allowed: a disabled account, too many sessions, or a right that is missing.
    case forbidden
    case notFound
    /// The answer is larger than this server reads.
    case tooLarge
    /// No JSON, cut off, or not what was asked for.
    case malformed
    /// A fault of the other side.
    case server(status: Int)
    case rateLimited
    /// The server does not like the request.
    case rejected(status: Int)

    /// Whether asking for something else would fail as well.
    package var concernsServer: Bool {
        switch self {
        case .unreachable, .timeout, .unauthorised, .server, .rateLimited: true
        case .forbidden, .notFound, .tooLarge, .malformed, .rejected: false
        }
    }
}

extension MediaServerFailure: CustomStringConvertible {
    /// For the administrator.
    package var description: String {
        switch self {
        case .unreachable: "The media server cannot be reached"
        case .timeout: "The media server did not answer in time"
        case .unauthorised: "The media server refuses the key or the password"
        case .forbidden: "The media server does not allow it"
        case .notFound: "The media server does not know it"
        case .tooLarge: "The media server's answer is too large"
        case .malformed: "The media server's answer cannot be read"
        case .server(let status): "The media server is out of order, status \(status)"
        case .rateLimited: "The media server says that requests come too fast"
        case .rejected(let status): "The media server answered with status \(status)"
        }
    }
}
