package import AsyncHTTPClient
import Embedding
import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// The product's one way out: bounded in time, size and connections, without following redirects.
package struct OutgoingHTTP: EmbeddingTransport {
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
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    package func post(
        _ url: String, headers: [(String, String)], body: [UInt8], timeoutSeconds: Double
    ) async throws -> (status: Int, headers: [String: String], body: [UInt8]) {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = HTTPHeaders(headers)
        request.body = .bytes(ByteBuffer(bytes: body))
        let deadline = NIODeadline.now() + .milliseconds(Int64(timeoutSeconds * 1000))
        let response = try await client.execute(request, deadline: deadline)
        let answer = try await response.body.collect(upTo: ConnectorsLimits.answerBytesMax)
        let pairs = response.headers.map { ($0.name.lowercased(), $0.value) }
        return (
            Int(response.status.code), Dictionary(pairs) { first, _ in first }, Array(answer.readableBytesView)
        )
    }
}
