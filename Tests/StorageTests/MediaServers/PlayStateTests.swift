import Domain
import Storage
import TestKit
import Testing

/// What was watched on a media server is watched for this server's own players, alike on both drivers.
@Suite struct PlayStateTests {
    @Test(arguments: TestDriver.available)
    func `the later of a play there and a beginning here counts`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let (_, profile) = try await bench.person()
            let shelf = PlayShelf(profile: profile, source: .jellyfin)
            let film = try await bench.save(.film(1, "Film"))
            let watching = bench.stores.watching
            func state() async throws -> WatchState? { try await watching.state(of: film, for: profile) }
            let begun = WatchReport(at: .test(100), position: 40, mark: .early)
            _ = try await watching.report(begun, of: film, by: profile, source: .playback, device: nil)

            _ = try await bench.plays.put([TitlePlays(titleID: film, count: 1, lastAt: .test(50))], .exact, of: shelf)
            #expect(try await state() == WatchState(position: 40, isFinished: false, watchedAt: .test(100)))
            _ = try await bench.plays.put([TitlePlays(titleID: film, count: 2, lastAt: .test(200))], .exact, of: shelf)
            #expect(try await state() == WatchState(position: 0, isFinished: true, watchedAt: .test(200)))
            // The viewings there are counted once, whatever is watched here.
            let ended = WatchReport(at: .test(900), position: 99, mark: .finished)
            for report in [WatchReport(at: .test(300), position: 1, mark: .early), ended] {
                _ = try await watching.report(report, of: film, by: profile, source: .playback, device: nil)
            }
            let history = try await bench.stores.history.films(of: profile, order: .recent, offset: 0, limit: 9)
            #expect(history.rows.map(\.playCount) == [3])
        }
    }

    @Test(arguments: TestDriver.available)
    func `a play that is no longer told leaves what was watched here`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let (_, profile) = try await bench.person()
            let shelf = PlayShelf(profile: profile, source: .emby)
            let (there, both) = (try await bench.save(.film(1, "There")), try await bench.save(.film(2, "Both")))
            let watching = bench.stores.watching
            let ended = WatchReport(at: .test(10), position: 99, mark: .finished)
            _ = try await watching.report(ended, of: both, by: profile, source: .playback, device: nil)
            let plays = [there, both].map { TitlePlays(titleID: $0, count: 1, lastAt: nil) }
            _ = try await bench.plays.put(plays, .exact, of: shelf)
            #expect(try await watching.state(of: there, for: profile)?.isFinished == true)
            try await bench.plays.removePlays(of: [there, both], from: shelf)
            #expect(try await watching.state(of: there, for: profile) == nil)
            #expect(
                try await watching.state(of: both, for: profile)
                    == WatchState(position: 0, isFinished: true, watchedAt: .test(10)))
        }
    }
}
