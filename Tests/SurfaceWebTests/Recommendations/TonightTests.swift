import Activity
import Basics
import Domain
import Foundation
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: tonight for all of us")
struct TonightTests {
    /// The account's first profile and Clara's.
    private func pair(_ house: WebHousehold, pin: String = "") async throws -> (first: ProfileID, clara: ProfileID) {
        let first = try await house.profiles.standard(of: house.people.member.id).id
        let clara = try await house.watch(as: "Clara", pin: pin, limit: "")
        _ = try await house.post("/profiles/select", [("profile", "\(first)")])
        return (first, clara)
    }

    private func page(_ path: String, _ status: Int) -> Scenario {
        Scenario(path, .get, path, as: .signedIn("member")).answers(status)
    }

    @Test("first it asks who watches, with whoever watches now")
    func question() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let (first, clara) = try await pair(house, pin: "4711")
            try await house.surface.run(
                house.page("/tonight").expecting(
                    text: [
                        "<h1>Tonight for all of you</h1>", #"name="profile" value="\#(first)" checked>"#,
                        #"name="profile" value="\#(clara)"> <span>Clara"#, "with a PIN", "Minutes at most",
                    ], noText: [#"role="alert""#, #"class="pick""#]))
        }
    }

    @Test("whoever is alone is told how others come in")
    func alone() async throws {
        try await WebHousehold.withFilms { house, theatre in
            try await house.surface.run(
                house.page("/tonight").expecting(
                    text: ["There is nobody to choose with yet.", #"href="/profiles""#], noText: ["Find a film"]))
        }
    }

    @Test("films that nobody has seen, with a bar for each and the rule")
    func list() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let (first, clara) = try await pair(house)
            try await house.watch("The Godfather", by: house.people.member)
            let answer = try await house.surface.run(
                house.page("/tonight?profile=\(first)&profile=\(clara)&minutes=").expecting(
                    text: [
                        "the best for all of you first", "Nobody has seen it", "<dt>Clara</dt>", "<dt>user</dt>",
                        #"name="profile" value="\#(clara)" checked>"#,
                    ], noText: ["The Godfather<", "style=", "http://"]))
            let rows = answer.text.components(separatedBy: #"<li class="pick">"#).dropFirst()
            #expect(!rows.isEmpty && rows.count <= 12)
            for row in rows { #expect(row.components(separatedBy: "<dt>").count == 3) }
        }
    }

    @Test("nothing is longer than the evening, and an evening too short is told")
    func minutes() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let (first, clara) = try await pair(house)
            try await house.surface.run(
                house.page("/tonight?profile=\(first)&profile=\(clara)&minutes=1").expecting(
                    text: ["There is no film for all of you.", #"name="minutes" min="1" max="1440" value="1""#],
                    noText: [#"class="pick""#]))
        }
    }

    @Test("what cannot be is told")
    func badInput() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let (first, clara) = try await pair(house)
            let guest = try await theatre.profiles.standard(of: house.people.guest.id).id
            let two = "/tonight?profile=\(first)&profile=\(clara)"
            for (path, words) in [
                ("/tonight?minutes=", "at least two"), ("/tonight?profile=\(first)", "at least two"),
                ("/tonight?profile=\(first)&profile=\(first)", "at least two"), (two + "&minutes=0", "from 1 to 1,440"),
                (two + "&minutes=1441", "from 1 to 1,440"), (two + "&minutes=%3Cb%3E", "from 1 to 1,440"),
            ] {
                let answer = try await house.surface.run(page(path, 400).expecting(text: [words]))
                #expect(!answer.text.contains("<b>"))
            }
            for path in [
                "/tonight?profile=\(first)&profile=\(guest)", "/tonight?profile=\(first)&profile=999999",
                "/tonight?profile=x&profile=\(first)",
            ] {
                try await house.surface.run(page(path, 404))
            }
        }
    }

    @Test("a locked profile is asked for its PIN, and from there the way leads on")
    func locked() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let (first, clara) = try await pair(house, pin: "4711")
            let path = "/tonight?profile=\(first)&profile=\(clara)&minutes=200"
            let next = "/tonight%3Fprofile%3D\(first)%26profile%3D\(clara)%26minutes%3D200"
            try await house.surface.run(
                page(path, 303).expecting("Location", "/profiles?who=\(clara)&unlock=1&next=\(next)"))
            let opened = try await house.post(
                "/profiles/pin", [("profile", "\(clara)"), ("pin", "4711"), ("next", path), ("unlock", "1")])
            #expect(opened.status == 303 && opened.header("Location") == path)
            try await house.surface.run(page(path, 200))
        }
    }

    @Test("the lowest limit holds for all, whoever asks")
    func limit() async throws {
        try await WebHousehold.withFilms { house, theatre in
            let first = try await house.profiles.standard(of: house.people.member.id).id
            let kid = try await house.watch(as: "Kid", pin: "4711", limit: "PG")
            _ = try await house.post("/profiles/pin", [("profile", "\(kid)"), ("pin", "4711"), ("unlock", "1")])
            let path = "/tonight?profile=\(first)&profile=\(kid)"
            let hidden = ["Night of the Living Dead", "The Godfather", "Inception"]
            try await house.surface.run(page(path, 200).expecting(noText: hidden))
            _ = try await house.post("/profiles/select", [("profile", "\(first)")])
            try await house.surface.run(page(path, 200).expecting(noText: hidden))
        }
    }

    @Test("a server without profiles has no evenings for several")
    func absent() async throws {
        try await WebHousehold.with { house in
            try await house.surface.run(page("/tonight", 404))
            try await house.surface.run(house.page("/picks").expecting(noText: [#"href="/tonight""#]))
        }
    }
}
