import Connectors
import Domain
import Synchronization
import TestKit
import Testing

@Suite("Clips of a Stash")
struct RemoteClipsTests {
    private static let bytes = [UInt8](0...255)

    /// A Stash whose scene 7 is played, and 8 has no file.
    private static func with(
        key: String? = nil, given: String? = nil, _ test: @Sendable (StashBench, RemoteClips) async throws -> Void
    ) async throws {
        var archive = FakeArchive()
        archive.addScene("Pier", id: 7) { $0.files = [FakeStashFile("/pier.mp4") { $0.bytes = Self.bytes }] }
        archive.addScene("Nothing", id: 8)
        try await StashBench.with(archive) { bench async throws in
            await bench.fake.change { $0.key = key }
            try await test(bench, bench.clips(key: given))
        }
    }

    private static func request(
        _ scene: String = "7", _ change: (inout ClipRequest) -> Void = { _ in }
    ) -> ClipRequest {
        var request = ClipRequest(sceneID: scene)
        change(&request)
        return request
    }

    @Test("all of a clip, with what a player wants to know of it")
    func whole() async throws {
        try await Self.with { _, clips in
            let answer = try await clips.open(Self.request())
            #expect(answer.status == 200 && answer.length == 256)
            #expect(answer.contentRange == nil && answer.entityTag == "\"7-256\"")
            #expect(try await answer.all() == Self.bytes)
        }
    }

    @Test(
        "parts as the archive cuts them",
        arguments: [
            ("bytes=10-19", "bytes 10-19/256", 10..<20), ("bytes=250-", "bytes 250-255/256", 250..<256),
            ("bytes=-6", "bytes 250-255/256", 250..<256), ("bytes=0-0", "bytes 0-0/256", 0..<1),
        ])
    func parts(_ range: String, _ told: String, _ part: Range<Int>) async throws {
        try await Self.with { bench, clips in
            let answer = try await clips.open(
                Self.request {
                    $0.range = range
                    $0.ifRange = "\"7-256\""
                })
            #expect(answer.status == 206 && answer.length == Int64(part.count) && answer.contentRange == told)
            #expect(try await answer.all() == Array(Self.bytes[part]))
            let seen = try #require(await bench.fake.seen.last)
            #expect(seen.path == "/scene/7/stream")
            #expect(seen.headers["range"] == range && seen.headers["if-range"] == "\"7-256\"")
            #expect(seen.headers["accept-encoding"] == "identity")
        }
    }

    @Test("what is behind the end is no part")
    func behindTheEnd() async throws {
        try await Self.with { _, clips in
            let answer = try await clips.open(Self.request { $0.range = "bytes=256-" })
            #expect(answer.status == 416 && answer.contentRange == "bytes */256")
        }
    }

    @Test("several parts at once are answered with the whole, and a head tells of the whole")
    func withoutRanges() async throws {
        try await Self.with { bench, clips in
            let several = try await clips.open(Self.request { $0.range = "bytes=0-1,5-6" })
            #expect(several.status == 200)
            #expect(try await several.all() == Self.bytes)
            let head = try await clips.open(
                Self.request {
                    $0.range = "bytes=0-1"
                    $0.isHead = true
                })
            #expect(head.status == 200 && head.length == 256 && head.entityTag == "\"7-256\"")
            #expect(await bench.fake.seen.map(\.method) == ["GET", "HEAD"])
            #expect(await bench.fake.seen.allSatisfy { $0.headers["range"] == nil })
        }
    }

    @Test("the key goes along in its header and nowhere else")
    func key() async throws {
        try await Self.with(key: FakeStash.key, given: FakeStash.key) { bench, clips in
            #expect(try await clips.open(Self.request()).all() == Self.bytes)
            _ = try await clips.picture(ofScene: "7")
            for seen in await bench.fake.seen {
                #expect(seen.headers["apikey"] == FakeStash.key)
                #expect(!seen.path.contains(FakeStash.key) && !seen.path.contains("apikey"))
                #expect(seen.headers.filter { $0.value.contains(FakeStash.key) }.count == 1)
            }
            #expect(await bench.fake.seen.map(\.path) == ["/scene/7/stream", "/scene/7/screenshot"])
        }
    }

    @Test("a Stash that wants another key, or any, refuses", arguments: [nil, "another"])
    func wrongKey(_ given: String?) async throws {
        try await Self.with(key: FakeStash.key, given: given) { _, clips in
            await #expect(throws: ArchiveFailure.keyRefused) { _ = try await clips.open(Self.request()) }
            await #expect(throws: PictureError.self) { _ = try await clips.picture(ofScene: "7") }
        }
    }

    @Test("no scene, no file, and what is no id at all")
    func nothing() async throws {
        try await Self.with { bench, clips in
            for scene in ["8", "404", "", "7/../8", "7?x=1", "٧", String(repeating: "7", count: 99)] {
                let error = await #expect(throws: ArchiveFailure.self) { _ = try await clips.open(Self.request(scene)) }
                #expect(error?.isOutage == false, "\(scene)")
            }
            await #expect(throws: PictureError.notFound) { _ = try await clips.picture(ofScene: "../graphql") }
            #expect(await bench.fake.seen.map(\.path) == ["/scene/8/stream", "/scene/404/stream"])
        }
    }

    @Test(
        "a Stash in trouble is told from one that refuses",
        arguments: [
            (500, ArchiveFailure.failing), (503, .failing), (429, .failing), (302, .unsupported), (403, .keyRefused),
        ])
    func trouble(_ status: Int, _ failure: ArchiveFailure) async throws {
        try await Self.with { bench, clips in
            await bench.fake.answerAlways(Reply(status, "secret words", [("location", "/login")]))
            await #expect(throws: failure) { _ = try await clips.open(Self.request()) }
            #expect(await bench.fake.seen.count == 1, "nothing is asked twice, and no other address")
        }
    }

    @Test("nobody at the address")
    func unreachable() async throws {
        try await Self.with { bench, _ in
            let clips = try bench.clips(address: "http://127.0.0.1:1")
            await #expect(throws: ArchiveFailure.unreachable) { _ = try await clips.open(Self.request()) }
        }
    }

    @Test("a scene's picture")
    func picture() async throws {
        try await Self.with { _, clips in
            let picture = try await clips.picture(ofScene: "7")
            #expect(picture.contentType == "image/jpeg" && picture.bytes.starts(with: [0xff, 0xd8, 0xff]))
            await #expect(throws: PictureError.notFound) { _ = try await clips.picture(ofScene: "404") }
        }
    }

    @Test("some connections are left for what else is asked, and a place is free again after its clip")
    func places() async throws {
        try await Self.with { _, clips in
            var held: [ClipAnswer] = []
            while let answer = try? await clips.open(Self.request()) { held.append(answer) }
            #expect((2...7).contains(held.count))
            let bytes = try await held.removeLast().all()
            #expect(bytes == Self.bytes)
            let again = try await clips.open(Self.request()).all()
            #expect(again == Self.bytes)
        }
    }
}

extension StashBench {
    func clips(
        key: String? = nil, address: String? = nil, _ change: (inout ClipPatience) -> Void = { _ in }
    ) throws -> RemoteClips {
        var patience = ClipPatience()
        (patience.headSeconds, patience.silenceSeconds) = (Self.patience, Self.patience)
        change(&patience)
        let settings = StashSettings(baseURL: address ?? self.address, key: key)
        return RemoteClips(settings: try #require(settings), http: http, patience: patience)
    }
}

extension ClipAnswer {
    /// All of its bytes.
    func all() async throws -> [UInt8] {
        let kept = Kept()
        try await bytes { kept.add($0) }
        return kept.bytes
    }
}

private final class Kept: Sendable {
    private let stored = Mutex<[UInt8]>([])

    func add(_ more: [UInt8]) { stored.withLock { $0 += more } }
    var bytes: [UInt8] { stored.withLock { $0 } }
}
