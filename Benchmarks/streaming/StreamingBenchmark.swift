import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Streaming
import SurfaceKit

/// Serves one file at `/file`, as a film is served: `StreamingBenchmark FILE PORT`.
@main
struct StreamingBenchmark {
    static func main() async throws {
        guard CommandLine.arguments.count == 3, let port = Int(CommandLine.arguments[2]) else {
            FileHandle.standardError.write(Data("usage: StreamingBenchmark FILE PORT\n".utf8))
            exit(2)
        }
        let path = CommandLine.arguments[1]
        let replies = FileReplies()
        let router = Router(options: .autoGenerateHeadEndpoints)
        router.get("file") { request, _ -> Response in
            replies.response(
                to: request, file: try await replies.open(path), contentType: MediaType.of(fileName: path),
                cacheControl: "private, max-age=0, no-transform")
        }
        var logger = Logger(label: "benchmark")
        logger.logLevel = .error
        let http = HTTP1Channel.Configuration(idleTimeout: .seconds(SurfaceKitLimits.idleSeconds))
        let application = Application(
            router: router, server: .http1(sendingFiles: http) { _ in true },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), serverName: nil),
            logger: logger)
        try await application.runService()
    }
}
