import Domain
import Foundation
import TestKit
import Testing

@Suite("Journey: one memory")
struct OneMemoryTests {
    /// Yesterday's state: the first episode begun and not seen, the second one seen.
    private static func house(_ server: FakeMediaServer) async {
        let marsh = FakeServerItem(.series, 301, "Marsh Lane") { $0.library = 2 }
        let episodes = [(302, 1, "The Pond"), (303, 2, "The Cellar"), (304, 3, "The Attic")].map {
            number, place, name in
            FakeServerItem(.episode, number, name) { episode in
                episode.library = 2
                episode.series = 301
                (episode.season, episode.episode) = (1, place)
            }
        }
        await server.setItems([marsh] + episodes)
        let yesterday = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: -86_400))
        await server.change { server in
            server.plays[11] = [303: FakeMediaServer.Play(yesterday)]
        }
    }

    @Test(
        "what is watched on one device or server is watched on all, and taken back everywhere",
        .enabled(if: FilmFolder.canBeFilled))
    func story() async throws {
        let jellyfin = FakeMediaServer(.jellyfin)
        await Self.house(jellyfin)
        try await jellyfin.serve { address in
            let settings = [
                "KINOTHEK_MEDIA_QUIET_SECONDS": "0", "KINOTHEK_MEDIA_WATCH": "0",
                "KINOTHEK_MEDIA_SERVER_TYPE": "jellyfin", "KINOTHEK_MEDIA_SERVER_URL": address,
                "KINOTHEK_MEDIA_SERVER_API_KEY": FakeMediaServer.key,
            ]
            let sandbox = try Sandbox()
            defer { sandbox.remove() }
            try await LiveServer.with(sandbox, environment: settings) { server in
                _ = try await WebVisitor.setUp(server)
                try await fill(sandbox, settings)
                let linked = try await sandbox.run("user", "link", "anna@example.org", "ADA", environment: settings)
                try #require(linked.status == 0, "\(linked.errors)")
                let discovery = try await DiscoveryClient.with(sandbox, server)
                try await tell(phone: AndroidClient.signIn(at: server), discovery, jellyfin)
            }
        }
    }

    private func tell(phone: AndroidClient, _ discovery: DiscoveryClient, _ jellyfin: FakeMediaServer) async throws {
        let series = try #require(try await phone.get("library")["data"]?.list?.first?["series_id"]?.int)
        let episodes = try await phone.get("series_episodes?id=\(series)")["data"]?.list ?? []
        let ids = episodes.compactMap { $0["id"]?.int }
        try #require(ids.count == 3)
        func next() async throws -> String? {
            try await phone.get("series_details?id=\(series)")["series"]?["next_episode"]?["title"]?.text
        }
        try await phone.post("progress", "id=\(ids[0])&time=195")
        #expect(try await next() == "The Cellar")
        #expect(try await discovery.watchedEpisodes(of: series) == 1)

        // The media server knows nothing of the first episode, and of the second what happened yesterday.
        for job in ["sync-series", "full-sync-series-watch-history"] { try await discovery.run(job) }
        #expect(try await phone.get("details?id=\(ids[0])")["video"]?["watched"] == .bool(true))
        #expect(try await phone.get("details?id=\(ids[1])")["video"]?["watched"] == .bool(true))
        #expect(try await next() == "The Attic")
        #expect(try await discovery.watchedEpisodes(of: series) == 2)

        try await discovery.forget(ids[1])
        #expect(await jellyfin.plays[11]?[303]?.isPlayed != true)
        try await discovery.forget(ids[0])
        try await discovery.run("full-sync-series-watch-history")
        for id in ids { #expect(try await phone.get("details?id=\(id)")["video"]?["watched"] == .bool(false)) }
        #expect(try await next() == "The Pond")
        #expect(try await discovery.watchedEpisodes(of: series) == 0)
    }

    private func fill(_ sandbox: Sandbox, _ settings: [String: String]) async throws {
        let folder = try await FilmFolder(in: sandbox, seconds: 200)
        for (number, title) in [(1, "The Pond"), (2, "The Cellar"), (3, "The Attic")] {
            try await folder.add("Marsh Lane/Marsh Lane S01E0\(number)", NFO(kind: .episode, title: title))
        }
        try folder.describe("Marsh Lane/tvshow.nfo", NFO(kind: .series, title: "Marsh Lane"))
        _ = try await sandbox.scan([("Series", folder.root.path, "series")], environment: settings)
    }
}

extension DiscoveryClient {
    /// How many episodes its history and its statistics know, which say the same.
    fileprivate func watchedEpisodes(of series: Int) async throws -> Int {
        let me = try await me()
        let history = try await ask("GET", "/users/\(me)/series-watch-history")["history"]?.list ?? []
        let row = history.first { $0["series_id"] == .text(String(series)) }
        let total = try #require(try await ask("GET", "/users/\(me)/watch-stats")["totalEpisodes"]?.int)
        #expect(row?["episodes_watched"]?.int ?? 0 == total)
        return total
    }

    fileprivate func forget(_ episode: Int) async throws {
        _ = try await ask("DELETE", "/users/\(me())/watch-history/episodes/\(episode)")
    }
}
