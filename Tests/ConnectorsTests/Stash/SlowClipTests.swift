import AsyncHTTPClient
import Connectors
import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import TestKit
import Testing

@Suite("Clips on their way")
struct SlowClipTests {
    /// Enough for an answer on this machine; only answers that never come use it up.
    private static let impatience = 0.2

    /// A Stash that begins to hand out a clip. `after` is what it does then, over and over.
    private static func with(
        _ after: @escaping @Sendable () async throws -> Void, isSilent: Bool = false,
        ended: AsyncStream<Void>.Continuation? = nil,
        _ test: @Sendable (RemoteClips) async throws -> Void
    ) async throws {
        let router = Router()
        router.get("scene/7/stream") { _, _ -> Response in
            if isSilent { try await after() }
            return Response(
                status: .ok, headers: [.contentType: "video/mp4"],
                body: ResponseBody { writer in
                    defer { ended?.yield() }
                    while true {
                        try await writer.write(ByteBuffer(repeating: 7, count: 65_536))
                        try await after()
                    }
                })
        }
        let client = OutgoingHTTP.makeClient()
        let outcome = await Result {
            try await LocalServer.serve(router) { address in
                var patience = ClipPatience()
                (patience.headSeconds, patience.silenceSeconds) = (StashBench.patience, StashBench.patience)
                if isSilent { patience.headSeconds = impatience }
                if ended == nil { patience.silenceSeconds = impatience }
                let settings = try #require(StashSettings(baseURL: address, key: nil))
                try await test(
                    RemoteClips(settings: settings, http: OutgoingHTTP(client: client), patience: patience))
            }
        }
        try await client.shutdown()
        try outcome.get()
    }

    private struct HungUp: Error {}

    @Test("an archive that falls silent in the middle is given up")
    func silence() async throws {
        let gate = RequestGate()
        await gate.hold()
        try await Self.with({ await gate.pass() }) { clips in
            let answer = try await clips.open(ClipRequest(sceneID: "7"))
            await #expect(throws: ArchiveFailure.timedOut) { try await answer.bytes { _ in } }
            await gate.releaseAll()
        }
    }

    @Test("an archive that does not begin is given up")
    func noHead() async throws {
        let gate = RequestGate()
        await gate.hold()
        try await Self.with({ await gate.pass() }, isSilent: true) { clips in
            await #expect(throws: ArchiveFailure.timedOut) { _ = try await clips.open(ClipRequest(sceneID: "7")) }
            await gate.releaseAll()
        }
    }

    @Test("whoever hangs up ends what the archive sends")
    func hangUp() async throws {
        let (ends, ended) = AsyncStream<Void>.makeStream()
        try await Self.with({}, ended: ended) { clips in
            let answer = try await clips.open(ClipRequest(sceneID: "7"))
            await #expect(throws: HungUp.self) { try await answer.bytes { _ in throw HungUp() } }
            var iterator = ends.makeAsyncIterator()
            await iterator.next()
        }
    }

    @Test("an answer that nobody reads ends as well")
    func letGo() async throws {
        let (ends, ended) = AsyncStream<Void>.makeStream()
        try await Self.with({}, ended: ended) { clips in
            let status = try await clips.open(ClipRequest(sceneID: "7")).status
            #expect(status == 200)
            var iterator = ends.makeAsyncIterator()
            await iterator.next()
        }
    }
}
