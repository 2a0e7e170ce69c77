import Accounts
import Domain
import Foundation
import HTTPTypes
import SurfaceKit
import TestKit
import Testing

@Suite("Web: set-up")
struct SetupTests {
    @Test("the link shows a form that carries its token on")
    func form() async throws {
        try await SetupHouse.with { house in
            let answer = try await house.surface.run(
                Scenario("form", .get, "/setup?token=\(house.token)").answers(200)
                    .expecting("Content-Type", "text/html; charset=utf-8")
                    .expecting(
                        text: [
                            "<h1>Set up your server</h1>", #"action="/setup""#, #"name="repeated""#,
                            "At least 8 characters",
                            #"value="\#(house.token)""#,
                        ], noText: [#"role="alert""#]))
            #expect(answer.text.components(separatedBy: #"type="password""#).count == 3)
        }
    }

    @Test("a page without the token says nothing about it")
    func noToken() async throws {
        try await SetupHouse.with { house in
            let answer = try await house.surface.run(Scenario("form", .get, "/setup").answers(200))
            #expect(!answer.text.contains(house.token))
        }
    }

    @Test("the form makes an administrator who can sign in")
    func success() async throws {
        try await SetupHouse.with { house in
            let answer = try await house.submit(email: "  Admin@Example.com ")
            #expect(answer.status == 200 && answer.text.contains("Your server is ready"))
            #expect(answer.text.contains("admin@example.com"))
            #expect(!answer.text.contains("correct horse") && !answer.text.contains(house.token))
            let users = try await house.accounts.all()
            #expect(users.map(\.role) == [.admin] && users.map(\.email) == ["admin@example.com"])
            let signedIn = try await house.accounts.signIn(email: "admin@example.com", password: "correct horse")
            #expect(signedIn == users.first)
        }
    }

    @Test("afterwards the link is dead, for the form and for submitting it")
    func deadLink() async throws {
        try await SetupHouse.with { house in
            _ = try await house.submit()
            try await house.surface.run(
                Scenario("form", .get, "/setup?token=\(house.token)").answers(404)
                    .expecting(text: ["set up already"], noText: ["<form"]))
            let again = try await house.submit(email: "second@example.com")
            #expect(again.status == 404 && again.text.contains("set up already"))
            #expect(try await house.accounts.all().count == 1)
        }
    }

    @Test("a wrong token makes nothing", arguments: ["", "0", String(repeating: "0", count: 64), "TOKEN+", "<script>"])
    func wrongToken(_ token: String) async throws {
        try await SetupHouse.with { house in
            let token = token == "TOKEN+" ? house.token + "0" : token
            let answer = try await house.submit(token: token)
            #expect(answer.status == 403 && answer.text.contains("This link does not work"))
            #expect(!answer.text.contains(house.token))
            #expect(try await house.accounts.isEmpty())
        }
    }

    @Test(
        "a wrong token is told before what else is wrong",
        arguments: [
            ("nonsense", "correct horse"), ("a@b", "short"),
        ])
    func wrongTokenFirst(_ email: String, _ password: String) async throws {
        try await SetupHouse.with { house in
            let answer = try await house.submit(token: "wrong", email: email, password: password)
            #expect(answer.status == 403)
        }
    }

    @Test(
        "what is wrong with the form is said, the address stays, the passwords go",
        arguments: [
            ("admin@example.com", "correct horse", "correct hose", "The two passwords are not the same."),
            ("admin@example.com", "short77", "short77", "The password needs at least 8 characters."),
            ("admin@example.com", "", "", "The password needs at least 8 characters."),
            ("nobody", "correct horse", "correct horse", "That is not an e-mail address."),
            ("", "correct horse", "correct horse", "That is not an e-mail address."),
            ("a@b@c", "correct horse", "correct horse", "That is not an e-mail address."),
        ])
    func problems(_ email: String, _ password: String, _ repeated: String, _ problem: String) async throws {
        try await SetupHouse.with { house in
            let answer = try await house.submit(email: email, password: password, repeated: repeated)
            #expect(answer.status == 400)
            #expect(answer.text.contains(#"role="alert">"# + problem))
            #expect(answer.text.contains(#"name="email" value="\#(email)""#))
            #expect(answer.text.contains(#"name="token" value="\#(house.token)""#))
            #expect(password.isEmpty || !answer.text.contains(password))
            #expect(try await house.accounts.isEmpty())
            #expect(try await house.submit().status == 200)
        }
    }

    @Test("a password of more than 1,024 bytes is too long")
    func longPassword() async throws {
        try await SetupHouse.with { house in
            let answer = try await house.submit(password: String(repeating: "x", count: 1_025))
            #expect(answer.status == 400 && answer.text.contains("at most 1024 characters"))
            #expect(try await house.submit(password: String(repeating: "x", count: 1_024)).status == 200)
        }
    }

    @Test("of two who submit at the same moment one becomes the administrator")
    func race() async throws {
        try await SetupHouse.with { house in
            async let first = house.submit(email: "first@example.com")
            async let second = house.submit(email: "second@example.com")
            let statuses = try await [first.status, second.status]
            #expect(statuses.filter { $0 == 200 }.count == 1)
            #expect(try await house.accounts.all().count == 1)
        }
    }

    @Test("a form that is too long, or no form at all, makes nothing")
    func oddBodies() async throws {
        try await SetupHouse.with { house in
            let long = try await house.submit(password: String(repeating: "x", count: SurfaceKitLimits.formBytesMax))
            #expect(long.status == 413 && long.text.contains("too much text"))
            try await house.surface.run(
                Scenario("JSON", .post, "/setup", json: #"{"token": "x", "email": "a@b"}"#).answers(403))
            #expect(try await house.accounts.isEmpty())
        }
    }
}
