import Accounts
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Web: devices")
struct DevicesTests {
    @Test("the page lists the account's own devices with their last use, and nobody else's")
    func list() async throws {
        try await WebHousehold.with { house in
            let secret = try await house.keys.make(label: "Living room <TV>", for: house.people.member.id)
            _ = try await house.keys.make(label: "Not yours", for: house.people.guest.id)
            house.world.advance(seconds: 3 * 86_400)
            _ = try await house.keys.verify(secret)
            house.world.advance(seconds: 3 * 3_600)
            try await house.surface.run(
                Scenario("devices", .get, "/devices", as: .signedIn("member")).answers(200)
                    .expecting(
                        text: [
                            "Living room &lt;TV&gt;", "Last used <time", ">3 hours ago</time>", ">3 days ago</time>",
                            "Never used", "Firefox on Linux", "this one",
                        ], noText: ["Not yours", "Living room <TV>", secret]))
        }
    }

    @Test("a pairing code is shown once, in two groups of large digits, with its end")
    func code() async throws {
        try await WebHousehold.with { house in
            house.world.prepare([0, 1, 2, 3, 4, 5, 6, 7])
            let answer = try await house.post("/devices/code")
            #expect(answer.status == 200 && answer.header("Cache-Control") == "no-store")
            #expect(
                answer.text.contains("<span aria-hidden=\"true\">0123</span><span aria-hidden=\"true\">4567</span>"))
            #expect(answer.text.contains("0 1 2 3 4 5 6 7") && answer.text.contains("Good for 10 minutes, once"))
            let later = try await house.surface.send(TestRequest(.get, "/devices", as: .signedIn("member")))
            #expect(!later.text.contains("0123"))
            let paired = try await house.pairing.redeem("01234567", address: "192.0.2.1", device: "Kodi")
            guard case .paired(let user, _) = paired else {
                Issue.record("\(paired)")
                return
            }
            #expect(user.id == house.people.member.id)
            try await house.surface.run(
                Scenario("devices", .get, "/devices", as: .signedIn("member")).answers(200)
                    .expecting(text: ["Kodi", "connected <time"]))
        }
    }

    @Test("a device gets another name; too long a one is refused")
    func rename() async throws {
        try await WebHousehold.with { house in
            let key = try #require(try await house.keys.list(of: house.people.member.id).first)
            let path = "/devices/keys/\(key.id)/label"
            let answer = try await house.post(path, [("label", "Bedroom")])
            #expect(answer.status == 303 && answer.header("Location") == "/devices?done=renamed")
            #expect(try await house.keys.list(of: house.people.member.id).first?.label == "Bedroom")
            try await house.surface.run(
                Scenario("done", .get, "/devices?done=renamed", as: .signedIn("member")).answers(200)
                    .expecting(text: [#"role="status">The device has its new name."#, "Bedroom"]))
            let long = String(repeating: "x", count: AccountsLimits.keyLabelCharactersMax + 1)
            let refused = try await house.post(path, [("label", long)])
            #expect(refused.status == 400 && refused.text.contains("at most 100 characters"))
            #expect(try await house.keys.list(of: house.people.member.id).first?.label == "Bedroom")
        }
    }

    @Test("a disconnected device's key is dead, and the device is listed as gone")
    func revoke() async throws {
        try await WebHousehold.with { house in
            let secret = try await house.keys.make(label: "Old phone", for: house.people.member.id)
            let key = try #require(try await house.keys.list(of: house.people.member.id).first)
            let answer = try await house.post("/devices/keys/\(key.id)/revoke")
            #expect(answer.status == 303 && answer.header("Location") == "/devices?done=disconnected")
            #expect(try await house.keys.verify(secret) == .unknown)
            try await house.surface.run(
                Scenario("done", .get, "/devices?done=disconnected", as: .signedIn("member")).answers(200)
                    .expecting(
                        text: ["Disconnected before", "Old phone", "Its key does not work any more."],
                        noText: ["keys/\(key.id)/revoke"]))
        }
    }

    @Test("nobody changes what belongs to somebody else")
    func foreign() async throws {
        try await WebHousehold.with { house in
            let key = try #require(try await house.keys.list(of: house.people.guest.id).first)
            let session = try #require(try await house.sessions.list(of: house.people.guest.id).first)
            let renamed = try await house.post("/devices/keys/\(key.id)/label", [("label", "Mine")])
            #expect(renamed.status == 404)
            _ = try await house.post("/devices/keys/\(key.id)/revoke")
            _ = try await house.post("/devices/browsers/\(session.id)/end")
            #expect(try await house.keys.list(of: house.people.guest.id) == [key])
            #expect(try await house.sessions.list(of: house.people.guest.id).map(\.id) == [session.id])
        }
    }

    @Test("a browser is signed out from another one")
    func endBrowser() async throws {
        try await WebHousehold.with { house in
            let other = try await house.sessions.begin(for: house.people.member, device: "Safari/1 (iPhone)")
            let page = try await house.surface.send(TestRequest(.get, "/devices", as: .signedIn("member")))
            #expect(page.text.contains("Safari on iPhone"))
            let answer = try await house.post("/devices/browsers/\(other.session.id)/end")
            #expect(answer.status == 303 && answer.header("Location") == "/devices?done=ended")
            #expect(try await house.sessions.verify(other.token) == nil)
        }
    }

    @Test(
        "an address that names nothing is no page",
        arguments: [
            "/devices/keys/x/label", "/devices/keys/99999999999/revoke", "/devices/browsers/-/end",
            "/devices/keys/9999/label",
        ])
    func unknown(_ path: String) async throws {
        try await WebHousehold.with { house in
            let answer = try await house.post(path, [("label", "x")])
            #expect(answer.status == 404)
        }
    }

    @Test("nothing but the known notices is said", arguments: ["<b>", "owned", ""])
    func notices(_ done: String) async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(
                Scenario("done", .get, "/devices?done=\(done)", as: .signedIn("member")).answers(200)
                    .expecting(noText: ["notice good"]))
        }
    }
}
