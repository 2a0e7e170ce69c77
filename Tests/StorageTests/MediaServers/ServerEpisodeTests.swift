import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Episodes that a media server tells, alike on both drivers.
@Suite struct ServerEpisodeTests {
    @Test(arguments: TestDriver.available)
    func `episodes come to their places, copies to the same, and those without a series nowhere`(
        driver: TestDriver
    ) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let dark = try await bench.save(.series(1, "Dark", tvdb: 7), in: bench.series)
            let outcome = try await bench.titles.save(
                [
                    .test(11, of: 1, 1, 1, "Secrets"), .test(12, of: 1, 1, 2, "Lies"),
                    .test(13, of: 1, 1, 1, "Secrets"),
                    .test(14, of: 99, 1, 1, "Homeless"), .test(15, of: 1, 0, 1, "Making of"),
                ], in: bench.series)
            #expect(outcome.homeless == 1)
            #expect(outcome.titles == UpsertOutcome(added: 3, changed: 0, unchanged: 1))
            let episodes = try await bench.stores.browse.episodes(of: dark)
            #expect(episodes.map(\.season) == [0, 1, 1] && episodes.map(\.number) == [1, 1, 2])
            #expect(try await bench.title(.test(11)) == bench.title(.test(13)))
        }
    }

    @Test(arguments: TestDriver.available)
    func `episodes that are told again are not written`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            _ = try await bench.save(.series(1, "Dark"), in: bench.series)
            let episodes = (1...200).map { ServerEpisodeDraft.test(1_000 + $0, of: 1, 1, $0) }
            let (_, first) = try await StatementCounter.counting {
                try await bench.titles.save(episodes, in: bench.series)
            }
            #expect(first.count <= 30, "\(first.statements)")
            let (outcome, second) = try await StatementCounter.counting {
                try await bench.titles.save(episodes, in: bench.series)
            }
            #expect(second.count == 2 && outcome.titles == UpsertOutcome(unchanged: 200), "\(second.statements)")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a renumbered episode is another title, and the old one goes when nobody watched it`(
        driver: TestDriver
    ) async throws {
        try await ServerBench.with(driver) { bench async throws in
            _ = try await bench.save(.series(1, "Dark"), in: bench.series)
            _ = try await bench.titles.save(
                [.test(11, of: 1, 1, 1), .test(12, of: 1, 1, 2)], in: bench.series)
            let (first, second) = (try await bench.title(.test(11)), try await bench.title(.test(12)))
            let (_, profile) = try await bench.person()
            _ = try await bench.plays.put(
                [TitlePlays(titleID: second, count: 1, lastAt: .test(5))], .exact,
                of: PlayShelf(profile: profile, source: .jellyfin))
            _ = try await bench.titles.save(
                [.test(11, of: 1, 1, 11), .test(12, of: 1, 1, 12)], in: bench.series)
            #expect(try await bench.title(.test(11)) != first)
            #expect(try await bench.titles.removeAbandoned(.episode, after: nil, limit: 10).removed == 1)
            #expect(try await bench.stores.catalogue.title(id: first) == nil)
            #expect(try await bench.stores.catalogue.title(id: second) != nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `episodes follow their series to another title`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let wrong = try await bench.save(.series(1, "Dark", imdb: "tt1"), in: bench.series)
            _ = try await bench.titles.save([.test(11, of: 1, 1, 1)], in: bench.series)
            let right = try await bench.save(.series(1, "Dark", imdb: "tt5753856"), in: bench.series)
            #expect(wrong != right)
            _ = try await bench.titles.save([.test(11, of: 1, 1, 1)], in: bench.series)
            #expect(try await bench.stores.browse.episodes(of: right).count == 1)
            #expect(try await bench.titles.removeAbandoned(.series, after: nil, limit: 10).removed == 2)
            #expect(try await bench.shown(.series) == ["Dark"])
        }
    }
}
