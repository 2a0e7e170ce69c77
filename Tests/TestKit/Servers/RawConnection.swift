import Foundation

/// A client that does exactly what a test says and nothing else. It blocks, so it belongs on a thread of its own.
package final class RawConnection: @unchecked Sendable {
    /// Used by one thread at a time: the one of the test's closure.
    private let socket: CInt
    package let port: Int
    private var received: [UInt8] = []

    package struct Failure: Error {
        package let reason: String
    }

    package struct Head {
        package let status: Int
        package let fields: [String: String]

        package subscript(_ name: String) -> String? { fields[name] }

        package var length: Int { fields["content-length"].flatMap { Int($0) } ?? -1 }
    }

    package init(port: Int, receiveBufferBytes: CInt? = nil) throws {
        self.port = port
        socket = Foundation.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 300, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if var bytes = receiveBufferBytes {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &bytes, socklen_t(MemoryLayout<CInt>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(reason: "no connection: \(errno)") }
    }

    deinit {
        close(socket)
    }

    /// Runs a blocking client on a thread of its own.
    package static func run<Value: Sendable>(
        port: Int, receiveBufferBytes: CInt? = nil, _ body: @Sendable @escaping (RawConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread {
                continuation.resume(
                    with: Result {
                        try body(RawConnection(port: port, receiveBufferBytes: receiveBufferBytes))
                    })
            }.start()
        }
    }

    package func send(_ text: String) throws { try send(bytes: Array(text.utf8)) }

    package func send(bytes: [UInt8]) throws {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure(reason: "cannot send: \(errno)") }
            bytes = bytes.dropFirst(count)
        }
    }

    package func ask(_ method: String = "GET", _ path: String = "/file", _ fields: String...) throws {
        let lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1"] + fields
        try send(lines.map { $0 + "\r\n" }.joined() + "\r\n")
    }

    /// False at the end.
    private func receive(max: Int = 1 << 16) throws -> Bool {
        var bytes = [UInt8](repeating: 0, count: max)
        let count = recv(socket, &bytes, bytes.count, 0)
        guard count >= 0 || errno == ECONNRESET else { throw Failure(reason: "cannot receive: \(errno)") }
        received += bytes.prefix(Swift.max(0, count))
        return count > 0
    }

    package func head() throws -> Head {
        let blankLine = Array("\r\n\r\n".utf8)
        while true {
            if let end = received.firstRange(of: blankLine) {
                let text = String(decoding: received[..<end.lowerBound], as: UTF8.self)
                received.removeSubrange(..<end.upperBound)
                return try Self.head(text)
            }
            guard try receive() else { throw Failure(reason: "the connection ended before a head") }
        }
    }

    private static func head(_ text: String) throws -> Head {
        let lines = text.components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count > 1, let status = Int(words[1]) else { throw Failure(reason: "no status: \(lines[0])") }
        let pairs = lines.dropFirst().map { line -> (String, String) in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
        }
        return Head(status: status, fields: Dictionary(pairs, uniquingKeysWith: { $0 + ", " + $1 }))
    }

    package func body(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard try receive() else { throw Failure(reason: "the body ended after \(received.count) of \(count)") }
        }
        defer { received.removeFirst(count) }
        return Array(received.prefix(count))
    }

    /// Reads and forgets; returns how many bytes came before the end of the connection or before `count`.
    package func skip(_ count: Int = .max) throws -> Int {
        var total = received.count
        received = []
        while total < count, try receive(max: min(1 << 20, count - total)) {
            total += received.count
            received = []
        }
        return total
    }

    /// Whether the server has ended the connection and nothing is left to read.
    package func isAtEnd() throws -> Bool {
        if !received.isEmpty { return false }
        return try !receive()
    }
}
