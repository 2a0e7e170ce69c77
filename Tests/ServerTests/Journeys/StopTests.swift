import Foundation
import Testing

@Suite("Stopping and starting")
struct StopTests {
    @Test("SIGTERM ends the server with 0, with a connection open")
    func terminates() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let server = try await LiveServer.start(sandbox)
        // The session keeps this connection open behind the answer.
        #expect(try await server.get("/healthz").status == 200)
        #expect(await server.stop().status == 0)
    }

    @Test("a second server on one SQLite file is refused and says why")
    func secondServer() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let server = try await LiveServer.start(sandbox)
        let second = try await sandbox.run("serve", "--port", "0")
        #expect(second.status == 1)
        #expect(second.errors.contains("another"))
        // Commands work beside the server.
        #expect(try await sandbox.run("user", "list").status == 0)
        #expect(await server.stop().status == 0)
    }

    @Test("usage errors end with 2 and failures with 1, each with what to do")
    func exitCodes() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        #expect(try await sandbox.run("frobnicate").status == 2)
        #expect(try await sandbox.run("--help").status == 0)
        let port = try await sandbox.run("serve", environment: ["KINOTHEK_SERVER_PORT": "99999"])
        #expect(port.status == 1)
        #expect(port.errors.contains("KINOTHEK_SERVER_PORT"))
        let level = try await sandbox.run("user", "list", environment: ["KINOTHEK_LOG_LEVEL": "loud"])
        #expect(level.status == 1)
        #expect(level.errors.contains("KINOTHEK_LOG_LEVEL"))
        let unknown = try await sandbox.run("user", "key", "nobody@example.org")
        #expect(unknown.status == 1)
        #expect(unknown.errors.contains("kinothek user list"))
    }

    @Test(
        "half an administrator and a bad proxy list are named",
        arguments: [
            (["KINOTHEK_ADMIN_EMAIL": "a@example.org"], "KINOTHEK_ADMIN_PASSWORD"),
            (["KINOTHEK_SERVER_TRUSTED_PROXIES": "10.0.0.0/8"], "KINOTHEK_SERVER_TRUSTED_PROXIES"),
        ])
    func badSettings(environment: [String: String], name: String) async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let ended = try await sandbox.run("serve", "--port", "0", environment: environment)
        #expect(ended.status == 1)
        #expect(ended.errors.contains(name))
    }

    @Test("a port in use is named, with what to do")
    func portInUse() async throws {
        let (first, second) = (try Sandbox(), try Sandbox())
        defer { first.remove() }
        defer { second.remove() }
        let server = try await LiveServer.start(first)
        let port = try #require(server.address.split(separator: ":").last)
        let ended = try await second.run("serve", "--port", String(port))
        #expect(ended.status == 1)
        #expect(ended.errors.contains("The port \(port) is in use"))
        _ = await server.stop()
    }

    @Test("nobody else can read the database, also in a folder that was there before")
    func privateFiles() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try FileManager.default.createDirectory(atPath: sandbox.data, withIntermediateDirectories: true)
        try await sandbox.run("user", "list")
        let attributes = try FileManager.default.attributesOfItem(atPath: sandbox.data + "/kinothek.sqlite")
        #expect((attributes[.posixPermissions] as? Int ?? 0o777) & 0o077 == 0)
    }

    @Test("a file that is no database is left alone and named")
    func foreignFile() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try FileManager.default.createDirectory(atPath: sandbox.data, withIntermediateDirectories: true)
        let path = sandbox.data + "/kinothek.sqlite"
        let content = Data("not a database, but somebody's diary".utf8)
        try content.write(to: URL(filePath: path))
        let ended = try await sandbox.run("user", "list")
        #expect(ended.status == 1)
        #expect(ended.errors.contains(path))
        #expect(try Data(contentsOf: URL(filePath: path)) == content)
    }
}
