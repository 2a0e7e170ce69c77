import Foundation
import Testing

@Suite("First start")
struct FirstStartTests {
    @Test("a new server prints a set-up link that makes the administrator once")
    func setUpLink() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let server = try await LiveServer.start(sandbox)
        let lines = server.running.outputText.split(separator: "\n")
        let link = try #require(lines.first { $0.contains("/setup?token=") })
        let path = try #require(link.range(of: "/setup")).lowerBound
        let token = try #require(link.split(separator: "=").last)

        let page = try await server.get(String(link[path...]))
        #expect(page.status == 200)
        #expect(page.text.contains("Make the account"))
        let form = "token=\(token)&email=anna%40example.org&password=long+enough+1&repeated=long+enough+1"
        let made = try await server.post("/setup", form)
        #expect(made.status == 200)
        #expect(made.text.contains("anna@example.org"))
        #expect(try await server.post("/setup", form).status == 404)

        _ = await server.stop()
        let users = try await sandbox.run("user", "list")
        #expect(users.output.contains("anna@example.org  admin"))
    }

    @Test("the administrator of the environment is made once and can pair a device")
    func environmentAdministrator() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let admin = ["KINOTHEK_ADMIN_EMAIL": "root@example.org", "KINOTHEK_ADMIN_PASSWORD": "long enough 1"]
        for _ in 1...2 {
            let server = try await LiveServer.start(sandbox, environment: admin)
            #expect(!server.running.outputText.contains("/setup?token="))
            #expect(await server.stop().status == 0)
        }
        #expect(try await sandbox.run("user", "list").output.split(separator: "\n").count == 1)

        let server = try await LiveServer.start(sandbox)
        let digits = try await sandbox.run("user", "pair", "root@example.org").output.trimmingCharacters(in: .newlines)
        #expect(digits.count == 8)
        let paired = try await server.post("/pairing-code/exchange", #"{"pairing_code":"\#(digits)"}"#)
        let key = try #require(paired.json["api_key"] as? String)
        #expect(paired.json["server_url"] as? String == server.address)
        #expect(try await server.get("/kodi/test", key: key).status == 200)
        _ = await server.stop()
    }

    @Test("with the model, the sample is searched by meaning", .enabled(if: Program.hasModel))
    func byMeaning() async throws {
        let sandbox = try Sandbox(model: Program.model)
        defer { sandbox.remove() }
        let key = try await sandbox.makeKey()
        #expect(try await sandbox.run("catalogue", "load", Program.sample).output.hasPrefix("270 added"))
        let server = try await LiveServer.start(sandbox)
        #expect(await Patience.until { (try? await server.search("Memento", key: key).first) == "tt0209144" })
        let twists = try await server.search("psychological thriller with mind bending plot twists", key: key)
        #expect(twists.count == 20)
        #expect(twists.prefix(5).contains("tt0209144"), "Memento is among the first: \(twists)")
        _ = await server.stop()
    }

    @Test("without a model the server says so and searches words")
    func wordsOnly() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let key = try await sandbox.makeKey()
        let load = try await sandbox.run("catalogue", "load", sandbox.films(20))
        #expect(load.output.hasPrefix("20 added"))
        #expect(load.errors.contains("Only words can be searched"))
        let server = try await LiveServer.start(sandbox)
        #expect(server.running.outputText.contains("Searching words only"))
        let found = try await server.search("lighthouse keeper", key: key)
        #expect(found.count == 20)
        _ = await server.stop()
    }
}
