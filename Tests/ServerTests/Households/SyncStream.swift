import Foundation
import TestKit

/// The stream of a run's progress, read from a socket as `curl -N` does. It blocks.
struct SyncStream {
    private let connection: RawConnection
    private var text = ""

    /// What is sent otherwise than as a stream of events, or not in chunks.
    struct Failure: Error {
        let reason: String
    }

    init(_ connection: RawConnection, of run: String, key: String) throws {
        self.connection = connection
        try connection.ask("GET", "/api/jobs/progress/stream/\(run)", "Authorization: ApiKey \(key)")
        let head = try connection.head()
        guard head.status == 200, head["content-type"] == "text/event-stream",
            head["transfer-encoding"] == "chunked"
        else { throw Failure(reason: "\(head)") }
    }

    /// The data of the next event; nil at the end of the stream. Heartbeats are no events.
    mutating func next() throws -> JSONValue? {
        while true {
            while let end = text.range(of: "\n\n") {
                let event = String(text[..<end.lowerBound])
                text.removeSubrange(..<end.upperBound)
                if event.hasPrefix("data: ") { return try JSONValue(parsing: String(event.dropFirst(6))) }
            }
            let bytes = try chunk()
            guard !bytes.isEmpty else { return nil }
            text += String(decoding: bytes, as: UTF8.self)
        }
    }

    private func chunk() throws -> [UInt8] {
        var line = ""
        while !line.hasSuffix("\r\n") { line += String(decoding: try connection.body(1), as: UTF8.self) }
        guard let count = Int(line.dropLast(1), radix: 16) else { throw Failure(reason: "no chunk: \(line)") }
        let bytes = try connection.body(count)
        _ = try connection.body(2)
        return bytes
    }
}
