import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Statistics that are kept are those that working them out anew would give.
@Suite struct StatisticsMemoryTests {
    private static let months = (0..<12).map { number in
        Instant.hour(Double(number) * 100)..<Instant.hour(100 + Double(number) * 100)
    }

    /// Checks statistics that are kept against fresh ones, and returns how many statements the kept ones took.
    private func look(_ kept: SQLWatchHistory, _ bench: HistoryBench) async throws -> Int {
        let (statistics, counter) = try await StatementCounter.counting {
            try await kept.statistics(of: bench.profile, months: Self.months)
        }
        #expect(try await bench.history.statistics(of: bench.profile, months: Self.months) == statistics)
        return counter.count
    }

    @Test(arguments: TestDriver.available)
    func `as long as nothing changes one look is enough`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let kept = bench.history
            #expect(try await look(kept, bench) == 11)
            #expect(try await look(kept, bench) == 1)
            let film = try await bench.film("Film") { $0.genres = ["Drama"] }
            try await bench.play(film, hours: [1])
            #expect(try await look(kept, bench) == 11)
            #expect(try await look(kept, bench) == 1)
            let other = try await bench.addProfile("Other")
            _ = try await kept.statistics(of: other, months: Self.months)
            #expect(try await look(kept, bench) == 1, "each profile has its own")
            let later = try await kept.statistics(of: bench.profile, months: Array(Self.months.dropFirst()))
            #expect(later.months.count == 11, "other months are another question")
        }
    }

    @Test(arguments: TestDriver.available)
    func `whatever they are made from changes them`(driver: TestDriver) async throws {
        try await HistoryBench.with(driver) { bench async throws in
            let kept = bench.history
            let film = try await bench.film("Film", year: 1999) { $0.genres = ["Drama"] }
            let series = try await bench.series("Series", [(1, 1), (1, 2)], runtime: 40)
            let steps: [(String, () async throws -> Void)] = [
                ("a viewing", { try await bench.play(film, hours: [1]) }),
                ("another viewing", { try await bench.play(film, hours: [2]) }),
                ("an episode", { try await bench.play(series.episodes[0], hours: [3]) }),
                ("a favourite", { try await bench.keep(film) }),
                ("another favourite", { try await bench.keep(series.id) }),
                (
                    "another genre",
                    {
                        let drafts = [TitleDraft.film("Film", year: 1999) { $0.genres = ["Comedy"] }]
                        _ = try await bench.test.stores.catalogue.merge(drafts, from: .user)
                    }
                ),
                ("a viewing less", { _ = try await bench.forget(.film(film), hour: 9) }),
                ("a film less", { _ = try await bench.test.stores.catalogue.remove([film]) }),
            ]
            _ = try await look(kept, bench)
            for (name, step) in steps {
                try await step()
                #expect(try await look(kept, bench) == 11, "\(name)")
                #expect(try await look(kept, bench) == 1, "\(name)")
            }
        }
    }
}
