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
        let world = TestWorld().world
        try await TestStores.with(.sqlite, world: world) { stores in
            let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world)
            let accounts = Accounts(store: stores.stores.accounts, passwords: passwords, world: world)
            let link = SetupLink(accounts: accounts, secrets: stores.stores.secrets, world: world)
            let token = try await link.make() ?? ""
            let gate = Gate(
                keys: APIKeys(store: stores.stores.accounts, world: world), windows: MemoryRateWindows(),
                limits: RateLimits(search: 1, detail: 1, test: 1), world: world)
            let surface = WebSurface(setupLink: link)
            try await TestSurface.with(WebSurface.area, mount: { surface.mount(on: $0, behind: gate) }) { reached in
                try await body(SetupHouse(accounts: accounts, setupLink: link, surface: reached, token: token))
            }
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

    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return isPlain ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
