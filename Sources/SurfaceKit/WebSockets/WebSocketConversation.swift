import AsyncAlgorithms
import NIOCore
import NIOWebSocket
import ServiceLifecycle

/// A connection that speaks WebSocket.
typealias WebSocketConnection = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

/// Leads the conversation on one WebSocket from its first frame to its last.
///
/// Everything that happens goes through one loop, so a client that does not read keeps the server from reading its
/// frames and from making new ones; when that lasts too long, it is dropped.
struct WebSocketConversation<Events: AsyncSequence & Sendable>: Sendable where Events.Element == WebSocketEvent {
    private enum Part: Sendable {
        case frame(WebSocketFrame)
        case hungUp
        case event(WebSocketEvent)
        case nothingMoreToTell
        case beat
        case shutdown
    }

    /// What the conversation has come to.
    private struct State {
        var assembler = WebSocketAssembler()
        var heardAt: ContinuousClock.Instant
        /// When the system had taken the question whether the client is there; nil when the client spoke since.
        var askedAt: ContinuousClock.Instant?
        /// The time to answer was over at the last look.
        var isOverdue = false
        /// When there was nothing more to tell, or the last text after that; nil before.
        var idleSince: ContinuousClock.Instant?
        /// The server has said goodbye.
        var isClosing = false
    }

    private let connection: WebSocketConnection
    private let events: Events
    private let pace: WebSocketPace
    private let reply: @Sendable (String) -> String?
    private let clock = ContinuousClock()

    init(
        _ connection: WebSocketConnection, _ events: Events, pace: WebSocketPace,
        reply: @escaping @Sendable (String) -> String?
    ) {
        self.connection = connection
        self.events = events
        self.pace = pace
        self.reply = reply
    }

    /// Returns when the connection is closed.
    func run(first: [WebSocketEvent]) async {
        try? await connection.executeThenClose { inbound, outbound in
            try await talk(first, inbound, outbound)
        }
    }

    private func talk(
        _ first: [WebSocketEvent], _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>,
        _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws {
        do {
            var state = State(heardAt: clock.now)
            for event in first { _ = try await take(.event(event), &state, outbound) }
            for try await part in parts(inbound) {
                guard try await take(part, &state, outbound) else { break }
            }
            return
        } catch let fault as WebSocketFault {
            try await sayGoodbye(fault.code, outbound)
        } catch let error as NIOWebSocketError {
            let isTooLarge = error == .invalidFrameLength
            try await sayGoodbye(isTooLarge ? WebSocketCode.tooLarge : WebSocketCode.protocolError, outbound)
        }
        // Closed at once, with bytes of the client unread, the connection would take the goodbye with it.
        outbound.finish()
        try await connection.channel.closeFuture.get()
    }

    /// What happens, as it happens.
    private func parts(
        _ inbound: NIOAsyncChannelInboundStream<WebSocketFrame>
    ) -> some AsyncSequence<Part, any Error> & Sendable {
        let frames = chain(inbound.map { Part.frame($0) }, [Part.hungUp].async)
        let events = chain(events.map { Part.event($0) }, [Part.nothingMoreToTell].async)
        let timer = AsyncTimerSequence(interval: .seconds(pace.beatSeconds), clock: .continuous)
        let beats = chain(timer.map { _ in Part.beat }.cancelOnGracefulShutdown(), [Part.shutdown].async)
        return merge(frames, events, beats)
    }

    /// False when there is nothing more to do. Throws `WebSocketFault` and what the connection dies of.
    private func take(
        _ part: Part, _ state: inout State, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws -> Bool {
        switch part {
        case .hungUp: return false
        case .frame(let frame):
            (state.heardAt, state.askedAt, state.isOverdue) = (clock.now, nil, false)
            return try await hear(state.assembler.take(frame), &state, outbound)
        case .event(.text(let text)):
            if !state.isClosing { try await write(.text(text), outbound) }
        case .event(.close(let code)): try await close(code, &state, outbound)
        case .nothingMoreToTell: state.idleSince = clock.now
        case .beat: return try await beat(&state, outbound)
        case .shutdown: try await close(WebSocketCode.goingAway, &state, outbound)
        }
        return true
    }

    private func hear(
        _ input: WebSocketInput?, _ state: inout State, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws -> Bool {
        switch input {
        case .close(let code):
            if !state.isClosing { try await write(.goodbye(code), outbound) }
            return false
        case .ping(let data) where !state.isClosing: try await write(.pong(data), outbound)
        case .text(let text) where !state.isClosing:
            if state.idleSince != nil { state.idleSince = clock.now }
            if let answer = reply(text) { try await write(.text(answer), outbound) }
        case .text, .binary, .ping, .pong, nil: break
        }
        return true
    }

    /// Looks at the times. A client that is gone hears nothing.
    private func beat(
        _ state: inout State, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws -> Bool {
        let now = clock.now
        if let askedAt = state.askedAt, askedAt.duration(to: now) >= .seconds(pace.silentSeconds) {
            // What the client said in time may be waiting behind this look, when the server was busy.
            if state.isOverdue { return false }
            state.isOverdue = true
        }
        if let idleSince = state.idleSince, idleSince.duration(to: now) >= .seconds(pace.idleSeconds) {
            try await close(WebSocketCode.normal, &state, outbound)
        } else if !state.isClosing, state.askedAt == nil,
            state.heardAt.duration(to: now) >= .seconds(pace.pingSeconds)
        {
            try await ask()
            state.askedAt = clock.now
        }
        return true
    }

    private func close(
        _ code: UInt16, _ state: inout State, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws {
        guard !state.isClosing else { return }
        state.isClosing = true
        try await sayGoodbye(code, outbound)
    }

    private func sayGoodbye(
        _ code: UInt16, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws {
        // Whatever the client does, it does not take longer than this.
        drop(after: pace.closingSeconds)
        try await outbound.write(.goodbye(code))
    }

    /// Waits until the connection takes the frame. One that does not is dropped, which ends the wait with an error.
    private func write(
        _ frame: WebSocketFrame, _ outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
    ) async throws {
        let watch = drop(after: pace.stalledSeconds)
        defer { watch.cancel() }
        try await outbound.write(frame)
    }

    /// Asks the client whether it is there, and waits until the system has taken the question and all before it.
    private func ask() async throws {
        let watch = drop(after: pace.stalledSeconds)
        defer { watch.cancel() }
        try await connection.channel.writeAndFlush(WebSocketFrame.ping).get()
    }

    @discardableResult
    private func drop(after seconds: Double) -> Task<Void, any Error> {
        Task { [channel = connection.channel] in
            try await Task.sleep(for: .seconds(seconds))
            channel.close(promise: nil)
        }
    }
}

extension WebSocketFrame {
    fileprivate static func text(_ text: String) -> WebSocketFrame {
        WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: text))
    }

    fileprivate static func pong(_ data: ByteBuffer) -> WebSocketFrame {
        WebSocketFrame(fin: true, opcode: .pong, data: data)
    }

    fileprivate static var ping: WebSocketFrame { WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer()) }

    /// Without a code where there is none to repeat.
    fileprivate static func goodbye(_ code: UInt16?) -> WebSocketFrame {
        var data = ByteBuffer()
        if let code { data.writeInteger(code) }
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    }
}
