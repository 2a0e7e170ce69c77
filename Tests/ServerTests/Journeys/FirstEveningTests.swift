import Foundation
import TestKit
import Testing

@Suite("Journey: first evening")
struct FirstEveningTests {
    private static let question = "a+quiet+film+about+grief+by+the+sea"
    private static let wanted: Set<String> = ["The Empty Boat", "Winter Harbour"]

    /// No description shares a word with the question, but for the smallest. One film has a name that tells nothing,
    /// and one has nothing but its name.
    private static let films: [(title: String, path: String, plot: String?)] = [
        (
            "The Empty Boat", "shelf/The Empty Boat (1987)/The Empty Boat (1987)",
            "After her husband drowns, a widow keeps to herself in the house above the shore and learns to mourn him."
        ),
        (
            "Vault of Glass", "shelf/Vault of Glass (1999)/Vault of Glass (1999)",
            "Five thieves plan to rob a casino in one night, and one of them has sold the plan."
        ),
        (
            "Winter Harbour", "attic/recording 14/recording 14",
            "In a house where hardly a word is spoken, a father and his daughter mourn the boy whom the ocean took."
        ),
        (
            "Red Orbit", "attic/Red Orbit (2011)/Red Orbit (2011)",
            "Astronauts on the way to Mars fight a mutiny aboard their failing ship."
        ),
        (
            "The Big Wedding Cake", "attic/The Big Wedding Cake (2004)/The Big Wedding Cake (2004)",
            "Two rival bakers fall in love while they ruin the loudest wedding in town."
        ),
        ("Night Shift", "attic/Night Shift (2015)/Night Shift (2015)", nil),
    ]

    /// Nobody listens where the outside would be.
    private static let settings = [
        "KINOTHEK_TMDB_BASE_URL": "http://127.0.0.1:9/3", "KINOTHEK_TMDB_IMAGE_BASE_URL": "http://127.0.0.1:9",
        "KINOTHEK_MEDIA_QUIET_SECONDS": "0", "KINOTHEK_MEDIA_WATCH": "0",
        // The test looks more often than a person searches.
        "KINOTHEK_RATE_SEARCH": "100000",
    ]

    @Test(
        "an empty folder becomes a household whose films are found by meaning and played, without a line outside",
        .enabled(if: Program.hasModel && FilmFolder.canBeFilled))
    func story() async throws {
        let sandbox = try Sandbox(model: Program.model)
        defer { sandbox.remove() }
        try await LiveServer.with(sandbox, environment: Self.settings) { server in
            let anna = try await WebVisitor.setUp(server)
            let films = try await fill(sandbox)
            let page = "/search?q=" + Self.question
            #expect(
                await Patience.until { Set((try? await anna.get(page).filmTitles)?.prefix(2) ?? []) == Self.wanted })

            let phone = try await AndroidClient.signIn(at: server)
            let hits = try await phone.get("search?query=" + Self.question)["data"]?.list ?? []
            #expect(Set(hits.prefix(2).compactMap { $0["title"]?.text }) == Self.wanted)
            let second = try #require(hits.dropFirst().first)
            let id = try #require(second["id"]?.int)
            let title = try #require(second["title"]?.text)
            let film = try #require(films[title])
            try await expectStream(try await phone.play(id), of: film, from: server)
            try await expectPlayer(of: id, film, for: anna)
        }
    }

    /// Makes the films and has them found; returns their bytes by title.
    private func fill(_ sandbox: Sandbox) async throws -> [String: Data] {
        let folder = try await FilmFolder(in: sandbox, seconds: 3)
        var films: [String: Data] = [:]
        for film in Self.films {
            let description = film.plot.map { NFO(kind: .film, title: film.title, plot: $0) }
            films[film.title] = try await folder.add(film.path, description)
        }
        let (shelf, attic) = (folder.root.appending(path: "shelf").path, folder.root.appending(path: "attic").path)
        let said = try await sandbox.scan(
            [("Films", shelf, "movies"), ("Attic", attic, "movies")], environment: Self.settings)
        #expect(said.hasPrefix("6 files, 6 new titles"), "\(said)")
        return films
    }

    /// The address alone is enough, as it has to be for players and for casting.
    private func expectStream(_ address: String, of film: Data, from server: LiveServer) async throws {
        let whole = try await server.exchange("GET", address)
        #expect(whole.status == 200 && whole.header("Content-Type") == "video/mp4")
        #expect(whole.body == film)
        let part = try await server.exchange("GET", address, headers: ["Range": "bytes=1000-1999"])
        #expect(part.status == 206 && part.header("Content-Range") == "bytes 1000-1999/\(film.count)")
        #expect(part.body == film[1000..<2000])
    }

    /// The page names the file for browsers that play by themselves.
    private func expectPlayer(of id: Int, _ film: Data, for anna: WebVisitor) async throws {
        let player = try await anna.get("/watch/\(id)")
        #expect(player.status == 200 && player.path == "/watch/\(id)")
        let address = try #require(player.between(#"preload="none" src=""#, "\""))
        let file = try await anna.get(address)
        #expect(file.status == 200 && file.body == film)
    }
}
