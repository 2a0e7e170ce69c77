import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import Streaming
import SurfaceKit
import Synchronization
import TestKit

/// What a stream told about its progress.
final class Told: Sendable {
    private let counts = Mutex<[Int]>([])

    func note(_ count: Int) { counts.withLock { $0.append(count) } }

    var all: [Int] { counts.withLock { $0 } }

    var total: Int { all.reduce(0, +) }
}

/// A server with one file and some answers of other kinds.
struct FileServer: Sendable {
    let file: MediaFile
    let told = Told()
    /// Whether whoever is told wants more bytes to leave.
    var isWanted = true
    /// What the middleware of `/seen` saw.
    let seen = Told()
    /// Whether handlers run on event loops.
    var isQuick = true
    /// Whether files are sent by the kernel; else they are read, as on the connections of others.
    var isSendingFiles = true
    var idleTimeout: TimeAmount = .seconds(60)

    init(_ file: MediaFile) {
        self.file = file
    }

    var application: some ApplicationProtocol { application(onServerRunning: { _ in }) }

    private func application(
        onServerRunning: @escaping @Sendable (any Channel) async -> Void
    ) -> Application<RouterResponder<BasicRequestContext>> {
        let http = HTTP1Channel.Configuration(
            idleTimeout: idleTimeout,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 4096, maxHeaderListSize: 8192, maxHeaderFieldCount: 50))
        return Application(
            router: router,
            server: isSendingFiles
                ? .http1(sendingFiles: http) { [isQuick] _ in isQuick } : .http1(configuration: http),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: onServerRunning, logger: Logger(label: "files") { _ in SwiftLogNoOpLogHandler() })
    }

    private var router: Router<BasicRequestContext> {
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.get("file") { request, _ in try await reply(to: request) }
        router.get("plain") { _, _ in "plain" }
        // Says that it can send parts, and takes its time with the first.
        router.get("late") { _, _ in
            Response(
                status: .ok, headers: [.acceptRanges: "bytes", .contentLength: "4"],
                body: ResponseBody { writer in
                    try await Task.sleep(for: .milliseconds(50))
                    try await writer.write(ByteBuffer(string: "late"))
                    try await writer.finish(nil)
                })
        }
        router.get("seen") { request, _ in
            var response = try await reply(to: request)
            response.body = response.body.map { buffer in
                seen.note(buffer.readableBytes)
                return buffer
            }
            return response
        }
        router.get("dropped") { request, _ in
            _ = try await reply(to: request)
            return "dropped"
        }
        return router
    }

    private func reply(to request: Request) async throws -> Response {
        let (replies, told) = (FileReplies(), told)
        return replies.response(
            to: request, file: try await replies.open(file.path), contentType: "video/mp4",
            cacheControl: "private, max-age=0, no-transform",
            onBytes: { bytes in
                told.note(bytes)
                return isWanted
            })
    }

    /// Hands the test the port, and stops the server afterwards as a real one is stopped.
    func serve<Value: Sendable>(_ test: @Sendable (Int) async throws -> Value) async throws -> Value {
        let (ports, port) = AsyncStream<Int>.makeStream()
        var configuration = ServiceGroupConfiguration(
            services: [application { port.yield($0.localAddress?.port ?? 0) }],
            logger: Logger(label: "files") { _ in SwiftLogNoOpLogHandler() })
        configuration.maximumGracefulShutdownDuration = .seconds(20)
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

    /// Serves one client that blocks.
    func client<Value: Sendable>(
        receiveBufferBytes: CInt? = nil, _ body: @Sendable @escaping (RawConnection) throws -> Value
    ) async throws -> Value {
        try await serve { port in
            try await RawConnection.run(port: port, receiveBufferBytes: receiveBufferBytes, body)
        }
    }

    /// Waits until nothing of this process has the file open; false when that does not happen.
    func isReleased() async throws -> Bool {
        for _ in 0..<3000 {
            if file.openDescriptors == 0 { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return false
    }
}
