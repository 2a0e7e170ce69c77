import Domain
import TestKit
import Testing

/// What profiles keep for later.
@Suite struct WatchListTests {
    @Test func addingAndRemovingTwiceIsAsGoodAsOnce() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            let bunny = "video_id=\(house.id("Big Buck Bunny"))"
            for _ in 0..<2 {
                let added = try await phone.post("watch_list_add", bunny)
                #expect(added["message"]?.text?.isEmpty == false)
                house.world.advance(seconds: 60)
            }
            let list = try await phone.get("watch_list")
            #expect(list["videos"].names == ["Big Buck Bunny"])
            #expect(list["total"] == .int(1) && list["page"] == .int(1) && list["pages"] == .int(1))
            // Two minutes after the household began: the first time counts.
            #expect(list["videos"]?.list?.first?["added_at"] == .text("2023-11-14 22:15:20"))
            for _ in 0..<2 { try await phone.post("watch_list_remove", bunny) }
            let empty = try await phone.get("watch_list")
            #expect(empty["videos"] == .list([]))
            #expect(empty["total"] == .int(0) && empty["pages"] == .int(1))
            try await phone.post("watch_list_add", bunny)
            #expect(
                try await phone.get("watch_list")["videos"]?.list?.first?["added_at"] != .text("2023-11-14 22:15:20"))
        }
    }

    @Test func whetherAVideoIsOnIt() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            let pilot = house.id("Pilot")
            for isOn in [false, true] {
                if isOn { try await phone.post("watch_list_add", "video_id=\(pilot)") }
                let answer = try await phone.get("watch_list?video_id=\(pilot)")
                #expect(answer == .object(["status": .text("success"), "in_watch_list": .bool(isOn)]))
            }
            #expect(try await phone.get("watch_list?video_id=999999")["in_watch_list"] == .bool(false))
            for id in ["x", "0", "-1", "2147483648"] { try await phone.get("watch_list?video_id=\(id)", .invalid) }
        }
    }

    @Test func badVideosAreRefused() async throws {
        try await PlaybackHousehold.with { house in
            for action in ["watch_list_add", "watch_list_remove"] {
                for form in ["", "video_id=", "video_id=x", "video_id=0", "video_id=2147483648", "id=1"] {
                    try await house.phone.post(action, form, .invalid)
                }
            }
            try await house.phone.post("watch_list_add", "video_id=999999", .missing)
            try await house.phone.post("watch_list_add", "video_id=\(house.id("Signal House"))", .missing)
            try await house.phone.post("watch_list_remove", "video_id=999999")
        }
    }

    @Test func theNewestComesFirstInPagesOfFifty() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            try await house.addFilms((1...53).map { TitleMetadata(title: "Film \($0)") })
            let films = try await phone.get("library?per_page=100&q=film")["data"]?.list ?? []
            for film in films {
                house.world.advance(seconds: 1)
                try await phone.post("watch_list_add", "video_id=\(film["id"]?.int ?? 0)")
            }
            let expected = Array(films.compactMap { $0["title"]?.text }.reversed())
            let first = try await phone.get("watch_list?per_page=5")
            #expect(first["videos"].names == Array(expected.prefix(50)))
            #expect(first["total"] == .int(53) && first["pages"] == .int(2) && first["page"] == .int(1))
            let second = try await phone.get("watch_list?page=2")
            #expect(second["videos"].names == Array(expected.suffix(3)))
            #expect(second["page"] == .int(2))
            let past = try await phone.get("watch_list?page=3")
            #expect(past["videos"] == .list([]))
            #expect(past["total"] == .int(53))
            for page in ["0", "-1", "x", ""] {
                #expect(try await phone.get("watch_list?page=\(page)")["page"] == .int(1))
            }
        }
    }

    @Test func onlyWhatIsLookedFor() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            for name in ["Big Buck Bunny", "Vanished", "Pilot"] {
                house.world.advance(seconds: 1)
                try await phone.post("watch_list_add", "video_id=\(house.id(name))")
            }
            let rows = try await phone.get("get_libraries")["data"]?.list ?? []
            let (films, series) = (rows[1]["id"]?.int ?? 0, rows[2]["id"]?.int ?? 0)
            let long = String(repeating: "+", count: 195)
            for (query, expected) in [
                ("", ["Pilot", "Vanished", "Big Buck Bunny"]), ("search=bunny", ["Big Buck Bunny"]),
                ("search=B%C3%9ANNY", ["Big Buck Bunny"]), ("search=pilot", ["Pilot"]), ("search=signal", ["Pilot"]),
                ("search=%25", []), ("search=_", []), ("search=++", ["Pilot", "Vanished", "Big Buck Bunny"]),
                ("search=bunny\(long)zzz", ["Big Buck Bunny"]),
                ("library_id=\(films)", ["Vanished", "Big Buck Bunny"]),
                ("library_id=\(series)", ["Pilot"]), ("library_id=\(series)&search=bunny", []),
                ("library_id=0", ["Pilot", "Vanished", "Big Buck Bunny"]),
            ] {
                let answer = try await phone.get("watch_list?\(query)")
                #expect(answer["videos"].names == expected, "\(query)")
                #expect(answer["total"] == .int(expected.count), "\(query)")
            }
            try await phone.get("watch_list?library_id=9999", .missing)
            try await phone.get("watch_list?library_id=x", .invalid)
        }
    }

    @Test func everyProfileHasItsOwn() async throws {
        try await PlaybackHousehold.with { house in
            let phone = house.phone
            try await phone.post("watch_list_add", "video_id=\(house.id("Vanished"))")
            _ = try await phone.addProfile("name=Kim")
            #expect(try await phone.names("watch_list", in: "videos").isEmpty)
            #expect(try await house.device("ben").names("watch_list", in: "videos").isEmpty)
            let vanished = "watch_list?video_id=\(house.id("Vanished"))"
            #expect(try await phone.get(vanished)["in_watch_list"] == .bool(false))
        }
    }
}
