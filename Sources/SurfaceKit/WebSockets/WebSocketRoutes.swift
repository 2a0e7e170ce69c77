import HTTPTypes
package import Hummingbird
import Logging
import NIOCore

/// Somebody asks for a WebSocket.
package struct WebSocketOffer: Sendable {
    package let request: Request
    package let caller: Caller
    /// The parts of the path that the route names.
    package let parameters: [String: String]
}

/// An address for WebSockets.
package struct WebSocketRoute: Sendable {
    let route: Route
    let open: @Sendable (WebSocketOffer) async throws -> WebSocketSession

    /// `path` is that of a route for plain requests, which answers those who are not let in: `open` throws for them.
    package init(_ path: String, open: @escaping @Sendable (WebSocketOffer) async throws -> WebSocketSession) {
        route = Route(method: .get, path: path, access: .open)
        self.open = open
    }
}

/// All addresses for WebSockets, and who is let in.
package struct WebSocketRoutes: Sendable {
    private let routes: [WebSocketRoute]
    private let proxies: TrustedProxies
    var pace = WebSocketPace()

    package init(_ routes: [WebSocketRoute], proxies: TrustedProxies) {
        self.routes = routes
        self.proxies = proxies
    }

    /// The conversation that a request begins; nil for one that is to be answered as any other.
    func session(for head: HTTPRequest, from address: SocketAddress?, logger: Logger) async -> WebSocketSession? {
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        let path = request.uri.path
        guard let found = route(at: path) else { return nil }
        let peer = address?.ipAddress.map { Caller.plain($0) }
        let caller = proxies.caller(peer: peer, authority: head.authority, headers: head.headerFields)
        let offer = WebSocketOffer(
            request: request, caller: caller, parameters: Self.parameters(of: path, as: found.route.path))
        guard var session = try? await found.open(offer) else { return nil }
        session.pace = pace
        logger.info(
            "websocket", metadata: ["http.route": "\(found.route.path)", "client": "\(caller.address)"])
        return session
    }

    /// Whether a request is for one of these addresses.
    func contain(_ head: HTTPRequest) -> Bool {
        route(at: Request(head: head, body: RequestBody(buffer: ByteBuffer())).uri.path) != nil
    }

    private func route(at path: String) -> WebSocketRoute? { routes.first { $0.route.matches(path) } }

    private static func parameters(of path: String, as pattern: String) -> [String: String] {
        let pairs = zip(pattern.split(separator: "/"), path.split(separator: "/"))
            .filter { $0.0.hasPrefix(":") }.map { (String($0.0.dropFirst()), String($0.1)) }
        return Dictionary(pairs) { first, _ in first }
    }
}
