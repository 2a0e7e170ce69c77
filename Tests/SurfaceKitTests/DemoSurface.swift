import Accounts
import Domain
import HTTPTypes
import Hummingbird
import Storage
import SurfaceKit
import TestKit

/// A surface with a route of each kind, to try what all surfaces share.
struct DemoSurface: Sendable {
    struct Unforeseen: Error {}

    static let endpoints: [Endpoint<DemoSurface, DemoContext>] = [
        Endpoint(.get, "/demo/open", .open, DemoSurface.hello),
        Endpoint(.get, "/demo/things/:id", .key, DemoSurface.hello),
        Endpoint(.get, "/demo/numbers", .localOrAdmin, DemoSurface.hello),
        Endpoint(.post, "/demo/length", .open, DemoSurface.length),
        Endpoint(.get, "/demo/broken", .open, DemoSurface.broken),
        Endpoint(.get, "/demo/kept", .open, DemoSurface.kept),
        Endpoint(.get, "/demo/door", .visitor, DemoSurface.hello),
        Endpoint(.post, "/demo/door", .visitor, DemoSurface.word),
        Endpoint(.get, "/demo/room", .session, DemoSurface.hello),
        Endpoint(.post, "/demo/room", .session, DemoSurface.word),
        Endpoint(.get, "/demo/office", .sessionAdmin, DemoSurface.hello),
        Endpoint(.get, "/demo/limited", .session, rate: .detail, DemoSurface.hello),
    ]

    static let area = SurfaceArea(prefixes: ["demo"], routes: endpoints.map(\.route), envelope: DemoErrors())

    private func hello(_ request: Request, _ context: DemoContext) async throws -> Response {
        .text(try context.identity == nil ? "stranger" : context.user.email, type: "text/plain")
    }

    /// Reads a field of a body of at most 20 bytes.
    private func length(_ request: Request, _ context: DemoContext) async throws -> Response {
        struct Body: Decodable { let text: String }
        let body = try await request.jsonObject(Body.self, bytesMax: 20)
        return .text(body.map { String($0.text.count) } ?? "nothing", type: "text/plain")
    }

    /// Reads a field of a form, after the gate has read it.
    private func word(_ request: Request, _ context: DemoContext) async throws -> Response {
        .text(try await request.form().first("word") ?? "nothing", type: "text/plain")
    }

    private func broken(_ request: Request, _ context: DemoContext) async throws -> Response { throw Unforeseen() }

    private func kept(_ request: Request, _ context: DemoContext) async throws -> Response {
        var response = Response.text("kept", type: "text/plain")
        response.headers[.cacheControl] = "public, max-age=60"
        return response
    }

    /// Runs a test with three accounts: a user, an administrator and a disabled administrator.
    static func with(
        _ surroundings: TestSurface.Surroundings = .init(),
        _ body: @escaping @Sendable (TestSurface) async throws -> Void
    ) async throws {
        let world = TestWorld().world
        try await TestStores.with(.sqlite, world: world) { stores in
            let passwords = Passwords(cost: ScryptCost(rounds: 2, blockSize: 1, parallelism: 1), world: world)
            let accounts = Accounts(store: stores.stores.accounts, passwords: passwords, world: world)
            let keys = APIKeys(store: stores.stores.accounts, world: world)
            var secrets: [String: String] = [:]
            for (name, role) in [("member", Role.user), ("admin", .admin), ("disabled", .admin)] {
                let user = try await accounts.add(email: "\(name)@example.com", name: nil, role: role, password: nil)
                secrets[name] = try await keys.make(label: name, for: user.id)
                if name == "disabled" { try await accounts.setActive(false, of: user.id) }
            }
            let sessions = Sessions(store: stores.stores.sessions, world: world)
            for user in try await accounts.all() {
                let name = String(user.email.prefix { $0 != "@" })
                let token = try await sessions.begin(for: user, device: "test").token
                secrets["session of " + name] = token
                secrets["form of " + name] = try await sessions.verify(token)?.formToken
            }
            let gate = Gate(
                keys: keys,
                sessions: SessionAuthenticator(sessions: sessions, publicURL: "https://films.public.example"),
                windows: MemoryRateWindows(), limits: RateLimits(search: 1, detail: 1, test: 1), world: world)
            try await TestSurface.with(
                area, keys: secrets, in: surroundings,
                mount: { router in
                    router.group(context: DemoContext.self).add(middleware: SurfaceErrors(DemoErrors()))
                        .mount(endpoints, of: DemoSurface(), behind: gate)
                }, body)
        }
    }
}

struct DemoContext: SurfaceContext {
    var coreContext: CoreRequestContextStorage
    let caller: Caller
    let visit: Visit
    var identity: Identity?
    var session: SignedIn?

    init(context: RootContext) throws {
        coreContext = context.coreContext
        caller = context.caller
        visit = context.visit
    }
}

/// Words errors by their names.
struct DemoErrors: ErrorEnvelope {
    func response(to error: any Error, at path: String, requestID: String) -> Response {
        let status: HTTPResponse.Status =
            switch error as? SurfaceFailure {
            case .unauthorized, .signInNeeded: .unauthorized
            case .disabled, .forbidden, .forgedForm: .forbidden
            case .rateLimited: .tooManyRequests
            case .bodyTooLarge: .contentTooLarge
            case .bodyIncomplete, .badIdempotencyKey: .badRequest
            case .noRoute: .notFound
            case .methodNotAllowed: .methodNotAllowed
            case .unavailable: .serviceUnavailable
            case nil: .internalServerError
            }
        return .text("\(error)", type: "text/plain", status: status)
    }
}
