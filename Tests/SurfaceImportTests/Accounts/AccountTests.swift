import Accounts
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Import: accounts")
struct AccountTests {
    private static func register(_ body: String) -> Scenario {
        Scenario(body, .post, "/api/v1/auth/register", json: body)
    }

    private static func login(_ form: String) -> Scenario {
        Scenario(form, .post, "/api/v1/auth/login").with(form: form)
    }

    private static func me(_ token: String) -> Scenario {
        Scenario("me", .get, "/api/v1/auth/me/", as: .authorization("Bearer " + token))
    }

    private static func token(of answer: TestAnswer) throws -> String {
        #expect(try answer.json["token_type"] == .text("bearer"))
        return try #require(try answer.json["access_token"]?.text)
    }

    @Test("whoever registers is signed in at once, and can sign in again in any spelling of the address")
    func register() async throws {
        try await ImportHousehold.with { house in
            let body = #"{"email": "Carla@Example.com", "password": "12345678"}"#
            let token = try Self.token(of: try await house.surface.run(Self.register(body).answers(201)))
            let profile = try await house.surface.run(Self.me(token).answers(200)).json
            let carla = try await house.accounts.user(email: "carla@example.com")
            let expected = """
                {"id": "\(carla.uuid)", "email": "carla@example.com", "auth_provider": "local",
                 "has_google_linked": false, "has_password": true, "created_at": "2026-01-02T22:13:20Z"}
                """
            #expect(profile == (try JSONValue(parsing: expected)), "\(profile.pretty)")
            #expect(carla.role == .user)
            let login = Self.login("username=CARLA%40example.com&password=12345678&grant_type=password&scope=")
            let again = try Self.token(of: try await house.surface.run(login.answers(200)))
            try await house.surface.run(Self.me(again).answers(200))
            try await house.surface.run(Self.register(body).fails(409, detail: "Email already registered"))
        }
    }

    @Test("the first account of a household is made as all others are")
    func firstAccount() async throws {
        try await ImportHousehold.empty { surface in
            let body = #"{"email": "carla@example.com", "password": "12345678"}"#
            try await surface.run(Self.register(body).answers(201))
        }
    }

    @Test(
        "strangers register only where that is open, and only the first one on this machine where nothing is said",
        arguments: [RegistrationPolicy.closed, .first])
    func closed(_ policy: RegistrationPolicy) async throws {
        let body = #"{"email": "carla@example.com", "password": "12345678"}"#
        let settings = ImportHousehold.Settings { $0.registration = policy }
        try await ImportHousehold.with(settings) { house in
            try await house.surface.run(
                Self.register(body).from(peer: "127.0.0.1").fails(403, detail: "Registration is disabled"))
        }
        try await ImportHousehold.empty(settings) { surface in
            try await surface.run(Self.register(body).fails(403, detail: "Registration is disabled"))
            let elsewhere = Self.register(body).from(peer: "127.0.0.1").with("Origin", "https://evil.example")
            try await surface.run(elsewhere.fails(403, detail: "Registration is disabled"))
            let here = Self.register(body).from(peer: "127.0.0.1")
            try await surface.run(policy == .first ? here.answers(201) : here.answers(403))
        }
    }

    @Test(
        "addresses and passwords that cannot be are named, before anything is said of the setting",
        arguments: [
            (#"{"email": "carla", "password": "12345678"}"#, ["value_error at body.email"]),
            (#"{"email": "carla@home", "password": "12345678"}"#, ["value_error at body.email"]),
            (
                #"{"email": "a@b@c.de", "password": "1234567"}"#,
                ["value_error at body.email", "string_too_short at body.password"]
            ),
            (#"{"email": 5, "password": null}"#, ["string_type at body.email", "string_type at body.password"]),
            (#"{}"#, ["missing at body.email", "missing at body.password"]),
        ])
    func validation(_ body: String, _ problems: [String]) async throws {
        try await ImportHousehold.with(ImportHousehold.Settings { $0.registration = .closed }) { house in
            let answer = try await house.surface.run(Self.register(body).answers(422))
            #expect(try answer.problems == problems)
        }
    }

    @Test("a password has eight code points at least and 1024 bytes at most")
    func passwordLength() async throws {
        try await ImportHousehold.with { house in
            let short = try await house.surface.run(
                Self.register(#"{"email": "c@example.com", "password": "1234567"}"#).answers(422)
            ).json
            let problem = try #require(short["detail"]?.list?.first)
            #expect(problem["ctx"]?["min_length"] == .int(8))
            #expect(problem["msg"] == .text("String should have at least 8 characters"))
            let long = String(repeating: "x", count: 1025)
            let answer = try await house.surface.run(
                Self.register(#"{"email": "c@example.com", "password": "\#(long)"}"#).answers(422))
            #expect(try answer.problems == ["string_too_long at body.password"])
            try await house.surface.run(
                Self.register(#"{"email": "c@example.com", "password": "\#(long.dropFirst())"}"#).answers(201))
        }
    }

    @Test("a wrong password, an unknown address and an account that is closed get the same answer")
    func wrongPassword() async throws {
        try await ImportHousehold.with { house in
            try await house.accounts.setActive(false, of: house.ben.id)
            let right = "password=a+good+password"
            for form in [
                "username=anna%40example.com&password=wrong", "username=nobody%40example.com&" + right,
                "username=ben%40example.com&" + right, "username=anna&" + right,
            ] {
                try await house.surface.run(
                    Self.login(form).fails(401, detail: "Invalid email or password")
                        .expecting("WWW-Authenticate", "Bearer"))
            }
        }
    }

    @Test("the form may come in parts, and what is missing is named")
    func forms() async throws {
        try await ImportHousehold.with { house in
            let parts = [("username", "anna@example.com"), ("password", ImportHousehold.password)].map { name, value in
                "--limit\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
            }
            let multipart = Scenario("parts", .post, "/api/v1/auth/login")
                .with(body: Array((parts.joined() + "--limit--\r\n").utf8))
                .with("Content-Type", "multipart/form-data; boundary=limit")
            try await house.surface.run(multipart.answers(200))
            for scenario in [
                Self.login(""), Self.login("username=&password="),
                Scenario("JSON", .post, "/api/v1/auth/login", json: #"{"username": "a", "password": "b"}"#),
            ] {
                let answer = try await house.surface.run(scenario.answers(422))
                #expect(try answer.problems == ["missing at body.username", "missing at body.password"])
            }
            let broken = multipart.with(body: Array("--limit\r\nnothing".utf8))
            try await house.surface.run(broken.fails(400, detail: "There was an error parsing the body"))
        }
    }

    @Test("after five wrong passwords the right one has to wait, too")
    func throttle() async throws {
        try await ImportHousehold.with { house in
            for _ in 0..<5 {
                try await house.surface.run(
                    Self.login("username=anna%40example.com&password=wrong").answers(401))
            }
            let right = Self.login("username=anna%40example.com&password=a+good+password")
            let answer = try await house.surface.run(
                right.fails(429, detail: "Too many attempts. Please try again later."))
            let seconds = try #require(answer.header("Retry-After").flatMap { Int($0) })
            house.world.advance(seconds: Double(seconds) + 1)
            try await house.surface.run(right.answers(200))
        }
    }

    @Test("a token is good for a day, and no longer than its owner's password")
    func expiry() async throws {
        try await ImportHousehold.with { house in
            let login = Self.login("username=anna%40example.com&password=a+good+password")
            let token = try Self.token(of: try await house.surface.run(login.answers(200)))
            house.world.advance(seconds: 86_399)
            try await house.surface.run(Self.me(token).answers(200))
            house.world.advance(seconds: 2)
            let invalid = Self.me(token).fails(401, detail: "Could not validate credentials")
                .expecting("WWW-Authenticate", "Bearer")
            try await house.surface.run(invalid)
            let fresh = try Self.token(of: try await house.surface.run(login.answers(200)))
            house.world.advance(seconds: 1)
            try await house.accounts.setPassword("another password", of: house.anna.id)
            try await house.surface.run(Self.me(fresh).fails(401, detail: "Could not validate credentials"))
        }
    }
}
