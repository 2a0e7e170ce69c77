import TestKit
import Testing

/// Items of lists, member by member: the app's parser fails the whole answer where a type is another.
@Suite struct ItemShapeTests {
    fileprivate enum Shape {
        case int, text, bool, address
    }

    /// Always there, and never null.
    private static let always: [String: Shape] = [
        "id": .int, "title": .text, "card_type": .text, "type": .text, "year": .int, "release_year": .int,
        "runtime": .int, "runtime_minutes": .int, "quality": .text, "season": .int, "episode": .int,
        "resume_time": .int, "total_duration": .int, "progress_percent": .int, "can_resume": .bool,
        "has_subtitles": .bool, "available": .bool,
    ]
    /// Null, or of this type.
    private static let sometimes: [String: Shape] = [
        "series_id": .int, "series_title": .text, "plot": .text, "rotten_tomatoes": .text, "director": .text,
        "starring": .text, "genres": .text, "rating": .text, "imdb_rating": .text, "content_rating": .text,
        "poster_url": .address, "backdrop_path": .address, "subtitle_url": .address, "subtitle_language": .text,
        "added_at": .text,
    ]
    /// On some cards only.
    private static let onCards: [String: Shape] = [
        "total_episodes": .int, "episode_count": .int, "continue_from_seconds": .int, "continue_from_hms": .text,
        "resume_episode_id": .int,
    ]

    @Test func everyItemHasItsMembers() async throws {
        try await PlaybackHousehold.with { house in
            let items = try await Self.items(house)
            #expect(items.count > 15)
            for item in items { Self.check(item) }
        }
    }

    /// What all lists and pages show after some watching.
    private static func items(_ house: PlaybackHousehold) async throws -> [JSONValue] {
        let phone = house.phone
        try await phone.watch("Big Buck Bunny", to: 100)
        try await phone.watch("Pilot", to: 200)
        try await phone.watch("Night of the Living Dead", to: 5700)
        for name in ["Big Buck Bunny", "Pilot", "Vanished"] {
            try await phone.post("watch_list_add", "video_id=\(house.id(name))")
        }
        var items: [JSONValue] = []
        for (path, lists) in [
            ("library", ["data"]), ("search?query=e", ["data"]), ("watch_list", ["videos"]),
            ("dashboard", ["continue_watching", "recent_movies", "recent_shows"]),
        ] {
            let answer = try await phone.get(path)
            for list in lists {
                let rows = try #require(answer[list]?.list)
                #expect(!rows.isEmpty, "\(path) \(list)")
                items += rows
            }
        }
        for name in ["Big Buck Bunny", "A Quiet Stone", "Vanished", "Pilot", "Making of"] {
            items.append(try await phone.details(name))
        }
        return items
    }

    private static func check(_ item: JSONValue) {
        let title = item["title"]?.text ?? "?"
        for (name, kind) in always { #expect(item[name].is(kind), "\(title): \(name)") }
        for (name, kind) in sometimes {
            #expect(item[name] == .null || item[name].is(kind), "\(title): \(name)")
        }
        for (name, kind) in onCards where item[name] != nil { #expect(item[name].is(kind), "\(title): \(name)") }
        #expect(item["poster_path"] == .null, "\(title)")
        #expect(item["release_year"] == item["year"] && item["runtime_minutes"] == item["runtime"], "\(title)")
        #expect(item["imdb_rating"] == item["rating"], "\(title)")
        #expect((item["has_subtitles"] == .bool(true)) == (item["subtitle_url"] != .null), "\(title)")
        #expect((item["subtitle_language"] != .null) == (item["subtitle_url"] != .null), "\(title)")
        let resume = item["resume_time"]?.int ?? -1
        #expect(item["can_resume"] == .bool(resume > 60), "\(title)")
        #expect((0...100).contains(item["progress_percent"]?.int ?? -1), "\(title)")
        #expect(["SD", "HD", "4K"].contains(item["quality"]?.text), "\(title)")
        let isCard = item["card_type"] == .text("series")
        #expect(isCard == (item["type"] == .text("series")), "\(title)")
        #expect(isCard == (item["total_episodes"] != nil), "\(title)")
        #expect(["video", "series"].contains(item["card_type"]?.text), "\(title)")
        #expect(["movie", "episode", "series"].contains(item["type"]?.text), "\(title)")
        #expect((item["type"] == .text("movie")) == (item["series_id"] == .null), "\(title)")
        #expect((item["type"] == .text("episode")) == (item["series_title"] != .null), "\(title)")
        #expect(item["added_at"]?.text?.count == "2023-11-14 22:13:20".count, "\(title)")
        if item["type"] == .text("movie") {
            #expect(item["season"] == .int(0) && item["episode"] == .int(0), "\(title)")
        }
    }

    /// Whole numbers are written without a fraction, flags as words, and no path of the disk is told to anybody.
    @Test(arguments: ["", "/vod"])
    func answersAreWrittenForTheApp(_ mount: String) async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            _ = try await Self.items(house)
            let (film, episode, series) = (house.id("Big Buck Bunny"), house.id("Pilot"), house.id("Signal House"))
            let paths = [
                "session", "profiles", "get_libraries", "library", "search?query=e", "dashboard", "watch_list",
                "details?id=\(film)", "details?id=\(episode)", "series_details?id=\(series)",
                "series_episodes?id=\(series)", "play?id=\(film)", "play?id=\(episode)", "playback_status?id=\(film)",
            ]
            for path in paths {
                let answer = try await house.surface.run(phone.asking("\(mount)/api/\(path)"))
                let text = answer.text.replacing(#""confidence":0.9"#, with: "")
                #expect(!text.contains(#/:-?[0-9]+(\.|[eE])[0-9]/#), "\(path): \(text)")
                for piece in [house.media.root, house.media.cache, "S01E01.mkv", "full_path", "file_path"] {
                    #expect(!text.contains(piece), "\(path)")
                }
                for list in ["http:\\/\\/", "http://localhost"] { #expect(!text.contains(list), "\(path)") }
                #expect(!text.contains("//images/") && !text.contains("//stream/"), "\(path)")
            }
        }
    }
}

extension JSONValue? {
    fileprivate func `is`(_ kind: ItemShapeTests.Shape) -> Bool {
        switch (self, kind) {
        case (.int?, .int), (.bool?, .bool): true
        case (.text(let text)?, .text): !text.isEmpty
        case (.text(let text)?, .address): text.hasPrefix("http://films.example:5020/")
        default: false
        }
    }
}
