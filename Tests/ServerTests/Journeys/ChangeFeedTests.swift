import Foundation
import TestKit
import Testing

@Suite("A running server follows the command line")
struct ChangeFeedTests {
    @Test("films that another process loads are found without a restart")
    func newFilms() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let key = try await sandbox.makeKey()
        let server = try await LiveServer.start(sandbox)
        #expect(try await server.search("lighthouse", key: key) == [])
        let film = sandbox.folder.appending(path: "one.jsonl")
        try Data(#"{"title": "The Beam", "imdb_id": "tt7654321", "overview": "A lighthouse goes dark."}"#.utf8)
            .write(to: film)
        #expect(try await sandbox.run("catalogue", "load", film.path).status == 0)
        #expect(await Patience.until { (try? await server.search("lighthouse", key: key)) == ["tt7654321"] })

        // A key that is revoked elsewhere is dead here as soon as that is heard of, and so is a disabled account.
        #expect(try await sandbox.run("user", "set", "anna@example.org", "--disable-account").status == 0)
        #expect(await Patience.until { (try? await server.get("/kodi/test", key: key))?.status == 403 })
        #expect(try await sandbox.run("user", "set", "anna@example.org", "--enable-account").status == 0)
        #expect(try await sandbox.run("user", "revoke", "anna@example.org", "1").status == 0)
        #expect(await Patience.until { (try? await server.get("/kodi/test", key: key))?.status == 401 })
        _ = await server.stop()
    }

    @Test("bad lines are named by number and skipped", arguments: [false, true])
    func badLines(isCompressed: Bool) async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let path = sandbox.folder.appending(path: "mixed.jsonl").path
        let text = """
            {"title": "One", "imdb_id": "tt1000001"}
            {"title": "Two", "imdb_id":
            [1, 2]
            {"title": "Three", "imdb_id": "tt1000003"}

            """
        let bytes = isCompressed ? Gzip.packed(text) : Array(text.utf8)
        try Data(bytes).write(to: URL(filePath: path))
        let load = try await sandbox.run("catalogue", "load", path)
        #expect(load.output.hasPrefix("2 added, 0 changed, 0 unchanged, 2 skipped"))
        #expect(load.errors.contains("line 2"))
        #expect(load.errors.contains("line 3"))
    }
}
