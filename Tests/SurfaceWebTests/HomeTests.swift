import Accounts
import Domain
import Foundation
import HTTPTypes
import SurfaceWeb
import TestKit
import Testing

@Suite("Web: the dashboard")
struct HomeTests {
    private static let home = Scenario("home", .get, "/home", as: .signedIn("member")).answers(200)

    @Test("it greets, offers the search, and shows what came last")
    func greets() async throws {
        try await WebHousehold.with { house in
            let answer = try await house.surface.run(
                Self.home.expecting(
                    text: [
                        "<h1>Good to see you, user</h1>", "What are you in the mood for?", "New on the shelf",
                        "Am\u{e9}lie", #"aria-current="page""#, "Kodi has not sent its list yet.",
                        #"action="/signout""#,
                    ]))
            // One search on the page, not the header's as well.
            #expect(answer.text.components(separatedBy: #"name="q""#).count == 2)
            #expect(answer.text.components(separatedBy: "<h1>").count == 2)
        }
    }

    @Test("an empty catalogue says how to fill it")
    func empty() async throws {
        try await WebHousehold.with(WebHousehold.Settings { $0.kodi.films = [] }) { house in
            try await house.surface.run(
                Self.home.expecting(
                    text: ["The catalogue is empty", "kinothek catalogue load"], noText: ["New on the shelf"]))
        }
    }

    @Test("the library is a number, a drawing, a legend and a table that agree")
    func library() async throws {
        let settings = WebHousehold.Settings { settings in
            settings.overview = LibraryOverview(
                total: 1_200, ready: 900, missing: 200, errors: 1, waitingForIndex: 99, lastChange: .test(-7_200))
        }
        try await WebHousehold.with(settings) { house in
            try await house.surface.run(
                Self.home.expecting(
                    text: [
                        "<strong>1,200</strong> films", #"role="img" aria-label="900 of 1,200 films are ready""#,
                        #"class="bar-ready" x="0" y="0" width="750""#, #"class="bar-waiting" x="750" y="0" width="82""#,
                        #"class="bar-missing" x="832" y="0" width="167""#,
                        #"class="bar-failed" x="999" y="0" width="1""#,
                        "<td>900</td><td>75.0 %</td>", "<td>1</td><td>0.1 %</td>", ">2 hours ago</time>",
                        "Show as table",
                    ], noText: ["Kodi has not sent its list yet"]))
        }
    }

    @Test("the newest devices are named, disconnected ones are not")
    func devices() async throws {
        try await WebHousehold.with { house in
            _ = try await house.keys.make(label: "Gone", for: house.people.member.id)
            let gone = try #require(try await house.keys.list(of: house.people.member.id).first)
            _ = try await house.keys.revoke(gone.id, owner: house.people.member.id)
            for number in 1...3 { _ = try await house.keys.make(label: "TV \(number)", for: house.people.member.id) }
            try await house.surface.run(
                Self.home.expecting(text: ["TV 1", "TV 2", "TV 3", "All devices"], noText: ["Gone"]))
        }
    }
}
