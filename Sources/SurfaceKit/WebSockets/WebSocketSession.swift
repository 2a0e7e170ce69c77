/// Something that the server says on a WebSocket.
package enum WebSocketEvent: Sendable, Equatable {
    case text(String)
    /// The end of the conversation, with its code.
    case close(UInt16)
}

/// One conversation on a WebSocket: what is told, and what is answered.
package struct WebSocketSession: Sendable {
    var pace = WebSocketPace()
    private let lead: @Sendable (WebSocketConnection, WebSocketPace) async -> Void

    /// `first` is written before anything that the client says is looked at. The next of `events` is taken when the one
    /// before was written, so how many may wait for a slow client is up to them. When they end, the client is still
    /// answered, until it is silent for a minute; when they fail, the connection ends. `reply` gives the answer to a
    /// client's text; nil for none.
    package init<Events: AsyncSequence & Sendable>(
        first: [WebSocketEvent] = [], _ events: Events, reply: @escaping @Sendable (String) -> String?
    ) where Events.Element == WebSocketEvent {
        lead = { connection, pace in
            await WebSocketConversation(connection, events, pace: pace, reply: reply).run(first: first)
        }
    }

    /// Returns when the connection is closed.
    func run(on connection: WebSocketConnection) async { await lead(connection, pace) }
}

/// How patient a conversation is.
struct WebSocketPace: Sendable {
    /// How often the times below are looked at.
    var beatSeconds = SurfaceKitLimits.webSocketBeatSeconds
    /// After so long without a word from the client it is asked whether it is there.
    var pingSeconds = SurfaceKitLimits.webSocketPingSeconds
    /// A client that says nothing for so long after it was asked is gone.
    var silentSeconds = SurfaceKitLimits.webSocketSilentSeconds
    /// Where there is nothing more to tell, a client that says nothing for so long is let go.
    var idleSeconds = SurfaceKitLimits.webSocketIdleSeconds
    /// A client that does not take what it is sent for so long is dropped.
    var stalledSeconds = SurfaceKitLimits.webSocketStalledSeconds
    /// How long the client's goodbye is waited for.
    var closingSeconds = SurfaceKitLimits.webSocketClosingSeconds
}
