import Foundation
import TestKit
import Testing

@Suite("Journey: tonight for all of us")
struct TonightTests {
    private struct Film {
        let title: String
        let genre: String
        let minutes: Int
        let certificate: String?
    }

    private static let films: [Film] = [
        Film(title: "Paper Kites", genre: "Animation", minutes: 90, certificate: "PG"),
        Film(title: "Kite Season", genre: "Animation", minutes: 95, certificate: "U"),
        Film(title: "Last Kite", genre: "Animation", minutes: 100, certificate: "PG"),
        Film(title: "Endless Kites", genre: "Animation", minutes: 180, certificate: "U"),
        Film(title: "Quiet Harbour", genre: "Drama", minutes: 105, certificate: "PG"),
        Film(title: "Harbour Nights", genre: "Drama", minutes: 110, certificate: "U"),
        Film(title: "Grim Harbour", genre: "Drama", minutes: 100, certificate: "18"),
        Film(title: "Bone Harvest", genre: "Horror", minutes: 88, certificate: "18"),
        Film(title: "Unrated Thing", genre: "Drama", minutes: 90, certificate: nil),
        Film(title: "Tall Ships", genre: "Adventure", minutes: 99, certificate: "U"),
    ]

    private static let settings = ["KINOTHEK_MEDIA_QUIET_SECONDS": "0", "KINOTHEK_MEDIA_WATCH": "0"]

    @Test(
        "three people with 110 minutes get what none has seen and all may see, with a bar for each",
        .enabled(if: FilmFolder.canBeFilled))
    func story() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await LiveServer.with(sandbox, environment: Self.settings) { server in
            _ = try await WebVisitor.setUp(server)
            try await fill(sandbox)
            let discovery = try await DiscoveryClient.with(sandbox, server)
            let ids = try await discovery.films()
            func id(_ title: String) throws -> String { try #require(ids[title], "there is no \(title)") }

            let phone = try await AndroidClient.signIn(at: server)
            let anna = try #require(try await phone.get("session")["active_profile"]?["id"]?.int)
            try await watch(phone, [id("Quiet Harbour"), id("Grim Harbour")])
            let ben = try await phone.addProfile("name=Ben")
            try await watch(phone, [id("Tall Ships")])
            let kim = try await phone.addProfile("name=Kim&pin=1234&max_content_rating=PG")
            try await watch(phone, [id("Paper Kites")])

            let wish = #"{"profileIds": ["\#(anna)", "\#(ben)", "\#(kim)"], "minutes": 110}"#
            let evening = try await discovery.ask("POST", "/recommendations/together", wish)
            let movies = evening["movies"]?.list ?? []
            #expect(Set(movies.compactMap { $0["title"]?.text }) == ["Kite Season", "Last Kite", "Harbour Nights"])
            #expect(movies.allSatisfy { $0["scores"]?.list?.count == 3 })
            #expect(evening["members"]?.list?.compactMap { $0["name"]?.text } == ["anna", "Ben", "Kim"])
            #expect(evening["rule"]?.text?.isEmpty == false)
        }
    }

    private func watch(_ phone: AndroidClient, _ films: [String]) async throws {
        for film in films { try await phone.post("progress", "id=\(film)&time=195") }
    }

    /// The files are shorter than the films that they stand for.
    private func fill(_ sandbox: Sandbox) async throws {
        let folder = try await FilmFolder(in: sandbox, seconds: 200)
        for film in Self.films {
            try await folder.add(
                film.title,
                NFO(
                    kind: .film, title: film.title, plot: "A story of \(film.genre.lowercased()).",
                    certificate: film.certificate, genre: film.genre, minutes: film.minutes))
        }
        let said = try await sandbox.scan([("Films", folder.root.path, "movies")], environment: Self.settings)
        #expect(said.hasPrefix("\(Self.films.count) files"), "\(said)")
    }
}
