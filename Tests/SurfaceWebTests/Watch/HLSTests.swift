import Accounts
import Activity
import Domain
import Foundation
import HTTPTypes
import Streaming
import SurfaceKit
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: films in pieces")
struct HLSTests {
    private func begin(_ house: WebHousehold, _ theatre: TestTheatre, as name: String = "member") async throws -> String
    {
        let id = theatre.id("Big Buck Bunny")
        let profile = try await theatre.profiles.standard(of: house.people.member.id)
        let viewer = Viewer(profile: profile.id, certificateMax: nil, unratedAs: 4)
        let file = try #require(try await theatre.videos.videos([TitleID(id)], for: viewer).first?.files.first).file.id
        let answer = try await house.post(
            "/watch/\(id)/play", as: name, [("file", "\(file)"), ("can", "fragments,h264,aac")])
        #expect(answer.status == 200)
        return try #require(try answer.json["address"]?.text)
    }

    @Test("the list, what comes before the pieces, and the pieces")
    func pieces() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let base = try await begin(house, theatre) + "0/"
            try await house.surface.run(
                house.page(base + "index.m3u8").expecting("Content-Type", "application/vnd.apple.mpegurl")
                    .expecting("Cache-Control", "no-store")
                    .expecting(text: ["#EXTM3U", #"URI="init.mp4""#, "0.m4s", "#EXTINF:2.000"]))
            try await house.surface.run(
                house.page(base + "init.mp4").expecting("Content-Type", "video/mp4").expecting(text: ["moov"]))
            try await house.surface.run(
                house.page(base + "0.m4s").expecting("Content-Type", "video/mp4")
                    .expecting("Content-Length", "\(CannedPrograms.fragment(at: 0).count)")
                    .expecting(text: ["pictures of 0"], noText: ["pictures of 2"]))
            let order = try #require(theatre.programs.started.all.first)
            #expect(order.root == theatre.media.root && theatre.programs.started.all.count == 1)
        }
    }

    @Test(
        "what is not a piece of this session's film is none",
        arguments: [
            ("0/9.m4s", 404), ("0/-1.m4s", 404), ("0/x.m4s", 404), ("0/0.ts", 404), ("0/..%2f0.m4s", 404),
            ("0/", 404), ("x/index.m3u8", 404), ("5/0.m4s", 410), ("-1/index.m3u8", 410), ("999999999/index.m3u8", 410),
            ("0/00000000000000000000000000.m4s", 200), ("0/99999999999999999999999.m4s", 404),
        ])
    func wrong(_ rest: String, _ status: Int) async throws {
        try await WebHousehold.withFilms { house, theatre in
            let base = try await begin(house, theatre)
            _ = try await house.surface.run(house.page(base + "0/index.m3u8"))
            // The program is done, so that what is behind the end is known to be.
            while await theatre.hls.runningCount > 0 { try await Task.sleep(for: .milliseconds(1)) }
            let path = base + rest
            try await house.surface.run(Scenario(path, .get, path, as: .signedIn("member")).answers(status))
        }
    }

    @Test("nobody gets the pieces of somebody else's session")
    func foreign() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let base = try await begin(house, theatre)
            _ = try await house.surface.run(house.page(base + "0/index.m3u8"))
            for name in ["index.m3u8", "init.mp4", "0.m4s"] {
                let path = base + "0/" + name
                try await house.surface.run(Scenario(path, .get, path, as: .signedIn("guest")).answers(410))
                try await house.surface.run(Scenario(path, .get, path).answers(303))
            }
        }
    }

    @Test("pieces want a place as the file does, after a stop as well")
    func places() async throws {
        try await WebHousehold.withFilms({ $0.playbacksMax = 1 }) { house, theatre in
            let base = try await begin(house, theatre) + "0/"
            _ = try await house.surface.run(house.page(base + "index.m3u8"))
            let (session, _) = try await house.session(of: "member")
            try await theatre.playbacks.end(session)
            let other = try await house.sessions.begin(for: house.people.member, device: "TV").session.id
            let profile = try await theatre.profiles.standard(of: house.people.member.id)
            _ = try await theatre.playbacks.claim(
                TitleID(theatre.id("Pilot")), in: other, of: house.people.member, profile: profile.id)
            for name in ["index.m3u8", "init.mp4", "0.m4s"] {
                let path = base + name
                let full = Scenario(path, .get, path, as: .signedIn("member")).answers(429)
                try await house.surface.run(full.expecting(text: ["full"]).expecting("Retry-After", nil))
            }
            try await theatre.playbacks.end(other)
            _ = try await house.surface.run(house.page(base + "0.m4s"))
            #expect(try await theatre.playbacks.live().map(\.sessionID) == [session])
        }
    }

    @Test("pieces count among the requests of a person, as pages do")
    func rate() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let base = try await begin(house, theatre) + "0/"
            var statuses: Set<Int> = []
            for _ in 0...KodiHousehold.Settings().rates.detail where !statuses.contains(429) {
                let answer = try await house.surface.send(house.page(base + "index.m3u8").request)
                statuses.insert(answer.status)
                if answer.status == 429 { #expect(answer.header("Retry-After") != nil) }
            }
            #expect(statuses == [200, 429])
            try await house.surface.run(
                Scenario("page", .get, "/films", as: .signedIn("member")).answers(429))
        }
    }

    @Test("a program that fails is an error that the player can act on")
    func failing() async throws {
        try await WebHousehold.withFilms({ $0.conversion = .fails }) { house, theatre in
            let path = try await begin(house, theatre) + "0/index.m3u8"
            try await house.surface.run(
                Scenario(path, .get, path, as: .signedIn("member")).answers(500)
                    .expecting("Content-Type", "text/plain; charset=utf-8").expecting(text: ["failed"]))
        }
    }

    @Test("who signs out, or is signed out, leaves nothing running", arguments: ["/signout", "/signout/everywhere"])
    func signingOut(_ path: String) async throws {
        try await WebHousehold.withFilms { house, theatre in
            let base = try await begin(house, theatre)
            _ = try await house.surface.run(house.page(base + "0/index.m3u8"))
            let (session, _) = try await house.session(of: "member")
            #expect(try await house.post(path).status == 303)
            let place = HLSPlace(title: TitleID(theatre.id("Big Buck Bunny")), start: 0, session: session)
            await #expect(throws: HLSError.unknown) { try await theatre.hls.playlist(at: place) }
        }
    }
}
