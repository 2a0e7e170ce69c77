import Activity
import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: the server's own films")
struct FilmsTests {
    /// The titles on posters, in order.
    private func titles(_ text: some StringProtocol) -> [String] {
        String(text).matches(of: /drawn-title">([^<]*)</).map { String($0.output.1) }
    }

    private func rail(_ id: String, _ answer: TestAnswer) -> String? {
        let parts = answer.text.components(separatedBy: #"<section class="rail" aria-labelledby=""# + id + "\"")
        return parts.count == 2 ? parts[1].components(separatedBy: "</section>").first : nil
    }

    @Test("the room has what is new, and everything from A to Z, with its years and numbers")
    func room() async throws {
        try await WebHousehold.withFilms { house, _ in
            let answer = try await house.surface.run(
                house.page("/films").expecting(
                    text: [
                        "<h1>Your films</h1>", "Everything from A to Z", "5 titles", "4 episodes", ">2008<",
                        #"action="/films""#, #"href="/films" aria-current="page""#,
                    ], noText: ["Your list", "Go on watching"]))
            let wall = answer.text.components(separatedBy: #"<ul class="wall">"#).last ?? ""
            #expect(
                titles(wall) == [
                    "Big Buck Bunny", "Night of the Living Dead", "A Quiet Stone", "Signal House", "Vanished",
                ])
            #expect(titles(rail("series", answer) ?? "") == ["Signal House"])
            #expect(try #require(rail("movies", answer)).contains("missing at the moment"))
        }
    }

    @Test(
        "a kind, a library or words leave some of them",
        arguments: [
            ("kind=series", ["Signal House"], "Only series"),
            ("q=living+dead", ["Night of the Living Dead"], "living dead"),
            ("q=static", ["Signal House"], "static"), ("library=2", ["Signal House"], "Series"),
            ("kind=movie&q=signal", [], "None of your own films fits that."),
            ("library=77", [], "There is nothing here."), ("page=9", [], "There is nothing here."),
            ("kind=episode&page=x&library=x", nil, "Everything from A to Z"),
        ] as [(String, [String]?, String)])
    func choices(_ query: String, _ wanted: [String]?, _ words: String) async throws {
        try await WebHousehold.withFilms { house, _ in
            let answer = try await house.surface.run(house.page("/films?" + query).expecting(text: [words]))
            if let wanted {
                #expect(titles(answer.text) == wanted)
                #expect(!answer.text.contains("New films"))
            }
        }
    }

    @Test("a choice is kept when another is made, and hostile words stay words")
    func links() {
        let choice = FilmsChoice(query: "a&b=\"<", library: MediaLibraryID(3), kind: .movie, page: 2)
        #expect(choice.address == "/films?q=a%26b%3D%22%3C&library=3&kind=movie&page=2")
        #expect(FilmsChoice().address == "/films" && FilmsChoice().isEverything && !choice.isEverything)
    }

    @Test("long walls come in pages")
    func pages() {
        let shell = SamplePages.shell("x", .films)
        func page(_ number: Int, of total: Int, query: String = "") -> FilmsPage {
            FilmsPage(
                shell: shell, choice: FilmsChoice(query: query, page: number), libraries: [], rails: [],
                wall: [Poster(SamplePages.title("x"))], total: total)
        }
        #expect(page(1, of: 60).next == nil && page(1, of: 60).previous == nil)
        #expect(page(1, of: 61).next == "/films?page=2" && page(2, of: 61).previous == "/films")
        #expect(page(2, of: 61).next == nil)
        #expect(page(1, of: 500, query: "x").next == nil)
    }

    @Test("before anything was found it says what to do")
    func empty() async throws {
        try await WebHousehold.withFilms({ $0.hasMedia = false }) { house, _ in
            try await house.surface.run(
                house.page("/films").expecting(text: ["There are no films of your own yet.", "kinothek library add"]))
            try await house.surface.run(house.page("/home").expecting(noText: ["New in the house"]))
        }
    }

    @Test(
        "a server without them has no such rooms",
        arguments: ["/films", "/films/1", "/profiles", "/watch/1", "/watch/1/hls/0/index.m3u8"])
    func none(_ path: String) async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(
                Scenario(path, .get, path, as: .signedIn("member")).answers(404))
            try await house.surface.run(house.page("/home").expecting(noText: [#"href="/films""#, "/profiles"]))
        }
    }

    @Test("the dashboard shows where to go on, and what is new in the house")
    func home() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let profile = try await theatre.profiles.standard(of: house.people.member.id)
            let bunny = TitleID(theatre.id("Big Buck Bunny"))
            let pilot = TitleID(theatre.id("Pilot"))
            for (id, position) in [(bunny, 300), (pilot, 200)] {
                let viewer = Viewer(profile: profile.id, certificateMax: nil, unratedAs: 4)
                let video = try #require(try await theatre.videos.videos([id], for: viewer).first)
                house.world.advance(seconds: 60)
                _ = try await theatre.watching.report(position: position, of: video, by: profile.id, device: nil)
            }
            let answer = try await house.surface.run(house.page("/home").expecting(text: ["New in the house"]))
            let row = try #require(rail("continue", answer))
            #expect(titles(row) == ["Signal House", "Big Buck Bunny"])
            for part in [
                #"href="/watch/\#(pilot)""#, "S1 E1 · Pilot", "go on at 5:00", #"<rect width="50""#,
                #"<rect width="33""#,
            ] { #expect(row.contains(part), "\(part)") }
            try await house.surface.run(
                house.page("/home", as: "guest").expecting(text: ["New in the house"], noText: ["Go on watching"]))
        }
    }

    @Test("a profile with a limit sees nothing above it, on any page")
    func limited() async throws {
        try await WebHousehold.withFilms { house, theatre in
            _ = try await house.post(
                "/profiles/add", [("name", "Kid"), ("pin", "4711"), ("limit", "PG"), ("plays_next", "on")])
            for path in ["/films", "/home", "/films?q=the", "/films?kind=movie"] {
                let answer = try await house.surface.run(
                    house.page(path).expecting(noText: ["Night of the Living Dead", "A Quiet Stone", "Signal House"]))
                if path != "/films?q=the" { #expect(answer.text.contains("Big Buck Bunny")) }
            }
            try await house.surface.run(
                Scenario("above", .get, "/films/\(theatre.id("Night of the Living Dead"))", as: .signedIn("member"))
                    .answers(303))
            try await house.surface.run(house.page("/films", as: "guest").expecting(text: ["Night of the Living Dead"]))
        }
    }
}
