package import AsyncHTTPClient
import Embedding
import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// How long an answer may take and how large it may be, unpacked.
package struct AnswerBounds: Sendable {
    package let seconds: Double
    package let bytesMax: Int

    package init(seconds: Double, bytesMax: Int) {
        self.seconds = seconds
        self.bytesMax = bytesMax
    }
}

/// The methods that are sent.
package enum OutgoingMethod: String, Sendable {
    case get = "GET"
    case post = "POST"
    case delete = "DELETE"
}

/// The product's one way out: bounded in time, size and connections, without following redirects.
package struct OutgoingHTTP: EmbeddingTransport {
    package typealias Answer = (status: Int, headers: [String: String], body: [UInt8])

    let client: HTTPClient

    package init(client: HTTPClient) {
        self.client = client
    }

    /// The client of a process. Whoever makes it shuts it down.
    package static func makeClient() -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(ConnectorsLimits.connectSeconds)
        configuration.decompression = .enabled(limit: .size(ConnectorsLimits.unpackedBytesMax))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = ConnectorsLimits.connectionsPerHost
        // Whoever asks decides whether to ask again; a closed port is then known at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Throws `OutgoingFailure`, `CancellationError`, or what the connection failed with.
    package func post(
        _ url: String, headers: [(String, String)], body: [UInt8], timeoutSeconds: Double
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = HTTPHeaders(headers)
        request.body = .bytes(ByteBuffer(bytes: body))
        return try await send(
            request, bounds: AnswerBounds(seconds: timeoutSeconds, bytesMax: ConnectorsLimits.answerBytesMax))
    }

    /// Throws as `post` does.
    package func get(_ url: String, headers: [(String, String)], bounds: AnswerBounds) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.headers = HTTPHeaders(headers)
        return try await send(request, bounds: bounds)
    }

    /// Sends a request of any method, without a body where that is nil. Throws as `post` does.
    package func send(
        _ method: OutgoingMethod, _ url: String, headers: [(String, String)], body: [UInt8]?, bounds: AnswerBounds
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method.rawValue)
        request.headers = HTTPHeaders(headers)
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        return try await send(request, bounds: bounds)
    }

    private func send(_ request: HTTPClientRequest, bounds: AnswerBounds) async throws -> Answer {
        try await withThrowingTaskGroup(of: Answer.self) { group in
            group.addTask { try await collect(request, bounds: bounds) }
            // The client's own deadline ends with the answer's head; a body may not drip for ever either.
            group.addTask {
                try await Task.sleep(for: .seconds(bounds.seconds))
                throw OutgoingFailure.timedOut(seconds: bounds.seconds)
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw CancellationError() }
            return answer
        }
    }

    private func collect(_ request: HTTPClientRequest, bounds: AnswerBounds) async throws -> Answer {
        do {
            let deadline = NIODeadline.now() + .milliseconds(Int64(bounds.seconds * 1000))
            let response = try await client.execute(request, deadline: deadline)
            let answer = try await response.body.collect(upTo: bounds.bytesMax)
            let pairs = response.headers.map { ($0.name.lowercased(), $0.value) }
            let headers = Dictionary(pairs) { first, _ in first }
            return (Int(response.status.code), headers, Array(answer.readableBytesView))
        } catch let error as HTTPClientError where error == .deadlineExceeded {
            throw OutgoingFailure.timedOut(seconds: bounds.seconds)
        } catch is NIOTooManyBytesError {
            throw OutgoingFailure.answerTooLarge
        } catch let error as NIOHTTPDecompression.DecompressionError {
            throw error == .limit ? OutgoingFailure.answerTooLarge : .answerDamaged
        }
    }
}
