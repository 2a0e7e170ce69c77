import Basics
import HTTPTypes
package import Hummingbird
import Logging

/// The first step of every request: finds out who is calling, and completes what every answer carries.
package struct EntryMiddleware: RouterMiddleware {
    private let proxies: TrustedProxies

    package init(proxies: TrustedProxies) {
        self.proxies = proxies
    }

    package func handle(
        _ request: Request, context: RootContext, next: (Request, RootContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.caller = proxies.caller(
            peer: context.peer, authority: request.head.authority, headers: request.headers)
        let requestID = Self.requestID(of: request.headers)
        context.logger[metadataKey: "hb.request.id"] = "\(requestID)"
        context.visit.note(requestID: requestID)
        var response = try await next(request, context)
        response.headers[.requestID] = requestID
        response.headers[.contentTypeOptions] = "nosniff"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    /// The number that a client gave its request, or a new one.
    static func requestID(of headers: HTTPFields) -> String {
        headers[.requestID].flatMap { isRequestID($0) ? $0 : nil } ?? World.live.uuid()
    }

    /// Whether a client's own number of its request can be repeated as it is.
    private static func isRequestID(_ text: String) -> Bool {
        (1...SurfaceKitLimits.requestIDCharactersMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                let letter = byte | 0x20
                return (97...122).contains(letter) || (48...57).contains(byte) || [45, 46, 95].contains(byte)
            }
    }
}

extension HTTPField.Name {
    static let requestID = Self("X-Request-Id")!
    static let contentTypeOptions = Self("X-Content-Type-Options")!
}
