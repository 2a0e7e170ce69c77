/// The bounds that hold for every surface.
package enum SurfaceKitLimits {
    /// A JSON body that is larger is refused with 413.
    package static let bodyBytesMax = 1 << 20
    /// A submitted form that is larger is refused with 413. Browsers write letters beyond ASCII in up to twelve bytes.
    package static let formBytesMax = 64 << 10
    /// Bytes of a request's head; longer ones are refused by the HTTP parser.
    package static let headerBytesMax = 32 << 10
    package static let headerCountMax = 100
    /// A connection on which nothing happens is closed.
    package static let idleSeconds: Int64 = 60
    /// Entries of `X-Forwarded-For` that are looked at, from the nearest proxy outwards.
    package static let forwardedHopsMax = 16
    /// Characters of a forwarded host name.
    package static let hostCharactersMax = 255
    package static let rateWindowSeconds = 60.0
    /// Lists and objects inside each other in a JSON body.
    package static let jsonDepthMax = 512
    /// Characters of a request's number that a client chose.
    package static let requestIDCharactersMax = 128
    /// Visible ASCII characters of an idempotency key.
    package static let idempotencyKeyCharactersMax = 255
    /// Bytes of the header lines of one part of a multipart body, with their line ends.
    package static let multipartHeaderBytesMax = 8 << 10
    /// Header lines of one part; browsers write two.
    package static let multipartHeadersMax = 16
    package static let multipartPartsMax = 64
    /// Characters of a boundary, as RFC 2046 has it.
    package static let multipartBoundaryCharactersMax = 70
    /// Names and values of a multipart body that is collected as a whole; a larger one is refused with 413.
    package static let multipartFieldsBytesMax = 64 << 10
    /// Tags of an `If-None-Match` header that are looked at.
    package static let matchedTagsMax = 64
    /// Bytes of a file that are handed to the kernel at once. Smaller ones cost more calls, larger ones make the other
    /// connections of an event loop wait.
    package static let fileRegionBytes = 4 << 20
    /// As much where the disk has to be read first: how long a client waits for the first byte.
    package static let fileFetchBytes = 2 << 20
    /// Files are asked at such distances whether the system has them in its memory.
    package static let fileProbeBytes = 2 << 20
    /// Up to so many bytes are copied and leave together with the head of the answer.
    package static let fileCopyBytes = 16 << 10
    /// Bytes that one stream may send before the other connections of its event loop get a turn.
    package static let fileTurnBytes = 32 << 20
    /// How long such a turn is. Zero would not do: an event loop looks at its sockets only when no task is due.
    package static let fileTurnMicroseconds: Int64 = 20
    /// Bytes that are read at once where a file cannot be sent by the kernel: the memory of such a stream.
    package static let fileReadBytes = 256 << 10
    /// Files of more bytes are not served: event loops count file positions with 56 bits.
    package static let fileBytesMax: Int64 = 1 << 55
    /// Random bytes of the text that separates parts, so many that no file holds it by chance.
    package static let boundaryBytes = 16
    /// How often a running stream is looked at, and so how often its progress is told at most.
    package static let streamWatchSeconds: Int64 = 1
    /// A stream of which nobody took a byte for so long is closed. A player that was paused asks again.
    package static let streamStalledSeconds: Int64 = 600
    /// A stream of events says at least so often that it is still there; proxies close what is silent for a minute.
    package static let eventHeartbeatSeconds = 15.0
    /// A client that takes nothing of a stream of events for so long is dropped.
    package static let eventStalledSeconds = 60.0
    /// Bytes of a WebSocket's message, and of each of its frames.
    package static let webSocketMessageBytesMax = 64 << 10
    /// How often the times of a WebSocket are looked at.
    static let webSocketBeatSeconds = 5.0
    static let webSocketPingSeconds = 20.0
    /// A client of a WebSocket that says nothing for so long after it was asked whether it is there is gone.
    static let webSocketSilentSeconds = 60.0
    /// A WebSocket on which nothing is left to tell is closed when its client says nothing for so long.
    static let webSocketIdleSeconds = 60.0
    static let webSocketStalledSeconds = 30.0
    /// How long the client's answer to the server's goodbye is waited for; a server that stops has a second.
    static let webSocketClosingSeconds = 0.5
    /// What running streams get to finish when the server stops.
    package static let streamGraceSeconds: Int64 = 1
}
