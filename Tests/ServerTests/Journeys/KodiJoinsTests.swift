import Foundation
import TestKit
import Testing

@Suite("Journey: Kodi joins")
struct KodiJoinsTests {
    /// Films that nobody knows, and one that TMDB knows.
    private static let ids = (0..<1_499).map { "tt\(9_000_000 + $0)" } + ["tt0133093"]

    @Test("paired, uploaded in three chunks, enriched, found; and merged again hours later")
    func story() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let model = HeldModel(holdAfter: .max, ofTextsWith: "")
        try await FakeTMDB().serve { tmdb in
            try await model.serve { embeddings in
                let environment = [
                    "KINOTHEK_EMBEDDING_PROVIDER": "openai", "KINOTHEK_OPENAI_BASE_URL": embeddings,
                    "KINOTHEK_OPENAI_EMBEDDING_MODEL": "held", "KINOTHEK_TMDB_API_KEY": FakeTMDB.key,
                    "KINOTHEK_TMDB_BASE_URL": tmdb + "/3",
                    // The test looks more often than a Kodi does.
                    "KINOTHEK_RATE_SEARCH": "100000", "KINOTHEK_RATE_DETAIL": "100000",
                ]
                try await play(sandbox, environment)
            }
        }
    }

    private func play(_ sandbox: Sandbox, _ environment: [String: String]) async throws {
        _ = try await sandbox.makeKey()
        let film = sandbox.folder.appending(path: "lone.jsonl")
        try Data(#"{"title": "Not Owned", "imdb_id": "tt0000077", "overview": "A lighthouse goes dark."}"#.utf8)
            .write(to: film)
        try await sandbox.run("catalogue", "load", film.path, environment: environment)
        let server = try await LiveServer.start(sandbox, environment: environment)
        let kodi = KodiClient(server: server, key: try await pair(sandbox, server))
        #expect(try await server.search("lighthouse", key: kodi.key) == ["tt0000077"], "an empty collection")

        try await upload(with: kodi)
        let before = try await kodi.version()
        #expect(before.count == 1_500 && before.version == 1)
        #expect(await Patience.until { (try? await server.search("the matrix", key: kodi.key)) == ["tt0133093"] })
        #expect(try await server.search("lighthouse", key: kodi.key).contains("tt0000077") == false)
        #expect(await Patience.until { (try? await kodi.count("tmdb_errors")) == 1_499 })
        #expect(await Patience.until { (try? await kodi.count("completely_setup")) == 1 })

        let again = try await kodi.start("merge", count: 1_500)
        for (index, start) in stride(from: 0, to: 1_500, by: 500).enumerated() {
            try await kodi.chunk(again, index, Self.ids[start..<start + 500])
        }
        #expect(try await kodi.commit(again)["removed_count"] as? Int == 0)
        let after = try await kodi.version()
        #expect(after == before)
        #expect(await server.stop().status == 0)
    }

    private func pair(_ sandbox: Sandbox, _ server: LiveServer) async throws -> String {
        let digits = try await sandbox.run("user", "pair", "anna@example.org").output
            .trimmingCharacters(in: .newlines)
        let answer = try await server.post("/pairing-code/exchange", #"{"pairing_code": "\#(digits)"}"#)
        #expect(answer.status == 200, "\(answer.text)")
        return try #require(answer.json["api_key"] as? String)
    }

    /// Three chunks, of which the second comes twice, as after a lost answer.
    private func upload(with kodi: KodiClient) async throws {
        let upload = try await kodi.start("replace", count: 1_500)
        try await kodi.chunk(upload, 0, Self.ids[0..<500])
        let first = try await kodi.chunk(upload, 500, Self.ids[500..<1_000])
        let second = try await kodi.chunk(upload, 500, Self.ids[500..<1_000])
        #expect(first.status == 200 && first.text == second.text)
        try await kodi.chunk(upload, 1_000, Self.ids[1_000..<1_500])
        let done = try await kodi.commit(upload)
        #expect(done["user_movie_count"] as? Int == 1_500 && done["chunks_processed"] as? Int == 3)
    }

    @Test("killed around a commit, the collection is as before it or as after it", arguments: [0, 3, 10, 30, 100])
    func killedAroundACommit(milliseconds: Int) async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let key = try await sandbox.makeKey()
        let server = try await LiveServer.start(sandbox)
        let kodi = KodiClient(server: server, key: key)
        let first = try await kodi.start("replace", count: 10)
        try await kodi.chunk(first, 0, Self.ids[0..<10])
        _ = try await kodi.commit(first)
        let before = try await kodi.version()
        let second = try await kodi.start("replace", count: 1_000)
        try await kodi.chunk(second, 0, Self.ids[5..<1_005])
        async let answer = try? server.post("/library/batch/\(second)/commit", key: key, "")
        try await ContinuousClock().sleep(for: .milliseconds(milliseconds))
        server.running.killAtOnce()
        _ = await (answer, server.running.end())

        let restarted = try await LiveServer.start(sandbox)
        let survivor = KodiClient(server: restarted, key: key)
        let after = try await survivor.version()
        if after.version == before.version {
            #expect(after == before)
            #expect(try await survivor.commit(second)["user_movie_count"] as? Int == 1_000)
        } else {
            #expect(after.version == 2 && after.count == 1_000 && after.etag != before.etag)
        }
        #expect(try await survivor.commit(second)["removed_count"] as? Int == 5)
        #expect(try await survivor.version().version == 2)
        #expect(await restarted.stop().status == 0)
    }
}
