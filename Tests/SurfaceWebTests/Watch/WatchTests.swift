import Accounts
import Activity
import Domain
import Foundation
import HTTPTypes
import Streaming
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: playing")
struct WatchTests {
    private static let chromium = "mp4,webm,fragments,h264,vp9,aac,opus"

    private func file(_ name: String, _ house: WebHousehold, _ theatre: TestTheatre) async throws -> Int32 {
        let profile = try await theatre.profiles.standard(of: house.people.member.id)
        let viewer = Viewer(profile: profile.id, certificateMax: nil, unratedAs: 4)
        let video = try await theatre.videos.videos([TitleID(theatre.id(name))], for: viewer).first
        return try #require(video?.files.first).file.id.rawValue
    }

    private func play(
        _ name: String, _ house: WebHousehold, _ theatre: TestTheatre, as person: String = "member",
        can: String = chromium, without: String = ""
    ) async throws -> TestAnswer {
        let file = try await file(name, house, theatre)
        return try await house.post(
            "/watch/\(theatre.id(name))/play", as: person, [("file", "\(file)"), ("can", can), ("without", without)])
    }

    /// What the page tells its script.
    private func film(_ answer: TestAnswer) throws -> JSONValue {
        let text = try #require(answer.text.firstMatch(of: /data-film="([^"]*)"/)?.output.1)
        return try JSONValue(parsing: String(text).replacing("&quot;", with: "\"").replacing("&amp;", with: "&"))
    }

    @Test("the player's page knows the file, its subtitles, its markers and what follows")
    func page() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let answer = try await house.surface.run(
                house.page("/watch/\(theatre.id("Pilot"))").expecting(
                    text: ["<h1>Pilot</h1>", "Signal House · S1 E1", "Next: S1 E2 · Static", "<noscript>"],
                    noText: [theatre.media.root, "{{", "http://"]))
            let film = try film(answer)
            #expect(film["next"]?["address"]?.text == "/watch/\(theatre.id("Static"))")
            #expect(film["intro"]?["start"]?.int == 10 && film["intro"]?["end"]?.int == 40)
            #expect(film["credits"]?["start"]?.int == 560)
            #expect(film["back"]?.text == "/films/\(theatre.id("Signal House"))")
            let policy = try #require(answer.header("Content-Security-Policy"))
            #expect(policy.contains("media-src 'self' blob:") && policy.contains("connect-src 'self'"))
            #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
            let bunny = try await house.surface.run(house.page("/watch/\(theatre.id("Big Buck Bunny"))"))
            let track = try #require(try self.film(bunny)["parts"]?.list?.first?["tracks"]?.list?.first)
            #expect(track["label"]?.text == "English" && track["address"]?.text?.hasPrefix("/subtitles/") == true)
        }
    }

    @Test("only the player's page may load films")
    func policy() async throws {
        try await WebHousehold.withFilms { house, _ in
            let home = try await house.surface.send(TestRequest(.get, "/films", as: .signedIn("member")))
            #expect(home.header("Content-Security-Policy")?.contains("media-src") == false)
        }
    }

    @Test(
        "it begins where somebody stopped, or where the address says",
        arguments: [
            ("", 120, true), ("?from=0", 0, false), ("?from=77", 77, false), ("?from=x", 120, true),
            ("?from=-5", 0, false),
        ])
    func resume(_ query: String, _ from: Int, _ isResumed: Bool) async throws {
        try await WebHousehold.withFilms { house, theatre in
            let path = "/watch/\(theatre.id("Pilot"))"
            #expect(try await house.post(path + "/progress", [("time", "120.9")]).status == 200)
            let film = try film(try await house.surface.run(house.page(path + query)))
            #expect(film["from"]?.int == from && film["isResumed"] == .bool(isResumed))
        }
    }

    @Test("a series has no player, and a version that there is not is no page")
    func others() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let series = "/watch/\(theatre.id("Signal House"))"
            try await house.surface.run(
                Scenario(series, .get, series, as: .signedIn("member")).answers(303)
                    .expecting("Location", "/films/\(theatre.id("Signal House"))"))
            let other = "/watch/\(theatre.id("Pilot"))?version=7"
            try await house.surface.run(Scenario(other, .get, other, as: .signedIn("member")).answers(404))
        }
    }

    @Test(
        "each browser gets the file in a way that it can play",
        arguments: [
            ("Big Buck Bunny", chromium, "", "direct"), ("Big Buck Bunny", chromium, "direct", "remux"),
            ("Big Buck Bunny", chromium, "direct,remux", "transcode"),
            ("Big Buck Bunny", "fragments,vp9", "", "transcode"),
        ])
    func ways(_ name: String, _ can: String, _ without: String, _ way: String) async throws {
        try await WebHousehold.withFilms { house, theatre in
            let answer = try await play(name, house, theatre, can: can, without: without)
            let plan = try answer.json
            #expect(answer.status == 200 && plan["way"]?.text == way)
            let isDirect = way == "direct"
            let address = try #require(plan["address"]?.text)
            #expect(isDirect ? address.hasPrefix("/stream/") : address == "/watch/\(theatre.id(name))/hls/")
            #expect((plan["type"]?.text == nil) == isDirect)
        }
    }

    @Test("what is in the way is said, in the order in which something can be done about it")
    func refusals() async throws {
        try await WebHousehold.withFilms({ $0.playbacksMax = 1 }) { house, theatre in
            let gone = try await play("Vanished", house, theatre)
            #expect(gone.status == 410 && gone.text.contains("missing at the moment"))
            let unable = try await play("Big Buck Bunny", house, theatre, can: "webm")
            #expect(unable.status == 422 && unable.text.contains("cannot play this film"))
            let other = try await house.sessions.begin(for: house.people.member, device: "TV")
            let profile = try await theatre.profiles.standard(of: house.people.member.id)
            _ = try await theatre.playbacks.claim(
                TitleID(theatre.id("Pilot")), in: other.session.id, of: house.people.member, profile: profile.id)
            let many = try await play("Big Buck Bunny", house, theatre)
            #expect(many.status == 429 && many.text.contains("plays on other devices already. 1 at"))
            let file = try await file("Pilot", house, theatre)
            let wrong = try await house.post("/watch/\(theatre.id("Static"))/play", as: "guest", [("file", "\(file)")])
            #expect(wrong.status == 410)
        }
    }

    @Test("a film above the limit is not played, whatever is sent")
    func limited() async throws {
        try await WebHousehold.withFilms { house, theatre in
            _ = try await house.post("/profiles/add", [("name", "Kid"), ("pin", "4711"), ("limit", "PG")])
            let answer = try await play("Night of the Living Dead", house, theatre)
            #expect(answer.status == 403 && answer.text.contains("needs the PIN of Kid"))
            #expect(try await play("Big Buck Bunny", house, theatre).status == 200)
        }
    }

    @Test("a server that cannot convert says so")
    func withoutProgram() async throws {
        try await WebHousehold.withFilms({ $0.canConvert = false }) { house, theatre in
            let answer = try await play("Big Buck Bunny", house, theatre, without: "direct")
            #expect(answer.status == 422 && answer.text.contains("has no ffmpeg"))
            try await house.surface.run(
                Scenario("piece", .get, "/watch/1/hls/0/0.m4s", as: .signedIn("member")).answers(404))
        }
    }

    @Test(
        "where a player is can come as a form or as JSON, and must be a position",
        arguments: [
            (#"{"time": 100.7, "paused": true}"#, 200), (#"{"time": "100"}"#, 400), (#"{}"#, 400), ("[", 400),
            (#"{"time": -1}"#, 400), (#"{"time": 259201}"#, 400), (#"{"time": 1e300}"#, 400),
        ])
    func reports(_ json: String, _ status: Int) async throws {
        try await WebHousehold.withFilms { house, theatre in
            let path = "/watch/\(theatre.id("Pilot"))/progress"
            let answer = try await house.surface.run(
                Scenario(path, .post, path, as: .signedIn("member"), json: json)
                    .with("X-CSRF-Token", house.surface.formToken(of: "member")).answers(status))
            if status == 200 {
                #expect(answer.text == #"{"message":null,"stop":false}"#)
                let live = try await theatre.playbacks.live()
                #expect(live.map(\.position) == [100] && live.map(\.isPaused) == [true])
            }
            for text in ["x", "", "nan", "inf", "-1"] {
                #expect(try await house.post(path, [("time", text)]).status == 400)
            }
        }
    }

    @Test("whoever plays on too many devices is told to stop, and keeps the place in the film")
    func stopped() async throws {
        try await WebHousehold.withFilms({ $0.playbacksMax = 1 }) { house, theatre in
            let other = try await house.sessions.begin(for: house.people.member, device: "TV")
            let profile = try await theatre.profiles.standard(of: house.people.member.id)
            _ = try await theatre.playbacks.claim(
                TitleID(theatre.id("Pilot")), in: other.session.id, of: house.people.member, profile: profile.id)
            let path = "/watch/\(theatre.id("Static"))"
            let answer = try await house.post(path + "/progress", [("time", "100"), ("paused", "1")])
            #expect(try answer.json["stop"] == .bool(true))
            let film = try film(try await house.surface.run(house.page(path)))
            #expect(film["from"]?.int == 100)
        }
    }

    @Test("a film ends by the length of the version that plays, in whichever of its files")
    func versions() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let path = "/watch/\(theatre.id("Static"))"
            let profile = try await theatre.profiles.standard(of: house.people.member.id)
            let (file, other) = (try await file("Static", house, theatre), try await file("Pilot", house, theatre))
            for (name, seconds, isFinished) in [("\(file)", 539, false), ("\(other)", 539, false), ("x", 540, true)] {
                _ = try await house.post(path + "/progress", [("time", "\(seconds)"), ("file", name)])
                let state = try await theatre.watching.history(of: profile.id, limit: 9)
                #expect(state.isEmpty != isFinished, "\(name)")
            }
        }
    }

    @Test("closing the player frees the place and what was converted, but not another film's")
    func leaving() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let id = theatre.id("Big Buck Bunny")
            _ = try await play("Big Buck Bunny", house, theatre, without: "direct")
            _ = try await house.surface.run(house.page("/watch/\(id)/hls/0/index.m3u8"))
            #expect(try await house.post("/watch/\(theatre.id("Pilot"))/leave", [("time", "9")]).status == 204)
            _ = try await house.surface.run(house.page("/watch/\(id)/hls/0/0.m4s"))
            #expect(try await theatre.playbacks.live().count == 1)
            #expect(try await house.post("/watch/\(id)/leave", [("time", "200")]).status == 204)
            #expect(try await theatre.playbacks.live().isEmpty)
            try await house.surface.run(
                Scenario("gone", .get, "/watch/\(id)/hls/0/0.m4s", as: .signedIn("member")).answers(410))
            let film = try film(try await house.surface.run(house.page("/watch/\(id)")))
            #expect(film["from"]?.int == 200)
        }
    }

    @Test("without the session's token nothing is played, noted or closed", arguments: ["play", "progress", "leave"])
    func forged(_ action: String) async throws {
        try await WebHousehold.withFilms { house, theatre in
            let path = "/watch/\(theatre.id("Pilot"))/\(action)"
            let form = WebHousehold.form(path, as: .signedIn("member"), [("time", "100"), ("csrf", "x")])
            try await house.surface.run(form.answers(403))
            #expect(try await theatre.playbacks.live().isEmpty)
        }
    }
}
