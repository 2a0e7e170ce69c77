import Accounts
import Domain
import HTTPTypes
import Storage
import SurfaceKit
import SurfaceWeb
import TestKit

/// A server that nobody has set up yet, with its pages.
struct SetupHouse: Sendable {
    let accounts: Accounts
    let setupLink: SetupLink
    let surface: TestSurface
    /// The token of the link that the server prints.
    let token: String

    static func with(_ body: @escaping @Sendable (SetupHouse) async throws -> Void) async throws {
        let world = TestWorld()
        try await TestStores.with(.sqlite, world: world.world) { stores in
            let parts = try await KodiHousehold.Parts(KodiHousehold.Settings { $0.films = [] }, stores, world)
            let link = SetupLink(accounts: parts.accounts, secrets: stores.stores.secrets, world: world.world)
            let token = try await link.make() ?? ""
            let bench = WebBench(WebHousehold.Settings(), parts, stores.stores, world.world)
            let surface = WebSurface(bench.features)
            try await TestSurface.with(WebSurface.area, mount: { surface.mount(on: $0, behind: bench.gate) }) {
                reached in
                try await body(
                    SetupHouse(accounts: parts.accounts, setupLink: link, surface: reached, token: token))
            }
            await parts.words.close()
        }
    }

    /// The form as a browser sends it.
    func submit(
        token: String? = nil, email: String = "admin@example.com", password: String = "correct horse",
        repeated: String? = nil
    ) async throws -> TestAnswer {
        let fields = [
            ("token", token ?? self.token), ("email", email), ("password", password),
            ("repeated", repeated ?? password),
        ]
        let body = fields.map { "\($0)=\(Self.encoded($1))" }.joined(separator: "&")
        return try await surface.send(
            Scenario("set up", .post, "/setup").with("Content-Type", "application/x-www-form-urlencoded")
                .with(body: Array(body.utf8)).request)
    }

    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
