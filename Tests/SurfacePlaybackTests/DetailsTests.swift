import Domain
import SurfacePlayback
import TestKit
import Testing

/// The pages of films, episodes and series.
@Suite struct DetailsTests {
    @Test func theWholePageOfAFilm() async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.phone.get("details?id=\(house.id("Big Buck Bunny"))")
            let video = try #require(answer["video"])
            let expected: [String: JSONValue] = [
                "id": .int(Int(house.id("Big Buck Bunny"))), "title": .text("Big Buck Bunny"),
                "card_type": .text("video"), "type": .text("movie"), "series_id": .null, "series_title": .null,
                "year": .int(2008), "release_year": .int(2008), "runtime": .int(10), "runtime_minutes": .int(10),
                "plot": .text("About Big Buck Bunny."), "director": .text("Director of Big Buck Bunny"),
                "starring": .text("Joan Player"), "genres": .text("Animation, Comedy"), "rating": .text("6.4"),
                "imdb_rating": .text("6.4"), "content_rating": .text("PG"), "quality": .text("HD"),
                "season": .int(0), "episode": .int(0), "resume_time": .int(0), "total_duration": .int(600),
                "progress_percent": .int(0), "can_resume": .bool(false), "has_subtitles": .bool(true),
                "subtitle_language": .text("en"), "available": .bool(true), "poster_path": .null,
                "added_at": .text("2023-11-14 22:13:20"), "imdb_id": .text("tt1254207"), "tmdb_id": .null,
                "watched": .bool(false), "intro_marker": .null, "credits_marker": .null, "next_episode": .null,
                "finishes_at": .text("2023-11-14T22:25:20Z"), "finishes_at_label": .text("10:25pm"),
            ]
            for (name, value) in expected { #expect(video[name] == value, "\(name)") }
            for name in ["language", "country", "writer", "rotten_tomatoes", "backdrop_path"] {
                #expect(video[name] == .null, "\(name)")
            }
            for name in ["versions", "episodes"] { #expect(video[name] == nil, "\(name)") }
            #expect(answer["progress"] == .int(0))
            #expect(answer["poster_full"] == video["poster_url"])
            #expect(video["poster_url"]?.text?.hasPrefix("http://films.example:5020/images/") == true)
            #expect(video["subtitle_url"]?.text?.hasPrefix("http://films.example:5020/subtitles/") == true)
        }
    }

    @Test func howFarAProfileIs() async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.watch("Big Buck Bunny", to: 301)
            let answer = try await house.phone.get("details?id=\(house.id("Big Buck Bunny"))")
            let video = try #require(answer["video"])
            #expect(answer["progress"] == .int(50))
            #expect(video["resume_time"] == .int(301))
            #expect(video["progress_percent"] == .int(50))
            #expect(video["can_resume"] == .bool(true))
            // A second passed, and 299 are left.
            #expect(video["finishes_at"] == .text("2023-11-14T22:20:20Z"))
            try await house.phone.watch("Big Buck Bunny", to: 60)
            #expect(try await house.phone.details("Big Buck Bunny")["can_resume"] == .bool(false))
            try await house.phone.watch("Big Buck Bunny", to: 61)
            #expect(try await house.phone.details("Big Buck Bunny")["can_resume"] == .bool(true))
        }
    }

    @Test func theEndIsToldInTheHouseholdsTime() async throws {
        let settings = PlaybackHousehold.Settings { $0.surface.timeZone = "Asia/Tokyo" }
        try await PlaybackHousehold.with(settings) { house in
            let video = try await house.phone.details("Big Buck Bunny")
            #expect(video["finishes_at_label"] == .text("7:25am"))
            #expect(video["finishes_at"] == .text("2023-11-14T22:25:20Z"))
        }
    }

    @Test func anEpisodeKnowsItsSeries() async throws {
        try await PlaybackHousehold.with { house in
            let video = try await house.phone.details("Pilot")
            let expected: [String: JSONValue] = [
                "id": .int(Int(house.id("Pilot"))), "type": .text("episode"), "card_type": .text("video"),
                "series_id": .int(Int(house.id("Signal House"))), "series_title": .text("Signal House"),
                "season": .int(1), "episode": .int(1), "year": .int(2021), "content_rating": .text("12"),
                "genres": .text("Science Fiction"), "quality": .text("SD"), "has_subtitles": .bool(false),
                "subtitle_url": .null, "subtitle_language": .null, "total_duration": .int(600),
            ]
            for (name, value) in expected { #expect(video[name] == value, "\(name)") }
            #expect(
                video["intro_marker"]
                    == .object([
                        "type": .text("intro"), "start_seconds": .int(10), "end_seconds": .int(40),
                        "credits_duration_seconds": .null, "credits_end_offset_seconds": .null,
                        "confidence": .number(0.9), "source": .text("auto"),
                    ]))
            #expect(
                video["credits_marker"]
                    == .object([
                        "type": .text("credits"), "start_seconds": .int(560), "end_seconds": .int(600),
                        "credits_duration_seconds": .int(40), "credits_end_offset_seconds": .int(0),
                        "confidence": .number(0.9), "source": .text("auto"),
                    ]))
            let second = try await house.phone.details("Static")
            #expect(second["intro_marker"] == .null && second["credits_marker"] == .null)
        }
    }

    /// `start = length - offset - duration`, whatever was found.
    @Test(arguments: [(500, 580, 500, 580, 80, 20), (500, 900, 500, 600, 100, 0), (599, 600, 599, 600, 1, 0)])
    func creditsAreCountedFromTheEnd(
        _ from: Int, _ to: Int, _ start: Int, _ end: Int, _ duration: Int, _ offset: Int
    ) async throws {
        try await PlaybackHousehold.with { house in
            try await house.reprobe("Big Buck Bunny") {
                $0.details.credits = SkipMarker(startSeconds: from, endSeconds: to, confidence: 1, isManual: true)
            }
            let marker = try #require(try await house.phone.details("Big Buck Bunny")["credits_marker"])
            #expect(marker["start_seconds"] == .int(start))
            #expect(marker["end_seconds"] == .int(end))
            #expect(marker["credits_duration_seconds"] == .int(duration))
            #expect(marker["credits_end_offset_seconds"] == .int(offset))
            #expect(marker["source"] == .text("manual"))
            #expect(start == 600 - offset - duration)
        }
    }

    /// A marker without a usable start would skip the whole film.
    @Test(arguments: [(0, 100, 600_000), (600, 700, 600_000), (500, 600, nil)] as [(Int, Int, Int64?)])
    func creditsWithoutAPlaceAreNone(_ from: Int, _ to: Int, _ length: Int64?) async throws {
        try await PlaybackHousehold.with { house in
            try await house.reprobe("Big Buck Bunny") {
                $0.durationMilliseconds = length
                $0.details.credits = SkipMarker(startSeconds: from, endSeconds: to, confidence: 1, isManual: false)
                $0.details.intro = SkipMarker(startSeconds: 30, endSeconds: 30, confidence: 1, isManual: false)
            }
            let video = try await house.phone.details("Big Buck Bunny")
            #expect(video["credits_marker"] == .null && video["intro_marker"] == .null)
        }
    }

    @Test(arguments: [("Pilot", "Static"), ("Static", "Return"), ("Return", nil), ("Making of", nil)])
    func whatComesNext(_ name: String, _ next: String?) async throws {
        try await PlaybackHousehold.with { house in
            let found = try await house.phone.details(name)["next_episode"]
            let played = try await house.phone.play(name)["next_episode"]
            #expect(found == played)
            guard let next else {
                #expect(found == .null)
                return
            }
            #expect(found?["title"] == .text(next))
            #expect(found?["id"] == .int(Int(house.id(next))))
            let shape: JSONValue = .object([
                "id": .int(0), "title": .text(""), "season": .int(0), "episode": .int(0), "plot": .null,
                "runtime": .int(0), "poster_url": .null,
            ])
            #expect(found?.hasShape(of: shape) == true)
        }
    }

    @Test func filesThatAreGoneAreNotNext() async throws {
        try await PlaybackHousehold.with { house in
            try await house.loseFile(of: "Static")
            let video = try await house.phone.details("Pilot")
            #expect(video.at("next_episode", "title") == .text("Return"))
            let episodes = try #require(video["episodes"]?.list)
            #expect(episodes.map { $0["available"] } == [.bool(true), .bool(false), .bool(true), .bool(true)])
        }
    }

    @Test func allEpisodesWithSpecialsLast() async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.watch("Pilot", to: 595)
            try await house.phone.watch("Static", to: 300)
            let episodes = try #require(try await house.phone.details("Return")["episodes"]?.list)
            #expect(episodes.map { $0["title"]?.text } == ["Pilot", "Static", "Return", "Making of"])
            #expect(episodes.map { $0["season"]?.int } == [1, 1, 2, 0])
            #expect(episodes.map { $0["episode"]?.int } == [1, 2, 1, 1])
            #expect(episodes.map { $0["watched"] } == [.bool(true), .bool(false), .bool(false), .bool(false)])
            #expect(episodes.map { $0["progress_percent"]?.int } == [100, 50, 0, 0])
            #expect(episodes.map { $0["resume_time"]?.int } == [0, 300, 0, 0])
            let shape: JSONValue = .object([
                "id": .int(0), "title": .text(""), "season": .int(0), "episode": .int(0), "plot": .null,
                "runtime": .int(0), "poster_url": .null, "poster_path": .null, "resume_time": .int(0),
                "total_duration": .int(0), "progress_percent": .int(0), "can_resume": .bool(false),
                "has_subtitles": .bool(false), "subtitle_url": .null, "subtitle_language": .null,
                "finishes_at": .text(""), "finishes_at_label": .text(""), "available": .bool(true),
                "watched": .bool(false),
            ])
            #expect(episodes.allSatisfy { $0.hasShape(of: shape) })
        }
    }

    @Test func filmsInSeveralVersions() async throws {
        try await PlaybackHousehold.with { house in
            try await house.addVersion(of: "Big Buck Bunny", label: "4K")
            let video = try await house.phone.details("Big Buck Bunny")
            let versions = try #require(video["versions"]?.list)
            #expect(versions.map { $0["resolution"]?.text } == ["1080p", "2160p"])
            #expect(versions.map { $0["video_codec"]?.text } == ["h264", "hevc"])
            #expect(versions.map { $0["audio_codec"]?.text } == ["aac", "aac"])
            #expect(versions.map { $0["file_size"]?.int } == [10_000, 2500])
            #expect(versions[1]["label"] == .text("4K"))
            let id = try #require(versions[1]["id"]?.int)
            let answer = try await house.phone.get("play?id=\(house.id("Big Buck Bunny"))&version=\(id)")
            #expect(answer.at("data", "stream_url")?.text?.contains("/stream/\(id)/") == true)
        }
    }

    @Test func aFileThatIsGoneHasAPageNevertheless() async throws {
        try await PlaybackHousehold.with { house in
            let video = try await house.phone.details("Vanished")
            #expect(video["available"] == .bool(false))
            #expect(video["content_rating"] == .text("U"))
            #expect(try await house.phone.details("A Quiet Stone")["content_rating"] == .null)
        }
    }

    @Test func whetherAFileIsThereIsKnownAfterSomeSeconds() async throws {
        try await PlaybackHousehold.with { house in
            #expect(try await house.phone.details("Big Buck Bunny")["available"] == .bool(true))
            try await house.loseFile(of: "Big Buck Bunny")
            house.world.advance(seconds: 5)
            let rows = try await house.phone.get("library")["data"]?.list ?? []
            #expect(rows.first?["available"] == .bool(false))
            #expect(rows.first?["poster_url"] != .null)
        }
    }

    @Test(arguments: ["details", "series_details", "series_episodes"])
    func pagesThatDoNotExist(_ action: String) async throws {
        try await PlaybackHousehold.with { house in
            for id in ["?id=x", "?id=", "", "?id=0", "?id=-1", "?id=2147483648", "?id=1.0"] {
                try await house.phone.get(action + id, .invalid)
            }
            try await house.phone.get("\(action)?id=999999", .missing)
            // Films and episodes share one space of ids, series have their own.
            let other = action == "details" ? "Signal House" : "Big Buck Bunny"
            try await house.phone.get("\(action)?id=\(house.id(other))", .missing)
        }
    }
}

/// The pages of series and their lists of episodes.
@Suite struct SeriesTests {
    @Test func thePageOfASeries() async throws {
        try await PlaybackHousehold.with { house in
            try await house.phone.watch("Pilot", to: 595)
            let answer = try await house.phone.get("series_details?id=\(house.id("Signal House"))")
            let series = try #require(answer["series"])
            let expected: [String: JSONValue] = [
                "id": .int(Int(house.id("Signal House"))), "title": .text("Signal House"), "year": .int(2021),
                "genre": .text("Science Fiction"), "content_rating": .text("12"), "total_episodes": .int(4),
                "episodes_watched": .int(1), "overall_progress_percent": .int(25),
                "next_episode": .object([
                    "id": .int(Int(house.id("Static"))), "title": .text("Static"), "season": .int(1),
                    "episode": .int(2),
                ]),
            ]
            for (name, value) in expected { #expect(series[name] == value, "\(name)") }
            for name in [
                "plot", "poster_url", "backdrop_path", "rating", "rotten_tomatoes", "imdb_id", "language", "country",
                "director", "writer",
            ] {
                #expect(series[name] == .null, "\(name)")
            }
            #expect(answer["episodes"].names == ["Pilot", "Static", "Return", "Making of"])
            #expect(answer.at("intro_marker", "end_seconds") == .int(40))
            #expect(answer.at("credits_marker", "start_seconds") == .int(560))
            let details = try await house.phone.details("Pilot")
            #expect(details["episodes"] == answer["episodes"])
        }
    }

    @Test func whenAllIsWatched() async throws {
        try await PlaybackHousehold.with { house in
            for name in ["Pilot", "Static", "Return"] { try await house.phone.watch(name, to: 600) }
            let path = "series_details?id=\(house.id("Signal House"))"
            var series = try await house.phone.get(path)["series"]
            #expect(series?["next_episode"] == .null)
            #expect(series?["overall_progress_percent"] == .int(75))
            try await house.phone.watch("Making of", to: 600)
            series = try await house.phone.get(path)["series"]
            #expect(series?["overall_progress_percent"] == .int(100))
            #expect(series?["episodes_watched"] == .int(4))
        }
    }

    @Test(arguments: [
        ("", 1, 1, ["Pilot", "Static", "Return", "Making of"]), ("&per_page=3", 1, 2, ["Pilot", "Static", "Return"]),
        ("&per_page=3&page=2", 2, 2, ["Making of"]), ("&per_page=3&page=3", 3, 2, []),
        ("&per_page=0", 1, 4, ["Pilot"]), ("&per_page=1000&page=0", 1, 1, ["Pilot", "Static", "Return", "Making of"]),
        ("&per_page=x&page=x", 1, 1, ["Pilot", "Static", "Return", "Making of"]),
    ])
    func episodesInPages(_ query: String, _ page: Int, _ pages: Int, _ names: [String]) async throws {
        try await PlaybackHousehold.with { house in
            let answer = try await house.phone.get("series_episodes?id=\(house.id("Signal House"))\(query)")
            #expect(answer["data"].names == names)
            #expect(answer["total"] == .int(4))
            #expect(answer["page"] == .int(page))
            #expect(answer["pages"] == .int(pages))
        }
    }
}
