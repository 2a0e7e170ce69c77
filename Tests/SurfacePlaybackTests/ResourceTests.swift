import Foundation
import HTTPTypes
import TestKit
import Testing

/// Subtitles and pictures.
@Suite struct ResourceTests {
    private static func subtitle(_ house: PlaybackHousehold) async throws -> String {
        try await house.phone.play("Big Buck Bunny")["subtitle_url"]?.text.path ?? ""
    }

    @Test(
        arguments: [
            (nil, "", "vtt"), ("okhttp/4.9.0", "", "srt"), ("Lavf ExoPlayerLib/2.18", "", "srt"),
            ("EXOPLAYER", "", "srt"), ("Mozilla/5.0", "", "vtt"), ("okhttp/4.9.0", "?format=vtt", "vtt"),
            ("Mozilla/5.0", "?format=srt", "srt"), ("Mozilla/5.0", "?format=SRT", "srt"),
            ("okhttp/4.9.0", "?format=ass", "srt"), ("Mozilla/5.0", "?format=", "vtt"),
        ] as [(String?, String, String)])
    func theFormFollowsTheClient(_ agent: String?, _ query: String, _ form: String) async throws {
        try await PlaybackHousehold.with { house in
            let path = try await Self.subtitle(house) + query
            var scenario = Scenario(path, .get, path)
            if let agent { scenario = scenario.with("User-Agent", agent) }
            let type = form == "srt" ? "application/x-subrip; charset=utf-8" : "text/vtt; charset=utf-8"
            let answer = try await house.surface.run(
                scenario.answers(200).expecting("Content-Type", type).expecting("Vary", "User-Agent")
                    .expecting("X-Content-Type-Options", "nosniff").expecting("X-Frame-Options", "DENY"))
            #expect(answer.header("Content-Length") == "\(answer.text.utf8.count)")
            #expect(answer.text == (form == "srt" ? Self.srt : Self.vtt))
        }
    }

    private static let srt = """
        1
        00:00:01,000 --> 00:00:02,500
        <i>Hello</i> & welcome

        2
        00:00:03,000 --> 00:00:04,000
        Second line


        """
    private static let vtt = """
        WEBVTT

        00:00:01.000 --> 00:00:02.500
        <i>Hello</i> &amp; welcome

        00:00:03.000 --> 00:00:04.000
        Second line


        """

    @Test func bothMountsAndHeads() async throws {
        try await PlaybackHousehold.with { house in
            let path = try await Self.subtitle(house)
            for path in [path, "/vod" + path] {
                try await house.surface.run(Scenario(path, .get, path).answers(200))
                let head = try await house.surface.run(
                    Scenario(path, .head, path).answers(200).expecting("Content-Type", "text/vtt; charset=utf-8"))
                #expect(head.text.isEmpty)
                try await house.surface.run(Scenario(path, .post, path).answers(405).expecting("Allow", "GET, HEAD"))
            }
        }
    }

    @Test func subtitlesThatAreGone() async throws {
        try await PlaybackHousehold.with { house in
            let path = try await Self.subtitle(house)
            let folder = house.media.root + "/Big Buck Bunny (2008)/Big Buck Bunny (2008)"
            try FileManager.default.removeItem(atPath: folder + ".en.srt")
            try await house.surface.run(
                Scenario("gone", .get, path).answers(410).expecting(text: [#""code":"file_unavailable""#]))
        }
    }

    @Test(arguments: ["", "/vod"])
    func picturesNeedNoCookie(_ mount: String) async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.phone.get("\(mount)/api/details?id=\(house.id("Big Buck Bunny"))")
            let address = try #require(answer.at("video", "poster_url")?.text)
            #expect(address.hasPrefix("http://films.example:5020\(mount)/images/"))
            let path = String?(address).path
            let picture = try await house.surface.run(
                Scenario("poster", .get, path).answers(200).expecting("Content-Type", "image/png")
                    .expecting("Content-Length", "11")
                    .expecting("Cache-Control", "public, max-age=31536000, immutable")
                    .expecting("X-Content-Type-Options", "nosniff").expecting("Set-Cookie", nil))
            let tag = try #require(picture.header("ETag"))
            #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
            try await house.surface.run(
                Scenario("same", .get, path).with("If-None-Match", tag).answers(304)
                    .expecting("Cache-Control", "public, max-age=31536000, immutable"))
            let head = try await house.surface.run(Scenario("head", .head, path).answers(200).expecting("ETag", tag))
            #expect(head.text.isEmpty)
            for width in ["?w=1", "?w=320", "?w=99999", "?w=-5", "?w=x", "?w="] {
                try await house.surface.run(Scenario(width, .get, path + width).answers(200))
            }
            try await house.surface.run(Scenario("post", .post, path).answers(405))
        }
    }

    @Test func anOriginalInPlaceOfAScaledPictureIsAskedForAgainSoon() async throws {
        try await PlaybackHousehold.with { house in
            let path = try await house.phone.details("Big Buck Bunny")["poster_url"]?.text.path ?? ""
            let whole = try await house.surface.run(Scenario("whole", .get, path).answers(200))
            let tag = try #require(whole.header("ETag"))
            for width in ["?w=160", "?w=320", "?w=99999"] {
                try await house.surface.run(
                    Scenario(width, .get, path + width).answers(200).expecting("Content-Type", "image/png")
                        .expecting("Cache-Control", "public, max-age=60").expecting("ETag", tag))
                try await house.surface.run(
                    Scenario("same " + width, .get, path + width).with("If-None-Match", tag).answers(304)
                        .expecting("Cache-Control", "public, max-age=60"))
            }
        }
    }

    @Test func picturesCannotBeGuessed() async throws {
        try await PlaybackHousehold.with { house in
            let poster = try await house.phone.details("Big Buck Bunny")["poster_url"]?.text.path ?? ""
            let parts = poster.split(separator: "/").map(String.init)
            let name = parts[3]
            let (bunny, night) = (house.id("Big Buck Bunny"), house.id("Night of the Living Dead"))
            let flipped = (name.first == "0" ? "1" : "0") + name.dropFirst()
            for path in [
                "/images/\(bunny)/poster/\(flipped)", "/images/\(bunny)/poster/x.jpg",
                "/images/\(bunny)/backdrop/\(name)",
                "/images/\(night)/poster/\(name)", "/images/\(bunny)/logo/\(name)", "/images/x/poster/\(name)",
                "/images/999999/poster/\(name)", "/images/\(bunny)/poster", "/images/\(bunny)/poster/",
                "/images/\(bunny)",
                "/images", "/images/", "/images/\(bunny)/poster/..%2F..%2Fposter.png",
            ] {
                for device in [house.phone.asking(path), Scenario(path, .get, path)] {
                    try await house.surface.run(device.answers(404).expecting(text: [#""code":"not_found""#]))
                }
            }
        }
    }

    @Test func aPictureWithoutAFileIsMissing() async throws {
        try await PlaybackHousehold.with { house in
            let path = try await house.phone.details("Big Buck Bunny")["poster_url"]?.text.path ?? ""
            let poster = house.media.root + "/Big Buck Bunny (2008)/poster.png"
            try Data("<svg onload='x'/>".utf8).write(to: URL(fileURLWithPath: poster))
            try await house.surface.run(Scenario("no picture", .get, path).answers(404))
            try FileManager.default.removeItem(atPath: poster)
            try await house.surface.run(Scenario("gone", .get, path).answers(404))
            #expect(try await house.phone.details("Vanished")["poster_url"] == .null)
        }
    }
}
