import Basics
import Domain
import Storage
import TestKit
import Testing

/// What profiles began, and what videos tell of it, on both drivers.
@Suite struct BegunVideoTests {
    @Test(arguments: TestDriver.available)
    func `what was begun and not finished comes back, the latest first, one of each series`(
        driver: TestDriver
    ) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let profile = try await bench.profile()
            try await bench.save(
                .film("Heat", .at("h.mkv")), .film("Up", .at("u.mkv")), .film("Alien", .at("a.mkv")),
                .film("Short", .at("s.mkv")),
                .series("Dark", .test(1, 1, "A", .at("1.mkv")), .test(1, 2, "B", .at("2.mkv"))),
                .series("Fargo", .test(1, 1, "C", .at("3.mkv"))))
            for (moment, path) in ["h.mkv", "2.mkv", "3.mkv", "u.mkv", "1.mkv", "a.mkv"].enumerated() {
                try await bench.watch(path, 100 + moment, at: moment, by: profile)
            }
            try await bench.watch("s.mkv", 60, at: 9, by: profile)
            #expect(try await bench.begun(profile) == ["Alien", "A", "Up", "C", "Heat"])
            try await bench.watch("a.mkv", 990, at: 20, by: profile)
            #expect(try await bench.begun(profile) == ["A", "Up", "C", "Heat"], "finished")
            try await bench.watch("2.mkv", 200, at: 21, by: profile)
            #expect(try await bench.begun(profile) == ["B", "Up", "C", "Heat"])
            let one = try await bench.videos.begun(by: .of(profile), positionMin: 60, limit: 1)
            #expect(try await bench.names(one) == ["B"])
            #expect(try await bench.videos.begun(by: .of(ProfileID(99)), positionMin: 0, limit: 9).isEmpty)
            #expect(try await bench.videos.begun(by: .of(profile), positionMin: 0, limit: 9).count == 5)

            try await bench.media.markMissing([bench.file("u.mkv").id, bench.file("h.mkv").id], at: .test(30))
            #expect(try await bench.begun(profile) == ["B", "Up", "C", "Heat"])
            _ = try await bench.media.purge(missingBefore: .test(31), in: nil)
            #expect(try await bench.begun(profile) == ["B", "C"], "not listed any more")
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is above the limit is left out, and the episode before it counts`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let profile = try await bench.profile()
            try await bench.save(
                .series(
                    "Dark", .test(1, 1, "A", .at("1.mkv")),
                    .test(1, 2, "B", .at("2.mkv")) { $0.contentRating = "18" }
                ) { $0.contentRating = "12" },
                .film("Heat", .at("h.mkv")))
            for (moment, path) in ["1.mkv", "2.mkv", "h.mkv"].enumerated() {
                try await bench.watch(path, 100, at: moment, by: profile)
            }
            #expect(try await bench.begun(profile) == ["Heat", "B"])
            let child = Viewer(
                profile: profile, certificateMax: CertificateRank.twelve.rawValue,
                unratedAs: CertificateRank.eighteen.rawValue)
            #expect(try await bench.names(bench.videos.begun(by: child, positionMin: 60, limit: 9)) == ["A"])
        }
    }

    @Test(arguments: TestDriver.available)
    func `videos come in the order of their ids, each once, with the profile's state`(
        driver: TestDriver
    ) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let profile = try await bench.profile()
            try await bench.save(.film("Heat", .at("h.mkv")), .series("Dark", .test(1, 1, "A", .at("1.mkv"))))
            try await bench.watch("1.mkv", 100, at: 5, by: profile)
            try await bench.watch("h.mkv", 990, at: 6, by: profile)
            let (heat, episode) = (try await bench.title("h.mkv"), try await bench.title("1.mkv"))
            let series = try await bench.series("1.mkv")
            let asked = [series, TitleID(999), heat, series, episode]
            let videos = try await bench.videos.videos(asked, for: .of(profile))
            #expect(videos.map(\.title.id) == [series, heat, episode])
            #expect(videos[1].state == WatchState(position: 0, isFinished: true, watchedAt: .test(6)))
            #expect(videos[2].state == WatchState(position: 100, isFinished: false, watchedAt: .test(5)))
            #expect(videos[0].state == nil)
            #expect(try await bench.videos.videos([heat], for: .all).map(\.state) == videos[1...1].map(\.state))
            #expect(try await bench.video(heat, for: .of(ProfileID(99))).state == nil)
            #expect(try await bench.videos.videos([], for: .all).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is not there is not found`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            #expect(try await bench.videos.episodes(of: TitleID(9), for: .all) == nil)
            #expect(try await bench.videos.file(MediaFileID(9)) == nil)
            #expect(try await bench.videos.subtitle(SubtitleID(9)) == nil)
            #expect(try await bench.videos.artwork(.poster, of: TitleID(9)) == nil)
            #expect(try await bench.videos.page(.all(), offset: 0, limit: 9).total == 0)
            #expect(try await bench.videos.newest(.all(), limit: 9).isEmpty)
            #expect(try await bench.videos.libraryCounts(for: .all).isEmpty)
        }
    }
}

extension Viewer {
    fileprivate static func of(_ profile: ProfileID) -> Viewer {
        Viewer(profile: profile, certificateMax: nil, unratedAs: 0)
    }
}

extension MediaBench {
    /// A report from a film of 1,000 seconds.
    fileprivate func watch(_ path: String, _ position: Int, at moment: Int, by profile: ProfileID) async throws {
        let report = WatchReport(at: .test(Double(moment)), position: position, length: 1000, creditsFrom: nil)
        let isStored = try await test.stores.watching.report(
            report, of: title(path), by: profile, source: .playback, device: nil)
        #expect(isStored)
    }

    fileprivate func begun(_ profile: ProfileID) async throws -> [String] {
        try await names(videos.begun(by: .of(profile), positionMin: 60, limit: 99))
    }
}
