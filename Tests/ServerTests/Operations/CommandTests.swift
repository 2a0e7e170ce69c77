import Foundation
import OpenAPI
import Server
import TestKit
import Testing

@Suite("Commands that tell what there is")
struct CommandTests {
    @Test("routes lists the table, and with --public what answers to anybody")
    func routes() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let all = try await sandbox.run("routes")
        #expect(all.status == 0)
        #expect(all.output.split(separator: "\n").map(String.init) == RouteTable.lines(publicOnly: false))
        let open = try await sandbox.run("routes", "--public").output
        #expect(open.split(separator: "\n").map(String.init) == RouteTable.lines(publicOnly: true))
    }

    @Test(
        "openapi prints the description of an API, that of Kodi's unless another is named",
        arguments: [
            ([], "/openapi.json"), (["kodi"], "/openapi.json"), (["playback"], "/openapi/playback.json"),
            (["discovery"], "/openapi/discovery.json"), (["import"], "/openapi/import.json"),
            (["curation"], "/openapi/curation.json"),
        ] as [([String], String)])
    func descriptions(_ surface: [String], _ path: String) async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let running = sandbox.process(["openapi"] + surface)
        try running.start()
        let ended = await running.end()
        #expect(ended.status == 0)
        let description = try JSONValue(parsing: ended.output)
        #expect(description["openapi"]?.text?.hasPrefix("3.1.") == true)
        #expect(description["paths"]?[path] != nil)
    }

    @Test("openapi of an API that there is not says which there are")
    func unknownDescription() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let ended = try await sandbox.run("openapi", "nonsense")
        #expect(ended.status != 0 && ended.output.isEmpty)
        #expect(ended.errors.contains("curation"), "\(ended.errors)")
    }

    @Test("user password gives an account another password, and the old one is worth nothing")
    func password() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        _ = try await sandbox.makeKey()
        let changed = ["KINOTHEK_NEW_PASSWORD": "another long password"]
        try await LiveServer.with(sandbox) { server in
            func signIn(_ password: String) async throws -> Int {
                try await server.exchange(
                    "POST", "/api/v1/auth/login", form: "username=anna%40example.org&password=\(password)"
                ).status
            }
            #expect(try await signIn("a+long+enough+password") == 200)
            let ended = try await sandbox.run("user", "password", "anna@example.org", environment: changed)
            #expect(ended.status == 0 && ended.output.isEmpty, "\(ended.errors)")
            #expect(try await signIn("a+long+enough+password") == 401)
            #expect(try await signIn("another+long+password") == 200)
        }
    }

    @Test("user password refuses a short password and an account that there is not")
    func refusedPassword() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        _ = try await sandbox.makeKey()
        let short = try await sandbox.run(
            "user", "password", "anna@example.org", environment: ["KINOTHEK_NEW_PASSWORD": "short"])
        #expect(short.status != 0 && !short.errors.isEmpty)
        let nobody = try await sandbox.run(
            "user", "password", "nobody@example.org", environment: ["KINOTHEK_NEW_PASSWORD": "long enough 1"])
        #expect(nobody.status != 0 && nobody.errors.contains("nobody@example.org"), "\(nobody.errors)")
    }
}
