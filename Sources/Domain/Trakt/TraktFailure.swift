/// Why Trakt did not do what was asked. Holds no token, code, address or text of Trakt.
package enum TraktFailure: Error, Hashable, Sendable {
    /// There is no client id, secret or address to come back to.
    case notConfigured
    /// The user has no connection.
    case notConnected
    /// The refresh token is dead: the user has to connect again.
    case reconnect
    /// The access token is missing, expired or revoked. A renewal may help, once.
    case unauthorised
    /// The code that the browser brought back is wrong, used or too old.
    case codeRefused
    /// The client id or secret is wrong, or the application is not approved.
    case applicationRefused
    case notFound
    /// The account holds as much as it may.
    case accountLimit
    case accountLocked
    /// Only paying members may do that.
    case membersOnly
    /// Not before so many seconds have passed; bounded by `ConnectorsLimits`.
    case rateLimited(seconds: Double)
    /// Nobody answers at the address, or the connection broke.
    case unreachable
    case timeout
    /// The answer is larger than this server reads.
    case tooLarge
    /// No JSON, cut off, or not what was asked for.
    case malformed
    /// A fault of the other side.
    case server(status: Int)
    /// Trakt does not like the request.
    case rejected(status: Int)

    /// Whether the same request may succeed later without anybody doing something.
    package var mayPass: Bool {
        switch self {
        case .rateLimited, .unreachable, .timeout, .server: true
        default: false
        }
    }
}

extension TraktFailure: CustomStringConvertible {
    /// For the user and the administrator.
    package var description: String {
        switch self {
        case .notConfigured: "Trakt is not set up on this server"
        case .notConnected: "There is no connection to Trakt"
        case .reconnect: "Trakt wants the connection to be made again"
        case .unauthorised: "Trakt refuses the access token"
        case .codeRefused: "Trakt refuses the code"
        case .applicationRefused: "Trakt refuses the client id or secret"
        case .notFound: "Trakt does not know it"
        case .accountLimit: "The Trakt account holds as much as it may"
        case .accountLocked: "The Trakt account is locked"
        case .membersOnly: "Trakt allows that to paying members only"
        case .rateLimited(let seconds):
            "Trakt says that requests come too fast, wait \(Int(exactly: seconds.rounded(.up)) ?? 0) s"
        case .unreachable: "Trakt cannot be reached"
        case .timeout: "Trakt did not answer in time"
        case .tooLarge: "Trakt's answer is too large"
        case .malformed: "Trakt's answer cannot be read"
        case .server(let status): "Trakt is out of order, status \(status)"
        case .rejected(let status): "Trakt answered with status \(status)"
        }
    }
}
