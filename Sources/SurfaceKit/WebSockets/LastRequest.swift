import NIOCore
import NIOHTTP1

/// Ends a connection in good order where HTTP cannot go on: what came before is answered, then it is closed.
///
/// One that asks for a WebSocket behind other requests, as proxies do on connections that they have kept, cannot have
/// it any more. What is ended without an answer they ask again on a new connection (RFC 9110, section 9.2.2), where it
/// is to be had; browsers open a connection for each. A request for another protocol that is answered in HTTP is the
/// last one, too: behind it the decoder only keeps what comes, as bytes of that protocol.
final class LastRequest: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// The first request has been decided about already.
        case first
        case later
        /// The request that is being read is the last one.
        case last
        /// Nothing is read any more.
        case over
    }

    private let routes: WebSocketRoutes?
    private var state = State.first
    private var unansweredCount = 0

    init(_ routes: WebSocketRoutes?) {
        self.routes = routes
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (state, Self.unwrapInboundIn(data)) {
        case (.over, _): break
        case (.later, .head(let head)) where isHandshake(head): stop(context)
        case (_, .head(let head)):
            unansweredCount += 1
            state = Self.isLast(head) ? .last : .later
            context.fireChannelRead(data)
        case (.last, .end):
            context.fireChannelRead(data)
            stop(context)
        default: context.fireChannelRead(data)
        }
    }

    func read(context: ChannelHandlerContext) {
        if state != .over { context.read() }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch Self.unwrapOutboundIn(data) {
        case .head(var head) where isLastAnswer && head.status.code >= 200:
            head.headers.replaceOrAdd(name: "connection", value: "close")
            context.write(Self.wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            context.write(data, promise: promise)
            unansweredCount -= 1
            endInput(context)
        default: context.write(data, promise: promise)
        }
    }

    /// When everything is written the client is waited for a moment, so that it reads the end before the connection is
    /// gone, but not for its own end.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard state == .over, mode == .output else { return context.close(mode: mode, promise: promise) }
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in
            let delay = TimeAmount(Duration.seconds(SurfaceKitLimits.webSocketClosingSeconds))
            context.eventLoop.assumeIsolated().scheduleTask(in: delay) { context.close(promise: nil) }
        }
        context.close(mode: .output, promise: written)
    }

    private func isHandshake(_ head: HTTPRequestHead) -> Bool {
        guard let routes, let handshake = WebSocketHandshake(head) else { return false }
        return routes.contain(handshake.request)
    }

    private static func isLast(_ head: HTTPRequestHead) -> Bool {
        head.method == .CONNECT || head.headers.contains(name: "upgrade")
    }

    private var isLastAnswer: Bool { (state == .last || state == .over) && unansweredCount == 1 }

    private func stop(_ context: ChannelHandlerContext) {
        state = .over
        endInput(context)
    }

    /// Whoever answers would take the end of the input for a client that has gone, so it is told behind the answers.
    private func endInput(_ context: ChannelHandlerContext) {
        guard state == .over, unansweredCount == 0 else { return }
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }
}
