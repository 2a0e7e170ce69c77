import Foundation
import TestKit
import Testing

@Suite("Journey: the archive")
struct ArchiveTests {
    /// Changes of a plan about all scenes: a studio, a performer and a tag for each that has a file, and two texts.
    private static let proposed = 39 * 3 + 2
    /// But for five that are rejected and a text that somebody wrote meanwhile.
    private static let written = proposed - 5 - 1
    private static let theirWords = "Rockets, and what the neighbours said."

    private static func settings(stash address: String) -> [String: String] {
        [
            "KINOTHEK_MEDIA_WATCH": "0", "KINOTHEK_STASH_URL": address, "KINOTHEK_STASH_API_KEY": FakeStash.key,
            // The test says when.
            "KINOTHEK_SYNC_INTERVAL_MINUTES": "0",
        ]
    }

    @Test("40 scenes are described better and as before again; their clips are played and never recommended")
    func story() async throws {
        let stash = FakeStash(EveningArchive.filled)
        await stash.change { $0.key = FakeStash.key }
        try await stash.serve { address in
            let settings = Self.settings(stash: address)
            let sandbox = try Sandbox()
            defer { sandbox.remove() }
            try await LiveServer.with(sandbox, environment: settings) { server in
                let anna = try await WebVisitor.setUp(server)
                let loaded = try await sandbox.run("catalogue", "load", sandbox.films(30), environment: settings)
                try #require(loaded.status == 0, "\(loaded.errors)")
                try await curate(CurationClient(server: server), stash)
                let phone = try await AndroidClient.signIn(at: server)
                let clip = try await play(phone, stash, at: address)
                try await expectNothing(of: clip, for: anna, DiscoveryClient.with(sandbox, server))
                #expect(!server.running.errorText.contains(FakeStash.key))
            }
        }
    }
}

extension ArchiveTests {
    /// Makes a plan, decides, applies it and takes it back.
    private func curate(_ client: CurationClient, _ stash: FakeStash) async throws {
        try await client.finish("/sync/all")
        #expect(try await client.ask("GET", "/scenes/")["total"] == .int(40))

        let analysed = try await client.finish(
            "/analysis/generate", #"{"filters": {}, "options": {"use_ai": false}}"#)
        let summary = #"{"performers_to_add": 39, "tags_to_add": 39, "studios_to_set": 39, "details_to_update": 2}"#
        #expect(try analysed["summary"] == JSONValue(parsing: summary))
        let plan = try #require(analysed["plan_id"]?.int)
        try await rejectFive(of: plan, client)
        await stash.edit { $0.edit(scene: 8) { $0.details = Self.theirWords } }
        let before = await EveningArchive.Content(stash.archive)

        let applied = try await client.ask("POST", "/analysis/plans/\(plan)/apply?background=false")
        #expect(applied["changes_applied"] == .int(Self.written) && applied["scenes_updated"] == .int(39))
        let problems = applied["errors"]?.list ?? []
        #expect(problems.map { $0["scene_id"]?.text } == ["8"] && problems.map { $0["field"]?.text } == ["details"])
        #expect(problems.first?["error"]?.text?.hasPrefix("conflict: ") == true)
        await expectWritten(stash)
        #expect(try await client.ask("GET", "/scenes/7")["studio"]?["name"] == .text("Pier Pictures"))

        let undone = try await client.ask("POST", "/analysis/plans/\(plan)/undo?background=false")
        #expect(undone["changes_undone"] == .int(Self.written) && undone["errors"] == .list([]))
        let after = await EveningArchive.Content(stash.archive)
        #expect(after == before)
        #expect(try await client.ask("GET", "/scenes/7")["studio"] == .null)
    }

    /// No fireworks on the first five evenings.
    private func rejectFive(of plan: Int, _ client: CurationClient) async throws {
        let scenes = try await client.ask("GET", "/analysis/plans/\(plan)")["scenes"]?.list ?? []
        #expect(scenes.count == 39)
        #expect(scenes.flatMap { $0["changes"]?.list ?? [] }.count == Self.proposed)
        let wanted: Set<String> = ["1", "2", "3", "4", "5"]
        let tags = scenes.filter { wanted.contains($0["scene_id"]?.text ?? "") }
            .flatMap { $0["changes"]?.list ?? [] }.filter { $0["field"] == .text("tags") }
        try #require(tags.count == 5)
        for change in tags {
            let id = try #require(change["id"]?.int)
            try await client.ask("PATCH", "/analysis/changes/\(id)/status", #"{"rejected": true}"#)
        }
    }

    private func expectWritten(_ stash: FakeStash) async {
        for scene in await stash.archive.scenes.dropLast() {
            #expect(scene.studio == 1 && scene.performers == [scene.id.isMultiple(of: 2) ? 2 : 1], "\(scene)")
            #expect(scene.tags.contains(1) == (scene.id > 5), "\(scene)")
        }
        let texts = await stash.archive.scenes.compactMap(\.details)
        #expect(texts == ["Rockets & bangers", Self.theirWords])
    }
}

extension ArchiveTests {
    /// Finds a clip in its library, plays it and stops in the middle, and sees another one to its end; returns the id
    /// of the first.
    private func play(_ phone: AndroidClient, _ stash: FakeStash, at address: String) async throws -> Int {
        let libraries = try await phone.get("get_libraries")["data"]?.list ?? []
        let library = try #require(libraries.first { $0["name"] == .text("Archive") })
        #expect(library["count"] == .int(39) && libraries.first?["count"] == .int(0))
        let page = try await phone.get("library?lib_id=\(try #require(library["id"]?.int))")
        #expect(page["total"] == .int(39))
        #expect(page["data"].titles.allSatisfy { $0.hasPrefix(EveningArchive.word) })
        #expect(try await phone.get("library")["total"] == .int(0))

        let found = try await phone.get("search?query=Evening+7")["data"]?.list ?? []
        #expect(found.first?["title"] == .text("Evening 7"))
        let id = try #require(found.first?["id"]?.int)
        let details = try #require(try await phone.get("details?id=\(id)")["video"])
        #expect(details["available"] == .bool(true) && details["total_duration"] == .int(600))
        let poster = try await phone.fetch(try #require(details["poster_url"]?.text))
        #expect(poster.status == 200 && poster.header("Content-Type") == "image/jpeg")
        try await expectStream(try await phone.play(id), phone.server, stash, at: address)

        try await phone.post("progress", "id=\(id)&time=300")
        #expect(try await phone.get("details?id=\(id)")["video"]?["resume_time"] == .int(300))
        #expect(try await phone.get("dashboard")["continue_watching"].titles == ["Evening 7"])
        let other = try #require(try await phone.get("search?query=Evening+12")["data"]?.list?.first?["id"]?.int)
        try await phone.post("progress", "id=\(other)&time=595")
        #expect(try await phone.get("details?id=\(other)")["video"]?["watched"] == .bool(true))
        return id
    }

    /// The address alone is enough; Stash's own and its key stay where they are.
    private func expectStream(
        _ stream: String, _ server: LiveServer, _ stash: FakeStash, at address: String
    ) async throws {
        #expect(!stream.contains(FakeStash.key) && !stream.hasPrefix(address))
        let whole = try await server.exchange("GET", stream)
        #expect(whole.status == 200 && whole.header("Content-Type") == "video/mp4")
        #expect(whole.body == Data(EveningArchive.bytes))
        let part = try await server.exchange("GET", stream, headers: ["Range": "bytes=4-8"])
        #expect(part.status == 206 && part.header("Content-Range") == "bytes 4-8/\(EveningArchive.bytes.count)")
        #expect(part.text == "bytes")
        let seen = await stash.seen.last
        #expect(seen?.path == "/scene/7/stream" && seen?.headers["apikey"] == FakeStash.key)

        await stash.answerAlways(Reply(503, "out of order"))
        let down = try await server.exchange("GET", stream)
        #expect(down.status == 410 && down.text.contains("file_unavailable") && !down.text.contains("out of order"))
        await stash.answerAlways(nil)
    }
}

extension ArchiveTests {
    /// Neither films nor opinions are made of what was played.
    private func expectNothing(of clip: Int, for anna: WebVisitor, _ discovery: DiscoveryClient) async throws {
        let films = try await discovery.films()
        #expect(films.count == 30 && !films.keys.contains { $0.hasPrefix(EveningArchive.word) })
        for number in 1...5 { try await discovery.rate(try #require(films["Film number \(number)"]), 9) }
        try await discovery.run("generate-movie-recommendations")
        let me = try await discovery.me()
        let lists = [
            "/recommendations/\(me)", "/recommendations/\(me)/series", "/users/\(me)/taste-profile",
            "/top-picks/movies", "/top-picks/series", "/movies?pageSize=100", "/series?pageSize=100",
            "/users/\(me)/watch-history", "/users/\(me)/series-watch-history", "/users/\(me)/watch-stats", "/ratings",
        ]
        for list in lists {
            let answer = try await discovery.server.get("/api" + list, key: discovery.key)
            #expect(answer.status == 200 && !answer.text.contains(EveningArchive.word), "\(list): \(answer.text)")
        }
        #expect(try await discovery.ask("GET", "/users/\(me)/watch-stats")["totalMovies"] == .int(0))
        #expect(try await discovery.server.get("/api/movies/\(clip)", key: discovery.key).status == 404)
        let found = try await anna.get("/search?q=evening").filmTitles
        #expect(!found.contains { $0.hasPrefix(EveningArchive.word) })
    }
}
