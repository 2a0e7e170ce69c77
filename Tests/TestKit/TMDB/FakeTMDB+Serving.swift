import HTTPTypes
import Hummingbird

extension FakeTMDB {
    /// Serves the API under `/3` and pictures under `/t/p` while a test runs; hands it the server's address.
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
        router.get("3/**") { [self] request, _ in
            let pairs = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
            let seen = Seen(
                path: String(request.uri.path.dropFirst(2)), query: Dictionary(pairs) { first, _ in first },
                authorization: request.headers[.authorization])
            return Response(await answer(seen))
        }
        router.get("t/p/**") { [self] request, _ in
            Response(await picture(String(request.uri.path.dropFirst(5))))
        }
        return router
    }
}
