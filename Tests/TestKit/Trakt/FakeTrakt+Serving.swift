import HTTPTypes
import Hummingbird
import NIOCore

extension FakeTrakt {
    /// Serves the API while a test runs; hands it the address.
    package nonisolated func serve(_ test: @Sendable (String) async throws -> Void) async throws {
        try await LocalServer.serve(router()) { address in
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await test(address)) } catch { outcome = .failure(error) }
            await held.releaseAll()
            try outcome.get()
        }
    }

    private nonisolated func router() -> Router<BasicRequestContext> {
        let router = Router()
        for method in [HTTPRequest.Method.get, .post] {
            router.on("**", method: method) { [self] request, _ in
                let body = try await request.body.collect(upTo: TestServerLimits.traktBodyBytesMax)
                return Response(await answer(Self.seen(request, Array(body.readableBytesView))))
            }
        }
        return router
    }

    private static func seen(_ request: Request, _ body: [UInt8]) -> Seen {
        let query = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
        let headers = request.headers.map { ($0.name.canonicalName, $0.value) }
        return Seen(
            method: request.method.rawValue, path: request.uri.path,
            query: Dictionary(query) { first, _ in first }, headers: Dictionary(headers) { first, _ in first },
            body: body)
    }
}

extension TestServerLimits {
    /// Bytes of a request.
    static let traktBodyBytesMax = 1 << 20
}
