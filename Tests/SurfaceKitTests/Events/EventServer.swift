import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import SurfaceKit

/// A server whose `/events` sends what a test says, and which may have WebSockets.
struct EventServer: Sendable {
    private let response: @Sendable () -> Response
    private let webSockets: WebSocketRoutes?

    init(webSockets: WebSocketRoutes? = nil, _ response: @escaping @Sendable () -> Response) {
        self.webSockets = webSockets
        self.response = response
    }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        router.get("events") { [response] _, _ in response() }
        return router
    }

    /// Hands the test the port, and stops the server afterwards as a real one is stopped.
    func serve<Value: Sendable>(_ test: @Sendable (Int) async throws -> Value) async throws -> Value {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "events") { _ in SwiftLogNoOpLogHandler() }
        let application = Application(
            router: router, server: .http1(sendingFiles: HTTP1Channel.Configuration(), webSockets: webSockets),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: logger)
        var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(60)
        let group = ServiceGroup(configuration: configuration)
        let running = Task { try await group.run() }
        var found = ports.makeAsyncIterator()
        let result: Result<Value, any Error>
        do {
            result = .success(try await test(await found.next() ?? 0))
        } catch {
            result = .failure(error)
        }
        await group.triggerGracefulShutdown()
        try await running.value
        return try result.get()
    }
}
