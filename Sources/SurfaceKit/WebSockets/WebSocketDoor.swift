import Logging
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// Stands on a new connection until its first request: one that asks for a WebSocket and gets it changes the protocol,
/// with any other the connection goes on as HTTP, and the request with it.
///
/// Nobody else looks at the connection meanwhile, so it also closes one on which nothing comes and that of a server
/// that stops.
final class WebSocketDoor: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        /// For the first request.
        case waiting
        /// It is asked whether this request gets a WebSocket; what came with and after it is kept.
        case deciding(WebSocketHandshake, kept: [NIOAny])
        /// It does; what comes is kept for the other protocol.
        case changing(kept: [NIOAny])
        case done
    }

    /// What speaks HTTP on the connection, as far as it has to go for a WebSocket.
    struct Coders {
        let encoder: HTTPResponseEncoder
        let decoder: ByteToMessageHandler<HTTPRequestDecoder>
    }

    private let coders: Coders
    private let routes: WebSocketRoutes
    private let idle: TimeAmount?
    private let speakHTTP: (any Channel) throws -> FileServingChannel.Speaking
    private let speaking: EventLoopPromise<FileServingChannel.Speaking>
    private let logger: Logger
    private var state = State.waiting
    private var timer: Scheduled<Void>?
    private var isReadHeld = false

    /// `speaking` learns what the connection speaks. `speakHTTP` adds what HTTP needs.
    init(
        _ coders: Coders, routes: WebSocketRoutes, idle: TimeAmount?,
        speaking: EventLoopPromise<FileServingChannel.Speaking>, logger: Logger,
        speakHTTP: @escaping (any Channel) throws -> FileServingChannel.Speaking
    ) {
        self.coders = coders
        self.routes = routes
        self.idle = idle
        self.speaking = speaking
        self.logger = logger
        self.speakHTTP = speakHTTP
    }

    func handlerAdded(context: ChannelHandlerContext) {
        guard let idle else { return }
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: idle) { context.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        speaking.fail(ChannelError.ioOnClosedChannel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state {
        case .waiting:
            guard case .head(let head) = Self.unwrapInboundIn(data), let handshake = WebSocketHandshake(head) else {
                return goOn(context, with: [data])
            }
            state = .deciding(handshake, kept: [data])
            decide(context, handshake)
        case .deciding(let handshake, let kept): state = .deciding(handshake, kept: kept + [data])
        case .changing(let kept): state = .changing(kept: kept + [data])
        case .done: context.fireChannelRead(data)
        }
    }

    /// While it is decided nothing more is read, so that a client cannot fill the memory with what is kept.
    func read(context: ChannelHandlerContext) {
        switch state {
        case .deciding, .changing: isReadHeld = true
        case .waiting, .done: context.read()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        state = .done
        speaking.fail(ChannelError.ioOnClosedChannel)
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch (state, event) {
        case (.waiting, is ChannelShouldQuiesceEvent), (.deciding, is ChannelShouldQuiesceEvent),
            (.changing, ChannelEvent.inputClosed):
            context.close(promise: nil)
        case (.waiting, _): goOn(context, with: []) { context.fireUserInboundEventTriggered(event) }
        case (.deciding(_, let kept), ChannelEvent.inputClosed):
            goOn(context, with: kept) { context.fireUserInboundEventTriggered(event) }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// Who speaks no HTTP is answered by those who do.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch state {
        case .waiting: goOn(context, with: []) { context.fireErrorCaught(error) }
        case .deciding(_, let kept): goOn(context, with: kept) { context.fireErrorCaught(error) }
        case .changing, .done: context.fireErrorCaught(error)
        }
    }
}

extension WebSocketDoor {
    private func decide(_ context: ChannelHandlerContext, _ handshake: WebSocketHandshake) {
        let (routes, address, logger) = (routes, context.remoteAddress, logger)
        context.eventLoop.makeFutureWithTask {
            await routes.session(for: handshake.request, from: address, logger: logger)
        }
        .assumeIsolated().whenComplete { answer in
            // The client may have gone meanwhile.
            guard case .deciding(_, let kept) = self.state else { return }
            if case .success(let session?) = answer {
                self.change(context, handshake, to: session)
            } else {
                self.goOn(context, with: kept)
            }
        }
    }

    /// Speaks HTTP from here on. `last` is told behind what was kept.
    private func goOn(_ context: ChannelHandlerContext, with kept: [NIOAny], last: () -> Void = {}) {
        do {
            finish(try speakHTTP(context.channel), context, with: kept, last: last)
        } catch {
            fail(context, error)
        }
    }

    /// Takes HTTP away, in the order in which bytes pass, and speaks WebSocket from here on.
    private func change(
        _ context: ChannelHandlerContext, _ handshake: WebSocketHandshake, to session: WebSocketSession
    ) {
        state = .changing(kept: [])
        let pipeline = context.pipeline
        pipeline.syncOperations.removeHandler(coders.decoder).assumeIsolated()
            .flatMap {
                context.writeAndFlush(Self.wrapOutboundOut(.head(handshake.answer)))
            }
            .flatMap { pipeline.syncOperations.removeHandler(self.coders.encoder) }
            .whenComplete { result in
                guard case .changing(let kept) = self.state else { return }
                do {
                    try result.get()
                    self.finish(try Self.speakWebSocket(on: context.channel, session), context, with: kept)
                } catch {
                    self.fail(context, error)
                }
            }
    }

    private static func speakWebSocket(
        on channel: any Channel, _ session: WebSocketSession
    ) throws -> FileServingChannel.Speaking {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(WebSocketFrameEncoder())
        try pipeline.addHandler(
            ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: SurfaceKitLimits.webSocketMessageBytesMax)))
        return .webSocket(
            try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)),
            session)
    }

    private func finish(
        _ what: FileServingChannel.Speaking, _ context: ChannelHandlerContext, with kept: [NIOAny],
        last: () -> Void = {}
    ) {
        state = .done
        timer?.cancel()
        speaking.succeed(what)
        for data in kept { context.fireChannelRead(data) }
        if !kept.isEmpty { context.fireChannelReadComplete() }
        last()
        if isReadHeld { context.read() }
        // After this nothing that is told here reaches anybody.
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func fail(_ context: ChannelHandlerContext, _ error: any Error) {
        state = .done
        speaking.fail(error)
        context.close(promise: nil)
    }
}
