import Foundation
import FoundationNetworking
import TestKit
import Testing

@Suite("Signing in elsewhere, in the running program")
struct ExternalSignInTests {
    private static let password = ["KINOTHEK_NEW_PASSWORD": "a long enough password"]

    /// Asks as a browser does: with a memory for cookies, following wherever it is sent.
    private static func visit(_ address: String) async throws -> (status: Int, text: String, url: String) {
        let session = URLSession(configuration: .ephemeral)
        defer { session.finishTasksAndInvalidate() }
        let (data, response) = try await session.data(from: try #require(URL(string: address)))
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        return (status, String(decoding: data, as: UTF8.self), response.url?.path ?? "")
    }

    @Test("settings open the door: there, back, and into the account with the verified address")
    func roundTrip() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        try await sandbox.run("user", "add", "anna@example.org", "--name", "Anna", environment: Self.password)
        try await FakeOpenID.with { provider in
            let server = try await LiveServer.start(
                sandbox,
                environment: [
                    "KINOTHEK_OIDC_ISSUER": provider.address, "KINOTHEK_OIDC_CLIENT_ID": "films",
                    "KINOTHEK_OIDC_CLIENT_SECRET": "secret", "KINOTHEK_OIDC_ROLE_CLAIM": "roles",
                    "KINOTHEK_OIDC_NAME": "the house",
                ])
            let page = try await Self.visit(server.address + "/")
            #expect(page.text.contains("Sign in with the house") || page.text.contains("Kinothek is running"))
            provider.change { $0.visitor = ["email": "anna@example.org", "roles": ["admin"]] }
            let home = try await Self.visit(server.address + "/signin/openid?next=/home")
            #expect(home.status == 200 && home.url == "/home")
            #expect(home.text.contains("Good to see you, Anna"))
            provider.change { $0.visitor = ["sub": "auth0|8", "email": "eve@example.org"] }
            let stranger = try await Self.visit(server.address + "/signin/openid")
            #expect(stranger.status == 403 && stranger.text.contains("There is no account for eve@example.org here."))
            _ = await server.stop()
        }
        #expect(try await sandbox.run("user", "list").output.contains("anna@example.org  admin"))
    }

    @Test("half a provider ends the start with a message that names the setting")
    func halfSet() async throws {
        let sandbox = try Sandbox()
        defer { sandbox.remove() }
        let ended = try await sandbox.run(
            "serve", "--port", "0", environment: ["KINOTHEK_OIDC_ISSUER": "https://id.example"])
        #expect(ended.status == 2 || ended.status == 1)
        #expect(ended.errors.contains("KINOTHEK_OIDC_CLIENT_ID"))
    }
}
