import Domain
import Jobs
import Storage
import Synchronisation
import TestKit
import Testing

@Suite("Taking over series of a media server")
struct SyncSeriesTests {
    private static let episodes: [FakeServerItem] = [
        .episode(301, of: 201, 1, 1), .episode(302, of: 201, 1, 2), .episode(303, of: 201, 0, 1),
        .episode(304, of: 201, nil, nil), .episode(305, of: 201, 2, nil),
    ]

    @Test("series come with their facts and episodes, unnumbered ones left out", arguments: MediaServerKind.allCases)
    func facts(_ kind: MediaServerKind) async throws {
        try await SyncBench.with(kind, [.breakingBad, .matrix] + Self.episodes) { bench async throws in
            let report = try await bench.run { SyncSeries($0) }
            #expect(
                report.result == [
                    "seriesAdded": 1, "seriesUpdated": 0, "episodesAdded": 3, "episodesUpdated": 0,
                ])
            #expect(report.warnings.isEmpty && bench.indexings == 1)
            let id = try await bench.titleID("Breaking Bad", .series)
            let title = try #require(try await bench.stores.catalogue.title(id: id))
            #expect(title.imdbID == IMDbID("tt0903747") && title.tmdbID == 1396)
            #expect(title.metadata.studios == ["AMC"] && title.metadata.year == 2008)
            let facts = try #require(try await bench.stores.browse.facts(of: [id])[id])
            #expect(facts.tvdbID == 81_189 && facts.status == "Ended" && facts.endYear == 2013)
            #expect(facts.airDays == ["Sunday"])
            let known = try await bench.stores.browse.episodes(of: id)
            #expect(known.map(\.season) == [0, 1, 1] && known.map(\.title.metadata.runtimeMinutes) == [47, 47, 47])
        }
    }

    @Test("a repeated sync writes nothing at all", arguments: TestDriver.available)
    func repetition(_ driver: TestDriver) async throws {
        let many = (1...300).map { FakeServerItem.episode(10_000 + $0, of: 201, 1 + $0 / 50, $0 % 50) }
        try await SyncBench.with(.emby, [.breakingBad] + many, driver: driver) { bench async throws in
            try await bench.run { SyncSeries($0) }
            let writes = try await bench.writes {
                let report = try await bench.run { SyncSeries($0) }
                #expect(report.result?.values.allSatisfy { $0 == 0 } == true)
            }
            #expect(writes.isEmpty, "\(writes)")
            #expect(bench.indexings == 1)
        }
    }

    @Test("episodes that are gone go, and a series goes with all of its own")
    func pruning() async throws {
        let other = FakeServerItem(.series, 202, "Fargo") { ($0.library, $0.year) = (2, 2014) }
        let items = [.breakingBad, other, .episode(401, of: 202, 1, 1)] + Self.episodes
        try await SyncBench.with(.jellyfin, items) { bench async throws in
            try await bench.run { SyncSeries($0) }
            #expect(try await bench.shown(.series) == ["Breaking Bad", "Fargo"])
            await bench.fake.change { fake in fake.items.removeAll { [202, 302, 401].contains($0.number) } }
            try await bench.run { SyncSeries($0) }
            #expect(try await bench.shown(.series, all: true) == ["Breaking Bad"])
            let id = try await bench.titleID("Breaking Bad", .series)
            #expect(try await bench.stores.browse.episodes(of: id).map(\.season) == [0, 1])
        }
    }

    @Test("a hole in the listing of episodes keeps every episode and every series")
    func holes() async throws {
        let other = FakeServerItem(.series, 202, "Fargo") { ($0.library, $0.year) = (2, 2014) }
        try await SyncBench.with(.jellyfin, [.breakingBad, other] + Self.episodes) { bench async throws in
            try await bench.run { SyncSeries($0) }
            await bench.fake.change { fake in fake.items.removeAll { [202, 301].contains($0.number) } }
            // The first page is that of the series.
            await bench.fake.setPageFaults([1: .total(77)])
            let report = try await bench.run { SyncSeries($0) }
            #expect(!report.warnings.isEmpty)
            #expect(try await bench.shown(.series, all: true) == ["Breaking Bad", "Fargo"])
            try await bench.run { SyncSeries($0) }
            #expect(try await bench.shown(.series, all: true) == ["Breaking Bad"])
        }
    }

    @Test("episodes of a series that is not listed are told and left out")
    func homeless() async throws {
        try await SyncBench.with(.jellyfin, [.breakingBad, .episode(401, of: 999, 1, 1)]) { bench async throws in
            let report = try await bench.run { SyncSeries($0) }
            #expect(report.warnings == ["1 episodes belong to no series that the media server lists"])
            #expect(report.result?["episodesAdded"] == 0)
        }
    }
}
