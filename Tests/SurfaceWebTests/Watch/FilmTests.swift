import Activity
import Basics
import Domain
import Foundation
import HTTPTypes
import Streaming
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: a film's page")
struct FilmTests {
    private static let names = ["Big Buck Bunny", "Signal House", "Vanished"]

    private func report(
        _ position: Int, of name: String, _ house: WebHousehold, _ theatre: TestTheatre
    ) async throws {
        let profile = try await theatre.profiles.standard(of: house.people.member.id)
        let viewer = Viewer(profile: profile.id, certificateMax: nil, unratedAs: 4)
        let video = try #require(
            try await theatre.videos.videos([TitleID(theatre.id(name))], for: viewer).first)
        house.world.advance(seconds: 60)
        _ = try await theatre.watching.report(position: position, of: video, by: profile.id, device: nil)
    }

    @Test("a film shows what it is, who made it, and how to play it")
    func film() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let id = theatre.id("Big Buck Bunny")
            try await house.surface.run(
                house.page("/films/\(id)").expecting(
                    text: [
                        "<h1>Big Buck Bunny</h1>", "2008 · 10 min · PG · HD · 6.4 of 10", "About Big Buck Bunny.",
                        "Director of Big Buck Bunny", "Joan Player", "Animation, Comedy", #"href="/watch/\#(id)""#,
                        #"src="/images/\#(id)/poster/"#, "Put on your list",
                    ], noText: ["Versions", "From the beginning", theatre.media.root]))
        }
    }

    @Test("what was begun can be gone on with, or begun anew; what was watched says so")
    func progress() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let id = theatre.id("Big Buck Bunny")
            try await report(272, of: "Big Buck Bunny", house, theatre)
            try await house.surface.run(
                house.page("/films/\(id)").expecting(
                    text: ["Go on at 4:32", #"href="/watch/\#(id)?from=0""#, "45 % watched", #"<rect width="45""#]))
            try await report(590, of: "Big Buck Bunny", house, theatre)
            try await house.surface.run(
                house.page("/films/\(id)").expecting(text: ["· watched", ">Play<"], noText: ["Go on at"]))
        }
    }

    @Test("a series has its episodes by season, and plays the next one")
    func series() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let id = theatre.id("Signal House")
            let page = house.page("/films/\(id)")
            let first = try await house.surface.run(
                page.expecting(
                    text: [
                        "<h2>Season 1</h2>", "<h2>Season 2</h2>", "<h2>Specials</h2>", "Play S1 E1", "4 episodes",
                        #"id="e\#(theatre.id("Pilot"))""#,
                    ]))
            let order = ["Pilot", "Static", "Return", "Making of"].map {
                first.text.range(of: "</span> \($0)<")?.lowerBound
            }
            #expect(order.allSatisfy { $0 != nil } && order.compactMap(\.self) == order.compactMap(\.self).sorted())
            try await report(590, of: "Pilot", house, theatre)
            try await house.surface.run(page.expecting(text: ["Play S1 E2", "10 min · watched"]))
            try await report(120, of: "Return", house, theatre)
            try await house.surface.run(page.expecting(text: ["Go on S2 E1 at 2:00", "20 % watched"]))
        }
    }

    @Test("an episode is a place on the page of its series")
    func episode() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let path = "/films/\(theatre.id("Static"))"
            try await house.surface.run(
                Scenario(path, .get, path, as: .signedIn("member")).answers(303)
                    .expecting("Location", "/films/\(theatre.id("Signal House"))#e\(theatre.id("Static"))"))
        }
    }

    @Test("a file that is not there is said to be missing, and cannot be played")
    func missing() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let id = theatre.id("Vanished")
            try await house.surface.run(
                house.page("/films/\(id)").expecting(
                    text: ["The files are missing at the moment."], noText: [#"href="/watch/\#(id)""#]))
        }
    }

    @Test("the list is one for each profile; adding twice and taking off what is not there are fine")
    func list() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let id = theatre.id("A Quiet Stone")
            for _ in 0..<2 {
                let added = try await house.post("/list/\(id)/add")
                #expect(added.status == 303 && added.header("Location") == "/films/\(id)")
            }
            try await house.surface.run(house.page("/films/\(id)").expecting(text: ["Take off your list"]))
            try await house.surface.run(house.page("/films").expecting(text: ["Your list"]))
            try await house.surface.run(house.page("/films", as: "guest").expecting(noText: ["Your list"]))
            for _ in 0..<2 { #expect(try await house.post("/list/\(id)/remove").status == 303) }
            try await house.surface.run(house.page("/films").expecting(noText: ["Your list"]))
            #expect(try await house.post("/list/99999/add").status == 404)
            #expect(try await house.post("/list/x/remove").status == 404)
        }
    }

    @Test(
        "an address that names nothing is no page",
        arguments: ["/films/99999", "/films/x", "/films/-1", "/watch/99999"])
    func unknown(_ path: String) async throws {
        try await WebHousehold.withFilms { house, _ in
            try await house.surface.run(Scenario(path, .get, path, as: .signedIn("member")).answers(404))
        }
    }

    @Test("nobody changes a list with a form of another page")
    func forged() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let id = theatre.id("Big Buck Bunny")
            let form = WebHousehold.form("/list/\(id)/add", as: .signedIn("member"), [("csrf", "wrong")])
            try await house.surface.run(form.answers(403))
            try await house.surface.run(house.page("/films/\(id)").expecting(text: ["Put on your list"]))
        }
    }

    @Test(
        "lengths and places are said as people say them",
        arguments: [
            (0, "0 min", "0:00"), (59, "59 min", "0:59"), (60, "1 h", "1:00"), (125, "2 h 5 min", "2:05"),
            (3_725, "62 h 5 min", "1:02:05"),
        ])
    func clock(_ number: Int, _ length: String, _ place: String) {
        #expect(Clock.length(minutes: number) == length && Clock.place(number) == place)
    }

    @Test("tracks are called by their language and what is special about them")
    func tracks() {
        func label(_ language: String?, _ title: String? = nil, forced: Bool = false, sdh: Bool = false) -> String {
            SubtitleTrack(
                source: .stream(1), format: "srt", language: language.map { ($0, false) }, title: title,
                flags: (forced, sdh, false)
            ).label
        }
        #expect(label("en") == "English" && label("pt-BR") == "Portuguese (Brazil)")
        #expect(label(nil) == "Unknown language" && label("de", "Untertitel") == "Untertitel")
        #expect(label("fr", forced: true, sdh: true) == "French (forced, for the hard of hearing)")
    }
}
