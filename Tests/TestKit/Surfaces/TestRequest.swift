package import HTTPTypes

/// As whom a request is sent.
package enum TestCaller: Sendable, Hashable {
    case nobody
    /// Somebody whom the fixture knows, with their key as `ApiKey`.
    case known(String)
    /// With this key as `ApiKey`.
    case key(String)
    /// With this text as the whole `Authorization` header.
    case authorization(String)
    /// Somebody whom the fixture knows, with the session cookie that it keeps as the key `session of NAME`.
    case signedIn(String)
    /// Somebody who is signed in with an app, with the cookie that the fixture keeps as the key `app NAME` and, where
    /// something is changed, with the session's token, `token of NAME`.
    case app(String)

    /// Somebody with the cookie of the discovery interface, which the fixture keeps as the key `discovery NAME`.
    case discovery(String)

    package static let member = known("member")
    package static let guest = known("guest")
    package static let admin = known("admin")
}

/// A request as a client would send it.
package struct TestRequest: Sendable {
    package let method: HTTPRequest.Method
    package let path: String
    package var caller: TestCaller
    package var headers: HTTPFields = [:]
    package var body: [UInt8]?
    /// The address at the other end of the connection.
    package var peer: String? = "192.0.2.10"
    /// Whether changes of an app carry its session's token.
    package var hasToken = true
    /// The `Host` header.
    package var host = "films.example:5020"

    package init(
        _ method: HTTPRequest.Method, _ path: String, as caller: TestCaller = .nobody, json: String? = nil
    ) {
        self.method = method
        self.path = path
        self.caller = caller
        body = json.map { Array($0.utf8) }
        if json != nil { headers[.contentType] = "application/json" }
    }
}

/// What came back.
package struct TestAnswer: Sendable {
    package let status: Int
    package let headers: HTTPFields
    package let text: String

    package var json: JSONValue {
        get throws { try JSONValue(parsing: text) }
    }

    package func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// The ids of a list of results, whether plain or with scores.
    package var imdbIDs: [String] {
        get throws { try json["results"]?.list?.compactMap { $0.text ?? $0["imdb_id"]?.text } ?? [] }
    }
}
