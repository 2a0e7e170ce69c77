import Accounts
import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

/// For whom, and how long, the address of a stream works.
@Suite struct TicketTests {
    private enum Resource: CaseIterable {
        case stream, subtitle

        var member: String { self == .stream ? "stream_url" : "subtitle_url" }
    }

    /// The parts of an address: nothing, what it is, id, token and name.
    private static func parts(_ path: String) -> [String] {
        path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    /// Expects an address to open nothing: 401 for strangers, 403 for whoever has a session's cookie.
    private static func expectShut(_ path: String, _ house: PlaybackHousehold) async throws {
        try await house.surface.run(
            Scenario(path, .get, path).answers(401).expecting(text: [#""code":"unauthenticated""#])
                .expecting("Location", nil))
        try await house.surface.run(
            house.phone.asking(path).answers(403).expecting(text: [#""code":"forbidden""#])
                .expecting("Location", nil))
    }

    @Test func theTokenIsEnoughAndTheCookieIsNot() async throws {
        try await PlaybackHousehold.with { house in
            let data = try await house.phone.play("Big Buck Bunny")
            for resource in Resource.allCases {
                let path = data[resource.member]?.text.path ?? ""
                try await house.surface.run(Scenario(path, .get, path).answers(200))
                try await house.surface.run(
                    Scenario(path, .get, path).with("Cookie", "PHPSESSID=nonsense").answers(200))
                let parts = Self.parts(path)
                let token = parts[3]
                let flipped = (token.first == "A" ? "B" : "A") + token.dropFirst()
                for bad in ["x", flipped, String(token.dropLast(3)), token + "AAAA", String(token.reversed()), "%00"] {
                    try await Self.expectShut("/\(parts[1])/\(parts[2])/\(bad)/\(parts[4])", house)
                }
                for id in ["999999", "0", "x", "-1"] {
                    try await Self.expectShut("/\(parts[1])/\(id)/\(token)/\(parts[4])", house)
                }
            }
        }
    }

    @Test func tokensOpenOnlyWhatTheyAreFor() async throws {
        try await PlaybackHousehold.with { house in
            let bunny = try await house.phone.play("Big Buck Bunny")
            let night = try await house.phone.play("Night of the Living Dead")
            let (first, second) = (
                Self.parts(bunny["stream_url"]?.text.path ?? ""), Self.parts(night["stream_url"]?.text.path ?? "")
            )
            try await Self.expectShut("/stream/\(first[2])/\(second[3])/x.mp4", house)
            try await Self.expectShut("/stream/\(second[2])/\(first[3])/x.mp4", house)
            let subtitle = Self.parts(bunny["subtitle_url"]?.text.path ?? "")
            try await Self.expectShut("/stream/\(subtitle[2])/\(subtitle[3])/x.mp4", house)
            try await Self.expectShut("/subtitles/\(first[2])/\(first[3])/subtitle", house)
        }
    }

    @Test func tokensEndAfterADay() async throws {
        try await PlaybackHousehold.with { house in
            let data = try await house.phone.play("Big Buck Bunny")
            let paths = Resource.allCases.map { data[$0.member]?.text.path ?? "" }
            house.world.advance(seconds: 86_399)
            for path in paths { try await house.surface.run(Scenario(path, .get, path).answers(200)) }
            house.world.advance(seconds: 1)
            for path in paths { try await Self.expectShut(path, house) }
        }
    }

    enum Ending: CaseIterable { case signingOut, disabling, expiring }

    @Test(arguments: Ending.allCases)
    func tokensEndWith(_ ending: Ending) async throws {
        try await PlaybackHousehold.with { house in
            let data = try await house.phone.play("Big Buck Bunny")
            let other = try await house.anotherDevice(of: house.anna).play("Big Buck Bunny")
            switch ending {
            case .signingOut: try await house.phone.post("logout")
            case .disabling: try await house.accounts.setActive(false, of: house.anna.id)
            case .expiring: try await house.accounts.setExpiry(house.world.now, of: house.anna.id)
            }
            for resource in Resource.allCases {
                let (path, others) = (data[resource.member]?.text.path ?? "", other[resource.member]?.text.path ?? "")
                for scenario in [Scenario(path, .get, path), house.phone.asking(path)] {
                    let answer = try await house.surface.send(scenario.request)
                    #expect([401, 403].contains(answer.status))
                    #expect(answer.header("Content-Type") == "application/json; charset=utf-8")
                }
                let answer = try await house.surface.send(Scenario("other device", .get, others).request)
                #expect(answer.status == (ending == .signingOut ? 200 : 401))
            }
        }
    }

    @Test func aFileThatIsGone() async throws {
        try await PlaybackHousehold.with { house in
            let path = try await house.phone.play("Big Buck Bunny")["stream_url"]?.text.path ?? ""
            try await house.loseFile(of: "Big Buck Bunny")
            try await house.surface.run(
                Scenario("gone", .get, path).answers(410).expecting(text: [#""code":"file_unavailable""#])
                    .expecting("Location", nil))
        }
    }

    @Test func aFileThatBecameAnotherOne() async throws {
        try await PlaybackHousehold.with { house in
            let data = try await house.phone.play("Big Buck Bunny")
            try await house.rescan("Big Buck Bunny", bytes: TestMediaFolder.bytes(12_345))
            let path = data["stream_url"]?.text.path ?? ""
            try await house.surface.run(
                Scenario("changed", .get, path).answers(410).expecting(text: [#""code":"file_unavailable""#]))
            let fresh = try await house.phone.play("Big Buck Bunny")["stream_url"]?.text.path ?? ""
            try await house.surface.run(
                Scenario("fresh", .get, fresh).answers(200).expecting("Content-Length", "12345"))
        }
    }

    /// Nobody may go on in the middle of another file, whether or not a scan has seen the change.
    @Test func theTagChangesWithTheFile() async throws {
        try await PlaybackHousehold.with { house in
            let path = try await house.phone.play("Big Buck Bunny")["stream_url"]?.text.path ?? ""
            let before = try await house.surface.run(Scenario("before", .head, path))
            let tag = try #require(before.header("ETag"))
            let file = try await house.storedFile("Big Buck Bunny").path.text
            try house.media.write(file, TestMediaFolder.bytes(10_001))
            let after = try await house.surface.send(
                Scenario("after", .get, path).with("Range", "bytes=5-").with("If-Range", tag).request)
            #expect([200, 410].contains(after.status))
            #expect(after.header("ETag") != tag)
        }
    }

    /// Links in a library's folder do not lead out of it.
    @Test func linksOutOfTheFolderAreNotFollowed() async throws {
        try await PlaybackHousehold.with { house in
            let path = try await house.phone.play("Big Buck Bunny")["stream_url"]?.text.path ?? ""
            let secret = house.media.cache + "/secret.mp4"
            try Data("secret".utf8).write(to: URL(fileURLWithPath: secret))
            let file = try await house.storedFile("Big Buck Bunny")
            try await house.loseFile(of: "Big Buck Bunny")
            try FileManager.default.createSymbolicLink(
                atPath: file.root + "/" + file.path.text, withDestinationPath: secret)
            let answer = try await house.surface.send(Scenario("link", .get, path).request)
            #expect(answer.status == 410)
            #expect(!answer.text.contains("secret"))
        }
    }
}
