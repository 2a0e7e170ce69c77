import Domain
import TestKit
import Testing

/// What somebody types, and what is found.
@Suite struct SearchTests {
    @Test func theBestComesFirst() async throws {
        try await PlaybackHousehold.with { house in
            var films = ["Superstar", "A Lone Star", "Star Wars Story", "Star", "Zeta", "Zulu"].map {
                TitleMetadata(title: $0)
            }
            films[4].originalTitle = "Stár"
            films[5].credits = [Credit(name: "Ringo Starr", role: .cast)]
            try await house.addFilms(films)
            let expected = ["Star", "Zeta", "Star Wars Story", "A Lone Star", "Superstar", "Zulu"]
            for query in ["star", "STAR", "st%C3%A0r", "+star+"] {
                #expect(try await house.phone.names("search?query=\(query)") == expected, "\(query)")
            }
        }
    }

    @Test func episodesGiveTheCardOfTheirSeries() async throws {
        try await PlaybackHousehold.with { house in
            var film = TitleMetadata(title: "Zulu")
            film.credits = [Credit(name: "Pontius Pilot", role: .cast)]
            try await house.addFilms([film])
            let found = try await house.phone.get("search?query=pilot")
            #expect(found["data"].names == ["Signal House", "Zulu"])
            let card = try #require(found["data"]?.list?.first)
            #expect(card["card_type"] == .text("series"))
            #expect(card["type"] == .text("series"))
            #expect(card["id"] == .int(Int(house.id("Pilot"))))
            #expect(card["series_id"] == .int(Int(house.id("Signal House"))))
            #expect(card["series_title"] == .null)
            #expect(card["total_episodes"] == .int(4))
            #expect(card["episode_count"] == .int(4))
            // The card's id is good for its page.
            try await house.phone.get("details?id=\(card["id"]?.int ?? 0)")
        }
    }

    @Test(arguments: [
        ("query=joan", ["Big Buck Bunny", "Night of the Living Dead", "A Quiet Stone", "Vanished"]),
        ("query=joan&genre=Horror", ["Night of the Living Dead", "A Quiet Stone", "Vanished"]),
        ("query=joan&genre=comedy", ["Big Buck Bunny"]), ("query=joan&genre=Western", []),
        ("query=signal&genre=Sci-Fi", ["Signal House"]), ("query=signal&genre=Science+Fiction", ["Signal House"]),
        ("query=joan&year_min=1971", ["Big Buck Bunny", "A Quiet Stone", "Vanished"]),
        ("query=joan&year_max=1971", ["Night of the Living Dead", "A Quiet Stone"]),
        ("query=joan&year_min=1969&year_max=1999", ["A Quiet Stone", "Vanished"]),
        ("query=joan&min_rating=7.8", ["Night of the Living Dead", "A Quiet Stone", "Vanished"]),
        ("query=joan&min_rating=7.9", []), ("query=joan&min_rating=6.4&genre=Comedy", ["Big Buck Bunny"]),
        ("query=joan&type=series", []), ("query=signal&type=series", ["Signal House"]),
        ("query=signal&type=movie", []), ("query=bunny&type=movie", ["Big Buck Bunny"]),
        ("query=bunny&type=nonsense&year_min=x&min_rating=", ["Big Buck Bunny"]),
    ])
    func filtersAreHonoured(_ query: String, _ expected: [String]) async throws {
        try await PlaybackHousehold.with { house in
            let names = try await house.phone.names("search?\(query)")
            #expect(names == expected)
        }
    }

    @Test(arguments: ["%25", "_", "*", "%22", "%5C", "B_g", "big*", "%25bunny%25", "b.*y", "'%3B--"])
    func signsStandForThemselves(_ query: String) async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.phone.get("search?query=\(query)")
            #expect(answer["data"] == .list([]))
        }
    }

    @Test func signsInTitlesAreFound() async throws {
        try await PlaybackHousehold.with { house in
            try await house.addFilms([TitleMetadata(title: "100% Wolf"), TitleMetadata(title: "1000 Wolves")])
            #expect(try await house.phone.names("search?query=100%25") == ["100% Wolf"])
        }
    }

    @Test(arguments: ["search", "search?query=", "search?query=+++", "search?query=%09%0A", "search?q=bunny"])
    func withoutAQueryThereIsNothing(_ path: String) async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.phone.get(path)
            #expect(answer == .object(["status": .text("success"), "data": .list([])]))
        }
    }

    @Test func twoHundredCharactersCount() async throws {
        try await PlaybackHousehold.with { house in
            let blanks = String(repeating: "+", count: 195)
            for (query, expected) in [
                ("bunny\(blanks)zzz", ["Big Buck Bunny"]), ("bunny\(blanks.dropLast())zzz", []),
                (String(repeating: "x", count: 5000), []),
            ] {
                let names = try await house.phone.names("search?query=\(query)")
                #expect(names == expected)
            }
        }
    }

    @Test func aHundredResultsAreEnough() async throws {
        try await PlaybackHousehold.with { house in
            try await house.addFilms((1...120).map { TitleMetadata(title: "Many \($0)") })
            #expect(try await house.phone.names("search?query=many").count == 100)
        }
    }
}
