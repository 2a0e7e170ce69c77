import Basics

/// One call of a media server.
struct MediaServerRequest: Sendable {
    /// What may be sent again, because it changes nothing.
    enum Repetition: Sendable {
        case never
        /// After faults of the other side and broken connections.
        case afterFaults
        /// Once after a timeout too.
        case afterTimeouts
    }

    let method: OutgoingMethod
    /// With the query.
    let target: String
    var body: [UInt8]?
    var repetition: Repetition
    /// A person waits for it.
    var isInteractive = false
    /// Nobody has a key yet when somebody signs in.
    var isSignIn = false
    /// In place of that of the settings.
    var deviceID: String?

    private init(_ method: OutgoingMethod, _ path: String, _ query: [(String, String)]) {
        self.method = method
        let pairs = query.map { "\($0)=\(PercentText.encode($1, keeping: ","))" }
        target = pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
        repetition = method == .get ? .afterTimeouts : .never
    }

    static func get(_ path: String, _ query: [(String, String)] = []) -> MediaServerRequest {
        MediaServerRequest(.get, path, query)
    }

    static func delete(_ path: String, _ query: [(String, String)] = []) -> MediaServerRequest {
        MediaServerRequest(.delete, path, query)
    }

    static func post(_ path: String, _ query: [(String, String)] = [], body: [UInt8]? = nil) -> MediaServerRequest {
        var request = MediaServerRequest(.post, path, query)
        request.body = body
        return request
    }
}
