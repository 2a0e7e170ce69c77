import NIOCore
import NIOHTTP1

/// Ends a connection on which a WebSocket is asked for behind other requests, where it cannot become one any more.
///
/// Proxies do that on connections that they have kept. What is ended without an answer they ask again on a new
/// connection (RFC 9110, section 9.2.2), where the WebSocket is to be had. Browsers open a connection for each.
final class LateHandshake: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private enum State {
        /// The first request has been decided about already.
        case first
        case later
        case over
    }

    private let routes: WebSocketRoutes
    private var state = State.first

    init(_ routes: WebSocketRoutes) {
        self.routes = routes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (state, Self.unwrapInboundIn(data)) {
        case (.over, _): break
        case (.first, .head):
            state = .later
            context.fireChannelRead(data)
        case (.later, .head(let head)):
            guard let handshake = WebSocketHandshake(head), routes.contain(handshake.request) else {
                return context.fireChannelRead(data)
            }
            state = .over
            context.close(promise: nil)
        case (.first, _), (.later, _): context.fireChannelRead(data)
        }
    }
}
