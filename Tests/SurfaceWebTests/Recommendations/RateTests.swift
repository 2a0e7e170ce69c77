import Domain
import Foundation
import HTTPTypes
import Storage
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: hearts")
struct RateTests {
    private func value(_ house: WebHousehold, _ title: TitleID) async throws -> Int? {
        try await house.stores.ratings.rating(of: title, by: house.people.member.id)?.value
    }

    @Test("hearts are given, changed and taken back, and the way leads back to where they were given")
    func hearts() async throws {
        try await WebHousehold.with { house in
            let title = try await house.title("Inception")
            let back = "/search?like=tt1375666"
            for (text, expected) in [("8", 8), ("10", 10), ("0", nil)] {
                let answer = try await house.post("/rate/\(title)", [("value", text), ("back", back)])
                #expect(answer.status == 303 && answer.header("Location") == back)
                #expect(try await value(house, title) == expected)
            }
        }
    }

    @Test("the page of what is like a film, and a film's own page, have its hearts")
    func pages() async throws {
        try await WebHousehold.withFilms { house, theatre in
            _ = try await house.post("/rate/\(house.title("Inception"))", [("value", "8")])
            let like = try await house.surface.run(
                house.page("/search?like=tt1375666").expecting(text: ["You gave it 8 of 10", "No rating"]))
            #expect(like.text.contains(#"name="value" value="8" required checked>"#))
            #expect(like.text.components(separatedBy: " checked>").count == 2)
            try await house.surface.run(
                house.page("/films/\(theatre.id("Big Buck Bunny"))").expecting(
                    text: ["What do you think of it?"], noText: ["No rating", " checked>"]))
        }
    }

    @Test("what is no rating changes nothing", arguments: ["", "11", "-1", "1.5", "x", "99999999999999999999"])
    func badValue(_ text: String) async throws {
        try await WebHousehold.with { house in
            let title = try await house.title("Inception")
            let answer = try await house.post("/rate/\(title)", [("value", text)])
            #expect(answer.status == 400 && answer.text.contains("That is no rating"))
            #expect(try await value(house, title) == nil)
        }
    }

    @Test("only films and series that there are can be rated, and the way back leads to no other website")
    func badTitle() async throws {
        try await WebHousehold.withFilms { house, theatre in
            for id in ["999999", "x", "\(theatre.id("Pilot"))"] {
                #expect(try await house.post("/rate/\(id)", [("value", "9")]).status == 404, "\(id)")
            }
            let title = try await house.title("Inception")
            let answer = try await house.post(
                "/rate/\(title)", [("value", "9"), ("back", "https://evil.example/picks")])
            #expect(answer.header("Location") == "/home")
        }
    }
}
