import HTTPTypes
import Hummingbird
import NIOCore

extension FakeMediaServer {
    /// Where servers behind a proxy have their root.
    package static let basePath = "/attic"

    /// Serves the API under `basePath` while a test runs; hands it that address.
    package nonisolated func serve(_ test: @Sendable (String) async throws -> Void) async throws {
        try await LocalServer.serve(router()) { address in
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await test(address + Self.basePath)) } catch { outcome = .failure(error) }
            await held.releaseAll()
            try outcome.get()
        }
    }

    private nonisolated func router() -> Router<BasicRequestContext> {
        let router = Router()
        for method in [HTTPRequest.Method.get, .post, .delete] {
            router.on("attic/**", method: method) { [self] request, _ in
                let body = try await request.body.collect(upTo: TestServerLimits.bodyBytesMax)
                return Response(await answer(Self.seen(request, Array(body.readableBytesView))))
            }
        }
        return router
    }

    private static func seen(_ request: Request, _ body: [UInt8]) -> Seen {
        let query = request.uri.queryParameters.map { (String($0.key).lowercased(), String($0.value)) }
        let headers = request.headers.map { ($0.name.canonicalName, $0.value) }
        return Seen(
            method: request.method.rawValue, path: String(request.uri.path.dropFirst(basePath.count)),
            query: Dictionary(query) { first, _ in first }, headers: Dictionary(headers) { first, _ in first },
            body: body)
    }
}

extension TestServerLimits {
    /// Bytes of a request.
    static let bodyBytesMax = 1 << 20
}
