package import Hummingbird
package import HummingbirdCore
import Logging
import ServiceLifecycle

/// Runs a server on a free port of this machine for as long as a test needs it.
package enum LocalServer {
    /// Hands the test the server's address, `http://127.0.0.1:PORT`, and ends the server whatever happened.
    ///
    /// It ends as a real one does, and only requests that are held back are cut off: a server that is cancelled while a
    /// connection waits to be taken ends the whole test run.
    package static func serve<Context: RequestContext>(
        _ router: Router<Context>, on server: HTTPServerBuilder = .http1(),
        _ test: @Sendable (String) async throws -> Void
    ) async throws where Context.Source == ApplicationRequestContextSource {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let logger = Logger(label: "local") { _ in SwiftLogNoOpLogHandler() }
        let application = Application(
            router: router, server: server,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) }, logger: logger)
        var configuration = ServiceGroupConfiguration(services: [application], logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(TestServerLimits.shutdownSeconds)
        let services = ServiceGroup(configuration: configuration)
        // Not a child of the test's task, because it outlives a test that is called off.
        let running = Task {
            try? await services.run()
            port.finish()
        }
        var found = ports.makeAsyncIterator()
        let address = "http://127.0.0.1:\(await found.next() ?? 0)"
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await test(address))
        } catch {
            outcome = .failure(error)
        }
        await services.triggerGracefulShutdown()
        await running.value
        try outcome.get()
    }
}

/// The limits of servers made for tests.
enum TestServerLimits {
    /// What requests that are held back get before they are cut off.
    static let shutdownSeconds: Int64 = 1
}
