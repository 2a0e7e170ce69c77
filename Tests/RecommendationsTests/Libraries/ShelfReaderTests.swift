import Domain
import Host
import SQL
import Storage
import TestKit
import Testing

@testable import Recommendations

@Suite("What is read of titles that are written")
struct ShelfReaderTests {
    @Test("Many series take no more statements than one, and each has its own episodes in their order")
    func statements() async throws {
        try await LibraryBench.with { bench async throws in
            try await bench.addShows(12)
            let titles = try await bench.titles(.series)
            let reader = ShelfReader(
                titles: bench.stores.browse, videos: bench.stores.videos, server: bench.key,
                places: bench.knobs.settings.places, threads: HostThreads(count: 1))
            var counts: [Int] = []
            for names in [["Show 3"], (1...12).map { "Show \($0)" }] {
                let entries = try names.map { ShelfEntry(try #require(titles[$0])) }
                let (shelved, counter) = try await StatementCounter.counting { try await reader.series(entries) }
                counts.append(counter.count)
                #expect(shelved.map(\.title.metadata.title) == names && shelved.map(\.rank) == Array(1...names.count))
                for (series, name) in zip(shelved, names) {
                    #expect(series.episodes.map { [$0.season, $0.number] } == [[0, 1], [1, 1], [1, 2]])
                    #expect(series.episodes.allSatisfy { $0.file?.path.text.hasPrefix("/media/tv/\(name)/") == true })
                }
            }
            #expect(counts[0] > 0 && counts[0] == counts[1], "\(counts)")
        }
    }
}

extension LibraryBench {
    /// Series "Show 1", "Show 2"... with two episodes and a special each.
    fileprivate func addShows(_ count: Int) async throws {
        let library = try #require(try await stores.serverLibraries.libraries().first { $0.kind == .series }).id
        for show in 1...count {
            let item = 3_000 + show * 100
            var draft = TitleDraft.film("Show \(show)", year: 2011)
            draft.kind = .series
            _ = try await stores.serverTitles.save(
                [ServerTitleDraft(itemID: try id(item), draft: draft, path: "/media/tv/Show \(show)")], in: library)
            let episodes = try [(1, 2), (0, 1), (1, 1)].map { season, number in
                var draft = TitleDraft.film("Part \(season)-\(number)")
                draft.kind = .episode
                var episode = ServerEpisodeDraft(
                    itemID: try id(item + season * 10 + number), seriesID: try id(item), season: season,
                    number: number, draft: draft)
                episode.path = "/media/tv/Show \(show)/\(season)x\(number).mkv"
                return episode
            }
            _ = try await stores.serverTitles.save(episodes, in: library)
        }
    }
}
