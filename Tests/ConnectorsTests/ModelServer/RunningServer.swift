import AsyncHTTPClient
import Connectors
import Domain
import Embedding
import HTTPTypes
import Hummingbird
import NIOCore
import TestKit

/// A model server that listens on a port of its own, and the product's way to it.
struct RunningServer: Sendable {
    let models: ModelServer
    let http: OutgoingHTTP
    let clock = MovedClock()
    let address: String

    var baseURL: String { address + "/v1" }

    func writer(key: String? = nil, model: String = "chat-small", timeoutSeconds: Double = 30) -> ChatFacetWriter {
        let settings = ChatSettings(baseURL: baseURL + "/", key: key, model: model, timeoutSeconds: timeoutSeconds)
        return ChatFacetWriter(
            settings: settings, transport: http, now: clock.now, sleep: clock.sleep, jitter: { 0 })
    }

    func embedder(key: String? = nil, dimensions: Int? = nil) -> RemoteEmbedder {
        let settings = RemoteEmbedderSettings(baseURL: baseURL, key: key, model: "embedding", dimensions: dimensions)
        return RemoteEmbedder(settings: settings, transport: http, sleep: clock.sleep, jitter: { 0 })
    }

    /// Starts a server, runs the test against it, and ends it whatever happened.
    static func with(
        _ switches: Switches = Switches(), _ test: @Sendable (RunningServer) async throws -> Void
    ) async throws {
        let models = ModelServer(switches)
        let client = OutgoingHTTP.makeClient()
        let outcome = await Result {
            try await LocalServer.serve(router(models)) { address in
                let server = RunningServer(models: models, http: OutgoingHTTP(client: client), address: address)
                let outcome = await Result { try await test(server) }
                await models.releaseAll()
                try outcome.get()
            }
        }
        try await client.shutdown()
        try outcome.get()
    }

    private static func router(_ models: ModelServer) -> Router<BasicRequestContext> {
        let router = Router()
        OddRoutes.add(to: router)
        router.get("v1/models") { request, _ in try await respond(to: request, models) }
        for path in ["v1/embeddings", "v1/chat/completions"] {
            router.post(RouterPath(path)) { request, _ in try await respond(to: request, models) }
        }
        return router
    }

    private static func respond(to request: Request, _ models: ModelServer) async throws -> Response {
        let body = try await request.body.collect(upTo: 8 << 20)
        let pairs = request.headers.map { ($0.name.canonicalName, $0.value) }
        let seen = SeenRequest(
            path: request.uri.path, headers: Dictionary(pairs) { first, _ in first },
            body: Array(body.readableBytesView))
        return Response(await models.answer(seen))
    }
}

extension Result where Failure == any Error {
    init(_ work: () async throws -> Success) async {
        do { self = .success(try await work()) } catch { self = .failure(error) }
    }
}
