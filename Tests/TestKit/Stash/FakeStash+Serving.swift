import HTTPTypes
import Hummingbird
import NIOCore

extension FakeStash {
    /// Serves the API while a test runs; hands it the address. Behind any path there is the same server.
    package nonisolated func serve(_ test: @Sendable (String) async throws -> Void) async throws {
        try await LocalServer.serve(router()) { address in
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await test(address)) } catch { outcome = .failure(error) }
            await held.releaseAll()
            await hung.releaseAll()
            try outcome.get()
        }
    }

    private nonisolated func router() -> Router<BasicRequestContext> {
        let router = Router()
        for method in [HTTPRequest.Method.get, .head, .post] {
            router.on("**", method: method) { [self] request, _ in
                let body = try await request.body.collect(upTo: TestServerLimits.stashBodyBytesMax)
                let response = Response(await answer(Self.seen(request, Array(body.readableBytesView))))
                return method == .head ? response.createHeadResponse() : response
            }
        }
        return router
    }

    private static func seen(_ request: Request, _ body: [UInt8]) -> Seen {
        let headers = request.headers.map { ($0.name.canonicalName, $0.value) }
        return Seen(
            method: request.method.rawValue, path: request.uri.path,
            headers: Dictionary(headers) { first, _ in first }, body: body)
    }

    /// `/scene/ID/stream`, whole or in part, and `/scene/ID/screenshot`.
    func file(_ request: Seen) -> Reply {
        let steps = request.path.split(separator: "/")
        guard steps.count >= 3, steps[steps.count - 3] == "scene", let id = Int(steps[steps.count - 2]),
            let scene = archive.scene(id)
        else { return Reply(404, "") }
        switch steps.last {
        case "screenshot": return Reply(200, Self.picture, [("content-type", "image/jpeg")])
        case "stream":
            guard let bytes = scene.files.first?.bytes else { return Reply(404, "") }
            return Self.part(of: bytes, request.headers["range"], tag: "\"\(id)-\(bytes.count)\"")
        default: return Reply(404, "")
        }
    }

    /// The smallest picture that begins as one.
    private static let picture: [UInt8] = [0xff, 0xd8, 0xff, 0xe0] + [UInt8](repeating: 0, count: 60) + [0xff, 0xd9]

    /// One range of bytes; everything where there is none that can be read.
    private static func part(of bytes: [UInt8], _ range: String?, tag: String) -> Reply {
        let headers = [("content-type", "video/mp4"), ("accept-ranges", "bytes"), ("etag", tag)]
        let ends = range?.split(separator: "=").last?.split(separator: "-", omittingEmptySubsequences: false)
        guard let ends, ends.count == 2 else { return Reply(200, bytes, headers) }
        let isTail = ends[0].isEmpty
        let first = isTail ? max(0, bytes.count - (Int(ends[1]) ?? 0)) : Int(ends[0]) ?? 0
        let last = isTail ? bytes.count - 1 : min(bytes.count - 1, Int(ends[1]) ?? bytes.count - 1)
        guard first <= last else {
            return Reply(416, "", headers + [("content-range", "bytes */\(bytes.count)")])
        }
        let place = "bytes \(first)-\(last)/\(bytes.count)"
        return Reply(206, Array(bytes[first...last]), headers + [("content-range", place)])
    }
}

extension TestServerLimits {
    /// Bytes of a request.
    static let stashBodyBytesMax = 4 << 20
}
