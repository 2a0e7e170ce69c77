import Connectors
import HTTPTypes
import Hummingbird
import NIOCore
import TestKit

/// Answers that no honest endpoint gives.
enum OddRoutes {
    /// Longer than any test runs; the server's end cancels it.
    private static let never = Duration.seconds(3_600)

    static func add(to router: Router<BasicRequestContext>) {
        router.post("silent") { _, _ -> Response in
            try await Task.sleep(for: never)
            return Response(status: .ok)
        }
        router.post("dripping") { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: "{"))
                    try await Task.sleep(for: never)
                    try await writer.finish(nil)
                })
        }
        router.post("moved") { _, _ in
            Response(status: .temporaryRedirect, headers: [.location: "/v1/models"])
        }
        router.post("huge") { _, _ in huge() }
        router.post("bomb") { _, _ in
            let zeros = [UInt8](repeating: 0, count: ConnectorsLimits.unpackedBytesMax + (1 << 20))
            return packed(Gzip.packed(zeros))
        }
        router.post("packed") { _, _ in packed(Gzip.packed(Array("small".utf8))) }
        router.post("damaged") { _, _ in packed(Array("this is no gzip at all".utf8)) }
        router.post("echo") { request, _ in
            let body = ResponseBody(asyncSequence: request.body)
            return Response(status: .ok, headers: [.init("X-Kind") ?? .server: "echo"], body: body)
        }
    }

    /// One byte more than is taken, without saying so in advance.
    private static func huge() -> Response {
        let body = ResponseBody { writer in
            let piece = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 20)
            for _ in 0..<(ConnectorsLimits.answerBytesMax >> 20) { try await writer.write(piece) }
            try await writer.write(ByteBuffer(string: " "))
            try await writer.finish(nil)
        }
        return Response(status: .ok, body: body)
    }

    private static func packed(_ bytes: [UInt8]) -> Response {
        let body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        return Response(status: .ok, headers: [.contentEncoding: "gzip"], body: body)
    }
}
