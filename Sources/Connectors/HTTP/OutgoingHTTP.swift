package import AsyncHTTPClient
import Embedding
import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// The product's one way out: bounded in time, size and connections, without following redirects.
package struct OutgoingHTTP: EmbeddingTransport {
    package typealias Answer = (status: Int, headers: [String: String], body: [UInt8])

    private let client: HTTPClient

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
        return try await withThrowingTaskGroup(of: Answer.self) { [request] group in
            group.addTask { try await collect(request, timeoutSeconds: timeoutSeconds) }
            // The client's own deadline ends with the answer's head; a body may not drip for ever either.
            group.addTask {
                try await Task.sleep(for: .seconds(timeoutSeconds))
                throw OutgoingFailure.timedOut(seconds: timeoutSeconds)
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw CancellationError() }
            return answer
        }
    }

    private func collect(_ request: HTTPClientRequest, timeoutSeconds: Double) async throws -> Answer {
        do {
            let deadline = NIODeadline.now() + .milliseconds(Int64(timeoutSeconds * 1000))
            let response = try await client.execute(request, deadline: deadline)
            let answer = try await response.body.collect(upTo: ConnectorsLimits.answerBytesMax)
            let pairs = response.headers.map { ($0.name.lowercased(), $0.value) }
            let headers = Dictionary(pairs) { first, _ in first }
            return (Int(response.status.code), headers, Array(answer.readableBytesView))
        } catch let error as HTTPClientError where error == .deadlineExceeded {
            throw OutgoingFailure.timedOut(seconds: timeoutSeconds)
        } catch is NIOTooManyBytesError {
            throw OutgoingFailure.answerTooLarge
        } catch let error as NIOHTTPDecompression.DecompressionError {
            throw error == .limit ? OutgoingFailure.answerTooLarge : .answerDamaged
        }
    }
}
