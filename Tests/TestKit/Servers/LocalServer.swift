package import Hummingbird
import Logging

/// Runs a server on a free port of this machine for as long as a test needs it.
package enum LocalServer {
    /// Hands the test the server's address, `http://127.0.0.1:PORT`, and ends the server whatever happened.
    package static func serve(
        _ router: Router<BasicRequestContext>, _ test: @Sendable (String) async throws -> Void
    ) async throws {
        let (ports, port) = AsyncStream<Int>.makeStream()
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "local") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // Being cancelled is how it ends.
                try? await application.run()
                port.finish()
            }
            defer { group.cancelAll() }
            var found = ports.makeAsyncIterator()
            try await test("http://127.0.0.1:\(await found.next() ?? 0)")
        }
    }
}
