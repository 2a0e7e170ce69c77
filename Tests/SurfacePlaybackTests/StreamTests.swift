import HTTPTypes
import TestKit
import Testing

/// The bytes of a film: whole, in parts, and under which conditions.
@Suite struct StreamTests {
    private static let size = 10_000

    /// The address of a film's stream, for a household of its own.
    private static func withStream(
        of name: String = "Big Buck Bunny",
        _ body: @escaping @Sendable (PlaybackHousehold, String) async throws -> Void
    ) async throws {
        try await PlaybackHousehold.with { house in
            let path = try await house.phone.play(name)["stream_url"]?.text.path
            try await body(house, try #require(path))
        }
    }

    /// What a test client makes of bytes that are no text.
    private static func text(_ range: Range<Int>) -> String {
        String(decoding: TestMediaFolder.bytes(size)[range], as: UTF8.self)
    }

    @Test func theWholeFile() async throws {
        try await Self.withStream { house, path in
            let answer = try await house.surface.run(
                Scenario("whole", .get, path).with("Accept-Encoding", "identity").answers(200)
                    .expecting("Content-Length", "10000").expecting("Accept-Ranges", "bytes")
                    .expecting("Content-Type", "video/mp4").expecting("Content-Encoding", nil)
                    .expecting("Content-Range", nil).expecting("Transfer-Encoding", nil)
                    .expecting("Cache-Control", "private, max-age=0, no-transform")
                    .expecting("X-Content-Type-Options", "nosniff").expecting("X-Frame-Options", "DENY"))
            #expect(answer.header("ETag")?.hasPrefix("\"") == true)
            #expect(answer.header("Last-Modified")?.hasSuffix(" GMT") == true)
            #expect(answer.text == Self.text(0..<Self.size))
            try await house.surface.run(
                Scenario("compressed", .get, path).with("Accept-Encoding", "gzip, br").answers(200)
                    .expecting("Content-Encoding", nil).expecting("Content-Length", "10000"))
        }
    }

    @Test(arguments: [
        ("bytes=0-", 0..<10_000), ("bytes=100-199", 100..<200), ("bytes=0-0", 0..<1), ("bytes=9999-", 9999..<10_000),
        ("bytes=9990-99999", 9990..<10_000), ("bytes=-10", 9990..<10_000), ("bytes=-20000", 0..<10_000),
        ("bytes=5000-9223372036854775807", 5000..<10_000),
    ])
    func parts(_ range: String, _ expected: Range<Int>) async throws {
        try await Self.withStream { house, path in
            let answer = try await house.surface.run(
                Scenario(range, .get, path).with("Range", range).answers(206)
                    .expecting("Content-Range", "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/10000")
                    .expecting("Content-Length", "\(expected.count)").expecting("Content-Type", "video/mp4")
                    .expecting("Accept-Ranges", "bytes"))
            #expect(answer.text == Self.text(expected))
        }
    }

    @Test(arguments: ["bytes=10000-", "bytes=20000-20001", "bytes=-0"])
    func partsThatDoNotExist(_ range: String) async throws {
        try await Self.withStream { house, path in
            try await house.surface.run(
                Scenario(range, .get, path).with("Range", range).answers(416)
                    .expecting("Content-Range", "bytes */10000"))
        }
    }

    @Test(arguments: [
        "items=0-1", "bytes=abc", "bytes=5-2", "bytes=", "bytes=1-2-3", "bytes 0-1", "bytes=0-10,5-20",
        "bytes=" + (0..<17).map { "\($0 * 10)-\($0 * 10)" }.joined(separator: ","),
    ])
    func headersThatAreIgnored(_ range: String) async throws {
        try await Self.withStream { house, path in
            try await house.surface.run(
                Scenario(range, .get, path).with("Range", range).answers(200).expecting("Content-Length", "10000")
                    .expecting("Content-Range", nil))
        }
    }

    @Test func severalParts() async throws {
        try await Self.withStream { house, path in
            let answer = try await house.surface.run(
                Scenario("several", .get, path).with("Range", "bytes=65-70,97-99").answers(206))
            #expect(answer.header("Content-Type")?.hasPrefix("multipart/byteranges; boundary=") == true)
            #expect(answer.text.contains("Content-Range: bytes 65-70/10000\r\n\r\nABCDEF\r\n"))
            #expect(answer.text.contains("Content-Range: bytes 97-99/10000\r\n\r\nabc\r\n"))
            #expect(answer.header("Content-Length") == "\(answer.text.utf8.count)")
        }
    }

    @Test func onlyIfItIsTheSame() async throws {
        try await Self.withStream { house, path in
            let head = try await house.surface.run(Scenario("head", .head, path))
            let tag = try #require(head.header("ETag"))
            let date = try #require(head.header("Last-Modified"))
            let old = "Mon, 01 Jan 2001 00:00:00 GMT"
            let part = Scenario("part", .get, path).with("Range", "bytes=5-9")
            for same in [tag, date] { try await house.surface.run(part.with("If-Range", same).answers(206)) }
            for other in ["\"x\"", "W/\(tag)", old, "nonsense"] {
                try await house.surface.run(
                    part.with("If-Range", other).answers(200).expecting("Content-Length", "10000"))
            }
            let whole = Scenario("whole", .get, path)
            for (header, value) in [("If-None-Match", tag), ("If-None-Match", "*"), ("If-Modified-Since", date)] {
                let answer = try await house.surface.run(
                    whole.with(header, value).answers(304).expecting("ETag", tag))
                #expect(answer.text.isEmpty)
            }
            for (header, value) in [("If-None-Match", "\"x\""), ("If-Modified-Since", old)] {
                try await house.surface.run(whole.with(header, value).answers(200))
            }
        }
    }

    @Test func headsAndOtherMethods() async throws {
        try await Self.withStream { house, path in
            let whole = try await house.surface.run(Scenario("get", .get, path))
            for head in [Scenario("head", .head, path), Scenario("head", .head, path).with("Range", "bytes=0-9")] {
                let answer = try await house.surface.run(
                    head.answers(200).expecting("Content-Length", "10000").expecting("Content-Type", "video/mp4")
                        .expecting("Accept-Ranges", "bytes").expecting("ETag", whole.header("ETag"))
                        .expecting("Content-Range", nil))
                #expect(answer.text.isEmpty)
            }
            for method in [HTTPRequest.Method.post, .put, .delete] {
                try await house.surface.run(
                    Scenario("other", method, path).answers(405).expecting("Allow", "GET, HEAD")
                        .expecting(text: ["method_not_allowed"]))
            }
        }
    }

    /// What the app's player does: all of it, then from places on, then once for what is behind the end.
    @Test func thePlayersSequence() async throws {
        try await Self.withStream { house, path in
            let player = Scenario("player", .get, path).with("User-Agent", "okhttp/4.9.0")
                .with("Cookie", "PHPSESSID=\(house.phone.cookie)")
            let first = try await house.surface.run(player.with("Accept-Encoding", "identity").answers(200))
            let tag = first.header("ETag")
            for start in [1, 4096, 9000] {
                try await house.surface.run(
                    player.with("Range", "bytes=\(start)-").answers(206).expecting("ETag", tag)
                        .expecting("Content-Range", "bytes \(start)-9999/10000"))
            }
            try await house.surface.run(
                player.with("Range", "bytes=10000-").answers(416).expecting("Content-Range", "bytes */10000"))
        }
    }

    @Test func bothMountsHaveTheSameFiles() async throws {
        try await PlaybackHousehold.with { house in
            let based = try await house.phone.play("Pilot", mount: "/vod")["stream_url"]?.text.path ?? ""
            #expect(based.hasPrefix("/vod/stream/"))
            let plain = String(based.dropFirst("/vod".count))
            for path in [based, plain] {
                try await house.surface.run(
                    Scenario(path, .get, path).answers(200).expecting("Content-Type", "video/x-matroska")
                        .expecting("Content-Length", "5001"))
            }
        }
    }
}
