import Domain
import SurfacePlayback
import TestKit
import Testing

/// Libraries, search and the dashboard.
@Suite struct BrowsingTests {
    private static let all = [
        "Big Buck Bunny", "Night of the Living Dead", "A Quiet Stone", "Signal House", "Vanished",
    ]

    @Test func theLibraryOfEverythingComesFirst() async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.phone.get("get_libraries")
            let rows = try #require(answer["data"]?.list)
            #expect(
                rows.first
                    == .object([
                        "id": .int(0), "name": .text("All Content"), "type": .text("mixed"), "count": .int(5),
                    ]))
            #expect(answer["data"].names == ["All Content", "Films", "Series"])
            #expect(rows.map { $0["type"]?.text } == ["mixed", "movies", "series"])
            #expect(rows.map { $0["count"]?.int } == [5, 4, 1])
            #expect(rows.dropFirst().allSatisfy { ($0["id"]?.int ?? 0) > 0 })
        }
    }

    @Test func aLibraryIsInOrderWithoutArticles() async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.phone.get("library")
            #expect(answer["data"].names == Self.all)
            #expect(answer["total"] == .int(5))
            #expect(answer["pages"] == .int(1))
            #expect(answer["page"] == .int(1))
            #expect(answer["per_page"] == .int(48))
            var twins = [TitleMetadata(title: "Élan"), TitleMetadata(title: "The Elan"), TitleMetadata(title: "elan")]
            for (place, year) in [2001, 1999, 2005].enumerated() { twins[place].year = year }
            try await house.addFilms(twins)
            let names = try await house.phone.names("library")
            #expect(names == ["Big Buck Bunny", "The Elan", "Élan", "elan"] + Self.all.dropFirst())
        }
    }

    @Test func pagesLoseAndRepeatNothing() async throws {
        try await PlaybackHousehold.with { house in
            var names: [String] = []
            for page in 1...3 {
                let answer = try await house.phone.get("library?per_page=2&page=\(page)")
                #expect(answer["page"] == .int(page))
                #expect(answer["pages"] == .int(3))
                #expect(answer["per_page"] == .int(2))
                names += answer["data"].names
            }
            #expect(names == Self.all)
            // Clients read on until the first empty page.
            for page in ["4", "5000", "999999999999999999999"] {
                let past = try await house.phone.get("library?per_page=2&page=\(page)")
                #expect(past["data"] == .list([]))
                #expect(past["pages"] == .int(3))
                #expect(past["total"] == .int(5))
            }
        }
    }

    @Test(arguments: [
        ("page=0", 1, 48), ("page=-3", 1, 48), ("page=x", 1, 48), ("page=", 1, 48), ("page=1.5", 1, 48),
        ("per_page=0", 1, 1), ("per_page=-1", 1, 1), ("per_page=1000", 1, 100), ("per_page=x", 1, 48),
        ("per_page=", 1, 48), ("per_page=100", 1, 100), ("per_page=1&page=2", 2, 1),
    ])
    func oddPagesAreBroughtIntoBounds(_ query: String, _ page: Int, _ size: Int) async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.phone.get("library?\(query)")
            #expect(answer["page"] == .int(page))
            #expect(answer["per_page"] == .int(size))
            #expect(answer["data"]?.list?.count == min(size, 5))
        }
    }

    @Test func aLibraryHasOtherOrders() async throws {
        try await PlaybackHousehold.with { house in
            let newest = ["Signal House"]
            #expect(try await house.phone.names("library?sort=added").first == newest.first)
            let years =
                try await house.phone.get("library?sort=year")["data"]?.list?.compactMap { $0["year"]?.int } ?? []
            #expect(years == years.sorted(by: >) && years.count == 5)
            var pages: [String] = []
            for page in 1...5 { pages += try await house.phone.names("library?sort=year&per_page=1&page=\(page)") }
            #expect(pages == (try await house.phone.names("library?sort=year")))
            for standard in ["sort=title", "sort=", "sort=x", "sort=rating"] {
                #expect(try await house.phone.names("library?\(standard)") == Self.all, "\(standard)")
            }
        }
    }

    @Test func onlyOneLibrary() async throws {
        try await PlaybackHousehold.with { house in
            let rows = try await house.phone.get("get_libraries")["data"]?.list ?? []
            let (films, series) = (rows[1]["id"]?.int ?? 0, rows[2]["id"]?.int ?? 0)
            #expect(try await house.phone.names("library?lib_id=\(films)") == Self.all.filter { $0 != "Signal House" })
            #expect(try await house.phone.names("library?lib_id=\(series)") == ["Signal House"])
            #expect(try await house.phone.names("library?library_id=\(series)") == ["Signal House"])
            for zero in ["lib_id=0", "lib_id=", "library_id=0"] {
                #expect(try await house.phone.names("library?\(zero)") == Self.all)
            }
            for unknown in ["9999", "2147483647"] { try await house.phone.get("library?lib_id=\(unknown)", .missing) }
            for bad in ["x", "-1", "1.5", "4294967296"] { try await house.phone.get("library?lib_id=\(bad)", .invalid) }
        }
    }

    @Test(arguments: [
        ("bunny", ["Big Buck Bunny"]), ("B%C3%9ANNY", ["Big Buck Bunny"]), ("ig+uck", ["Big Buck Bunny"]),
        ("dead+night", ["Night of the Living Dead"]), ("%25", []), ("_", []), ("zzz", []), ("", all), ("++", all),
        ("bunny" + String(repeating: "+", count: 195) + "zzz", ["Big Buck Bunny"]),
    ])
    func aLibraryIsFilteredByName(_ text: String, _ expected: [String]) async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.phone.get("library?q=\(text)")
            #expect(answer["data"].names == expected)
            #expect(answer["total"] == .int(expected.count))
            #expect(answer["pages"] == .int(1))
        }
    }

    /// The app fetches all pages of a library one after the other.
    @Test func aLibraryMayBeReadToItsEnd() async throws {
        let settings = PlaybackHousehold.Settings { $0.surface.requestsPerMinute = 2 }
        try await PlaybackHousehold.with(settings) { house in
            for page in 1...10 { try await house.phone.get("library?page=\(page)") }
            for name in ["x", "y"] { try await house.phone.get("search?query=\(name)") }
            try await house.phone.get("search?query=z&profile_id=1", .tooMany)
        }
    }

    @Test func theDashboardIsEmptyWithoutMedia() async throws {
        try await PlaybackHousehold.with(PlaybackHousehold.Settings { $0.hasMedia = false }) { house in
            let dashboard = try await house.phone.get("dashboard")
            #expect(
                dashboard
                    == .object([
                        "status": .text("success"), "continue_watching": .list([]), "recent_movies": .list([]),
                        "recent_shows": .list([]),
                    ]))
            #expect(try await house.phone.get("library")["pages"] == .int(1))
        }
    }

    @Test func theNewestComesFirst() async throws {
        try await PlaybackHousehold.with { house in
            try await house.addFilms([TitleMetadata(title: "Brand New")])
            house.world.advance(seconds: 10)
            try await house.addFilms((1...20).map { TitleMetadata(title: "Newer \($0)") })
            let dashboard = try await house.phone.get("dashboard")
            let films = dashboard["recent_movies"].names
            #expect(films.count == 20)
            #expect(films.allSatisfy { $0.hasPrefix("Newer ") })
            #expect(dashboard["recent_shows"].names == ["Signal House"])
            #expect(dashboard["recent_shows"]?.list?.first?["card_type"] == .text("series"))
        }
    }

    @Test func whatWasBegunIsContinued() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            try await phone.watch("Vanished", to: 60)
            try await phone.watch("Big Buck Bunny", to: 125)
            try await phone.watch("Static", to: 200)
            try await phone.watch("Pilot", to: 90)
            let rows = try #require(try await phone.get("dashboard")["continue_watching"]?.list)
            #expect(rows.map { $0["title"]?.text } == ["Signal House", "Big Buck Bunny"])
            let (card, film) = (rows[0], rows[1])
            #expect(card["card_type"] == .text("series"))
            #expect(card["type"] == .text("series"))
            #expect(card["series_id"] == .int(Int(house.id("Signal House"))))
            let pilot = Int(house.id("Pilot"))
            #expect(
                card["resume_episode"]
                    == .object([
                        "id": .int(pilot), "title": .text("Pilot"), "season": .int(1), "episode": .int(1),
                    ]))
            #expect(card["resume_episode_id"] == .int(pilot))
            #expect(card["total_episodes"] == .int(4))
            #expect(card["continue_from_seconds"] == .int(90))
            #expect(card["continue_from_hms"] == .text("00:01:30"))
            #expect(card["resume_time"] == .int(90))
            #expect(card["can_resume"] == .bool(true))
            #expect(film["continue_from_seconds"] == .int(125))
            #expect(film["continue_from_hms"] == .text("00:02:05"))
            #expect(film["resume_episode_id"] == nil)
            #expect(film["progress_percent"] == .int(20))
        }
    }

    @Test func longPositionsAreWrittenWithHours() async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.watch("Night of the Living Dead", to: 3725)
            let row = try await house.phone.get("dashboard")["continue_watching"]?.list?.first
            #expect(row?["continue_from_hms"] == .text("01:02:05"))
        }
    }

    @Test func onlyTwentyAreContinuedTheLatestFirst() async throws {
        try await PlaybackHousehold.with { house in
            let films = (1...22).map { TitleMetadata(title: "Film \($0)") }
            try await house.addFilms(films)
            let found = try await house.phone.get("library?per_page=100&q=film")["data"]?.list ?? []
            for video in found {
                house.world.advance(seconds: 1)
                try await house.phone.post("progress", "id=\(video["id"]?.int ?? 0)&time=100")
            }
            let rows = try await house.phone.get("dashboard")["continue_watching"].names
            #expect(rows == Array(found.compactMap { $0["title"]?.text }.reversed().prefix(20)))
        }
    }
}
