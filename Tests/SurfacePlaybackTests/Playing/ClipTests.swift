import Basics
import Domain
import HTTPTypes
import Storage
import Streaming
import Synchronization
import TestKit
import Testing

/// Clips of an archive, which come from another server.
@Suite struct ClipTests {
    private static let bytes = [UInt8]("the bytes of a clip".utf8)

    /// A household whose archive has one scene, and what plays it.
    private static func with(
        _ clips: FakeClips? = FakeClips(),
        _ body: @escaping @Sendable (PlaybackHousehold, Int32) async throws -> Void
    ) async throws {
        try await PlaybackHousehold.with(.init { $0.clips = clips }) { house in
            var scene = SceneFacts(
                upstreamID: "31", title: "Pier Walk", createdAt: house.world.now,
                updatedAt: "2026-02-01T02:00:00-06:00")
            var file = SceneFile(path: "/archive/pier_walk.mp4")
            (file.size, file.duration, file.videoCodec) = (Int64(bytes.count), 600, "h264")
            scene.files = [file]
            _ = try await house.stores.stores.archive.takeOver([scene], at: house.world.now)
            let id = try #require(try await house.stores.stores.scenes.scene("31")).id
            try await body(house, id.rawValue)
        }
    }

    private static func stream(_ house: PlaybackHousehold, _ id: Int32) async throws -> String {
        let data = try await house.phone.get("play?id=\(id)")["data"]
        return try #require(data?["stream_url"]?.text.path)
    }

    @Test func aClipIsListedAndPlayedLikeAFilm() async throws {
        try await Self.with { house, id in
            let libraries = try await house.phone.get("get_libraries")["data"]?.list ?? []
            let archive = try #require(libraries.first { $0["name"] == .text("Archive") }?["id"]?.int)
            #expect(try await house.phone.names("library?lib_id=\(archive)") == ["Pier Walk"])
            #expect(try await !house.phone.names("library").contains("Pier Walk"))
            #expect(try await !house.phone.names("dashboard", in: "recent_movies").contains("Pier Walk"))
            #expect(try await house.phone.names("search?query=pier") == ["Pier Walk"])
            let video = try #require(try await house.phone.get("details?id=\(id)")["video"])
            #expect(video["type"] == .text("movie") && video["available"] == .bool(true))

            let path = try await Self.stream(house, id)
            let whole = try await house.surface.run(
                Scenario("whole", .get, path).answers(200).expecting("Content-Length", "\(Self.bytes.count)")
                    .expecting("Content-Type", "video/mp4").expecting("Accept-Ranges", "bytes")
                    .expecting("ETag", "\"31\"").expecting("Cache-Control", "private, max-age=0, no-transform"))
            #expect(whole.text == "the bytes of a clip")
            let part = try await house.surface.run(
                Scenario("part", .get, path).with("Range", "bytes=4-8").answers(206)
                    .expecting("Content-Range", "bytes 4-8/19").expecting("Content-Length", "5"))
            #expect(part.text == "bytes")
            try await house.surface.run(
                Scenario("behind", .get, path).with("Range", "bytes=19-").answers(416)
                    .expecting("Content-Range", "bytes */19"))
            let head = try await house.surface.run(
                Scenario("head", .head, path).answers(200).expecting("Content-Length", "\(Self.bytes.count)"))
            #expect(head.text.isEmpty)
        }
    }

    @Test func whereSomebodyStoppedIsKept() async throws {
        try await Self.with { house, id in
            try await house.phone.post("progress", "id=\(id)&time=300")
            #expect(try await house.phone.get("play?id=\(id)")["data"]?["resume_time"] == .int(300))
            #expect(try await house.phone.names("dashboard", in: "continue_watching") == ["Pier Walk"])
            try await house.phone.post("watch_list_add", "video_id=\(id)")
            #expect(try await house.phone.names("watch_list", in: "videos") == ["Pier Walk"])
        }
    }

    @Test(arguments: [ArchiveFailure.unreachable, .timedOut, .keyRefused, .failing, .refused("the secret words")])
    func anArchiveThatIsNotThereIsAFileThatIsNotThere(_ failure: ArchiveFailure) async throws {
        let clips = FakeClips()
        try await Self.with(clips) { house, id in
            let path = try await Self.stream(house, id)
            clips.fail(with: failure)
            let answer = try await house.surface.run(
                Scenario("gone", .get, path).answers(410).expecting(
                    text: ["file_unavailable"], noText: ["Stash", "secret words"]))
            #expect(answer.header("ETag") == nil)
            clips.fail(with: nil)
            try await house.surface.run(Scenario("there again", .get, path).answers(200))
        }
    }

    @Test func withoutAnArchiveNothingIsPlayed() async throws {
        try await Self.with(nil) { house, id in
            let path = try await Self.stream(house, id)
            try await house.surface.run(
                Scenario("none", .get, path).answers(410).expecting(text: ["file_unavailable"]))
        }
    }

    @Test func aClipThatEndsInTheMiddleIsNoWholeOne() async throws {
        let clips = FakeClips()
        try await Self.with(clips) { house, id in
            let path = try await Self.stream(house, id)
            clips.cut(after: 5)
            await #expect(throws: (any Error).self) {
                _ = try await house.surface.run(Scenario("cut", .get, path).answers(200))
            }
        }
    }

    @Test func theArchiveIsAskedForWhatThePlayerAsksFor() async throws {
        let clips = FakeClips()
        try await Self.with(clips) { house, id in
            let path = try await Self.stream(house, id)
            try await house.surface.run(
                Scenario("part", .get, path).with("Range", "bytes=4-8").with("If-Range", "\"31\"").answers(206))
            var wish = ClipRequest(sceneID: "31")
            (wish.range, wish.ifRange) = ("bytes=4-8", "\"31\"")
            #expect(clips.asked == [wish])
        }
    }
}

/// An archive with one clip.
private final class FakeClips: ClipSource {
    private struct State {
        var asked: [ClipRequest] = []
        var failure: ArchiveFailure?
        var cut: Int?
    }

    private static let bytes = [UInt8]("the bytes of a clip".utf8)
    private let state = Mutex(State())

    var asked: [ClipRequest] { state.withLock { $0.asked } }
    func fail(with failure: ArchiveFailure?) { state.withLock { $0.failure = failure } }
    func cut(after count: Int) { state.withLock { $0.cut = count } }

    func open(_ request: ClipRequest) async throws -> ClipAnswer {
        let cut = try state.withLock { state in
            state.asked.append(request)
            if let failure = state.failure { throw failure }
            return state.cut
        }
        let (all, ends) = (Self.bytes, request.range?.dropFirst("bytes=".count).split(separator: "-"))
        let first = ends?.first.flatMap { Int($0) } ?? 0
        let last = ends?.dropFirst().first.flatMap { Int($0) } ?? all.count - 1
        guard first <= last else {
            var answer = ClipAnswer(status: 416) { _ in }
            answer.contentRange = "bytes */\(all.count)"
            return answer
        }
        var answer = ClipAnswer(status: request.range == nil ? 200 : 206) { take in
            let part = Array(all[first...last])
            guard let cut else { return try await take(part) }
            try await take(Array(part.prefix(cut)))
            throw ArchiveFailure.timedOut
        }
        answer.length = Int64(last - first + 1)
        if request.range != nil { answer.contentRange = "bytes \(first)-\(last)/\(all.count)" }
        answer.entityTag = "\"31\""
        return answer
    }

    func picture(ofScene id: String) async throws -> Picture { throw PictureError.notFound }
}
