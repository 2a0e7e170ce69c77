import Basics
import Domain
import Storage
import TestKit
import Testing

/// What profiles watched, alike on both drivers.
@Suite struct WatchStoreTests {
    /// Two viewings, a beginning, and somebody who said in between that it was not watched.
    private static let reports = [
        report(0, 0), report(10, 600), report(60, 3600), report(90, 5400), report(92, 5520), report(200, 60),
        report(230, 1800), report(285, 5940), WatchReport(at: .minute(290), position: 0, mark: .cleared),
        report(400, 0), report(470, 4200), report(491, 5460), report(600, 120), report(640, 2520),
    ]

    /// A position in seconds, so many minutes later, in a film of 100 minutes.
    private static func report(_ minutes: Double, _ position: Int) -> WatchReport {
        WatchReport(at: .minute(minutes), position: position, length: 6000, creditsFrom: nil)
    }

    @Test(arguments: TestDriver.available)
    func `reports in any order, and repeated ones, lead to one state`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver, films: 6) { bench async throws in
            let all = WatchReports(Self.reports)
            #expect(all.viewings.count == 1 && all.position == 2520, "the sample shows something")
            for (number, film) in bench.films.enumerated() {
                var numbers = SeededNumbers(state: UInt64(number))
                let shuffled = (Self.reports + Self.reports.shuffled(using: &numbers).prefix(5))
                    .shuffled(using: &numbers)
                for report in number == 0 ? Self.reports : shuffled { #expect(try await bench.report(report, film)) }
                let state = try #require(try await bench.state(film))
                #expect(state.position == all.position && state.isFinished == all.isFinished)
                #expect(state.watchedAt == all.latest)
                let events = try await bench.events(film)
                #expect(events.map(\.watchedAt) == all.viewings.reversed(), "order \(number)")
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `fifty reports at once about one title lose nothing`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, film, profile) = (bench.stores.watching, bench.films[0], bench.profile)
            let known = try await concurrently(50) { number in
                try await store.report(
                    Self.report(Double(number) * 2, number * 120), of: film, by: profile, source: .playback,
                    device: nil)
            }
            #expect(!known.contains(false))
            let all = WatchReports((0..<50).map { Self.report(Double($0) * 2, $0 * 120) })
            let state = try #require(try await bench.state(film))
            #expect(state == WatchState(position: 0, isFinished: true, watchedAt: .minute(98)))
            #expect(try await bench.events(film).map(\.watchedAt) == all.viewings)
            #expect(all.viewings == [.minute(90)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a viewing is an event, which moves and goes as more becomes known`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let film = bench.films[0]
            _ = try await bench.report(Self.report(95, 5700), film, device: "Television")
            #expect(
                try await bench.events(film) == [
                    WatchEvent(
                        profileID: bench.profile, titleID: film, watchedAt: .minute(95), source: .playback,
                        device: "Television")
                ])
            _ = try await bench.report(Self.report(91, 5460), film, device: "Phone")
            #expect(try await bench.events(film).map(\.watchedAt) == [.minute(91)], "it ended earlier")
            _ = try await bench.report(Self.report(300, 0), film)
            _ = try await bench.report(Self.report(390, 5500), film)
            #expect(try await bench.events(film).map(\.watchedAt) == [.minute(390), .minute(91)])
            let cleared = WatchReport(at: .minute(200), position: 0, mark: .cleared)
            _ = try await bench.report(cleared, film)
            #expect(try await bench.events(film).map(\.watchedAt) == [.minute(390)], "the first was none")
            let again = WatchReport(at: .minute(500), position: 0, mark: .cleared)
            _ = try await bench.report(again, film)
            #expect(try await bench.events(film).isEmpty)
            #expect(
                try await bench.state(film)
                    == WatchState(position: 0, isFinished: false, watchedAt: .minute(500)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `a repeated report writes nothing`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let film = bench.films[0]
            _ = try await bench.report(Self.report(95, 5700), film, device: "Television")
            let before = try await bench.events(film)
            #expect(try await bench.report(Self.report(95, 5700), film, device: "Phone"))
            #expect(try await bench.events(film) == before)
        }
    }

    @Test(arguments: TestDriver.available)
    func `unknown titles and profiles leave nothing behind`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, report) = (bench.stores.watching, Self.report(1, 60))
            #expect(
                try await !store.report(report, of: TitleID(999), by: bench.profile, source: .playback, device: nil))
            #expect(
                try await !store.report(report, of: bench.films[0], by: ProfileID(999), source: .playback, device: nil))
            #expect(try await bench.test.count("watch_state") == 0)
            #expect(try await store.state(of: TitleID(999), for: bench.profile) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `profiles watch apart, and the latest events come first`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let store = bench.stores.watching
            let kim = try await bench.addProfile("Kim")
            for (minutes, film) in [(95.0, 0), (300.0, 1), (500.0, 0)] {
                _ = try await bench.report(Self.report(minutes - 95, 0), bench.films[film])
                _ = try await bench.report(Self.report(minutes, 5700), bench.films[film])
            }
            _ = try await store.report(
                Self.report(7, 420), of: bench.films[0], by: kim, source: .playback, device: nil)
            let events = try await store.events(of: bench.profile, limit: 9)
            #expect(events.map(\.watchedAt) == [.minute(500), .minute(300), .minute(95)])
            #expect(events.map(\.titleID) == [bench.films[0], bench.films[1], bench.films[0]])
            #expect(try await store.events(of: bench.profile, limit: 2) == Array(events.prefix(2)))
            #expect(try await store.events(of: kim, limit: 9).isEmpty)
            #expect(try await store.state(of: bench.films[0], for: kim)?.position == 420)
            #expect(try await store.state(of: bench.films[1], for: kim) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was watched goes with its title`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            _ = try await bench.report(Self.report(95, 5700), bench.films[0])
            _ = try await bench.stores.watching.addToList(bench.films[0], of: bench.profile, at: .test(0))
            #expect(try await bench.stores.catalogue.remove([bench.films[0]]) == 1)
            for table in ["watch_state", "watch_event", "watch_list"] {
                #expect(try await bench.test.count(table) == 0, "\(table)")
            }
        }
    }
}

/// What profiles keep for later, alike on both drivers.
@Suite struct WatchListTests {
    @Test(arguments: TestDriver.available)
    func `the first moment is kept, and removing is repeatable`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, film, profile) = (bench.stores.watching, bench.films[0], bench.profile)
            #expect(try await store.addToList(film, of: profile, at: .test(10)))
            #expect(try await store.addToList(film, of: profile, at: .test(99)))
            #expect(try await store.addToList(film, of: profile, at: .test(1)))
            let entry = WatchListEntry(titleID: film, addedAt: .test(10))
            #expect(try await store.list(of: profile, limit: 9) == [entry])
            #expect(try await store.isOnList(film, of: profile))
            try await store.removeFromList(film, of: profile)
            try await store.removeFromList(film, of: profile)
            #expect(try await !store.isOnList(film, of: profile))
            #expect(try await store.addToList(film, of: profile, at: .test(20)))
            #expect(try await store.list(of: profile, limit: 9).map(\.addedAt) == [.test(20)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `many who add one film at once add it once`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (store, film, profile) = (bench.stores.watching, bench.films[0], bench.profile)
            let added = try await concurrently(10) { number in
                try await store.addToList(film, of: profile, at: .test(Double(number)))
            }
            #expect(!added.contains(false))
            #expect(try await bench.test.count("watch_list") == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `the newest come first, of each profile alone`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver, films: 4) { bench async throws in
            let store = bench.stores.watching
            let kim = try await bench.addProfile("Kim")
            for (film, second) in zip(bench.films, [3.0, 5, 5, 1]) {
                _ = try await store.addToList(film, of: bench.profile, at: .test(second))
            }
            _ = try await store.addToList(bench.films[3], of: kim, at: .test(0))
            let ids = try await store.list(of: bench.profile, limit: 9).map(\.titleID)
            #expect(ids == [2, 1, 0, 3].map { bench.films[$0] }, "of one moment the later title first")
            #expect(try await store.list(of: bench.profile, limit: 2).map(\.titleID) == Array(ids.prefix(2)))
            #expect(try await store.list(of: kim, limit: 9).map(\.titleID) == [bench.films[3]])
            #expect(try await !store.addToList(TitleID(999), of: kim, at: .test(0)))
            #expect(try await !store.isOnList(TitleID(999), of: kim))
        }
    }
}

extension ActivityBench {
    fileprivate func report(_ report: WatchReport, _ film: TitleID, device: String? = nil) async throws -> Bool {
        try await stores.watching.report(report, of: film, by: profile, source: .playback, device: device)
    }

    fileprivate func state(_ film: TitleID) async throws -> WatchState? {
        try await stores.watching.state(of: film, for: profile)
    }

    fileprivate func events(_ film: TitleID) async throws -> [WatchEvent] {
        try await stores.watching.events(of: profile, limit: 100).filter { $0.titleID == film }
    }
}

extension Instant {
    /// So many minutes after the beginning of the tests' time.
    fileprivate static func minute(_ minutes: Double) -> Instant { .test(minutes * 60) }
}
