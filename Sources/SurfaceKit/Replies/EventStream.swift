import AsyncAlgorithms
import HTTPTypes
package import Hummingbird
import NIOCore
import ServiceLifecycle

/// An answer that never ends by itself: events as a browser's `EventSource` reads them (WHATWG HTML, section 9.2).
///
/// The next event is taken when the one before has been written, so a client that reads slowly costs one event, and how
/// many wait is up to `Events`. The stream ends with `Events`, with the server, and when the client takes nothing for
/// too long.
package struct EventStream<Events: AsyncSequence & Sendable>: Sendable where Events.Element == [UInt8] {
    private enum Part: Sendable {
        case event([UInt8])
        case heartbeat
        case end
    }

    private let events: Events
    private let heartbeatSeconds: Double
    private let stalledSeconds: Double

    /// Each element is the data of one unnamed event, in one line, such as a JSON value.
    package init(
        _ events: Events, heartbeatSeconds: Double = SurfaceKitLimits.eventHeartbeatSeconds,
        stalledSeconds: Double = SurfaceKitLimits.eventStalledSeconds
    ) {
        self.events = events
        self.heartbeatSeconds = heartbeatSeconds
        self.stalledSeconds = stalledSeconds
    }

    package var response: Response {
        var headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-cache"]
        headers[.accelBuffering] = "no"
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody { writer in
                try await send(to: &writer)
                try await writer.finish(nil)
            })
    }

    private func send(to writer: inout any ResponseBodyWriter) async throws {
        let own = chain(events.cancelOnGracefulShutdown().map { Part.event($0) }, [Part.end].async)
        let beats = AsyncTimerSequence(interval: .seconds(heartbeatSeconds), clock: .continuous)
        for try await part in merge(own, beats.map { _ in Part.heartbeat }) {
            switch part {
            case .event(let data): try await write(Array("data: ".utf8) + data + Array("\n\n".utf8), to: &writer)
            case .heartbeat: try await write(Array(": heartbeat\n\n".utf8), to: &writer)
            case .end: return
            }
        }
    }

    /// Waits until the connection takes the bytes. One that does not is dropped, which ends the wait with an error.
    private func write(_ bytes: [UInt8], to writer: inout any ResponseBodyWriter) async throws {
        let connection = FileConnection.current
        let watch = Task {
            try await Task.sleep(for: .seconds(stalledSeconds))
            connection?.drop()
        }
        defer { watch.cancel() }
        try await writer.write(ByteBuffer(bytes: bytes))
    }
}

extension HTTPField.Name {
    /// Keeps proxies from collecting events before they pass them on.
    fileprivate static let accelBuffering = Self("X-Accel-Buffering")!
}
