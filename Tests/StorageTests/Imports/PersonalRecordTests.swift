import Basics
import Domain
import Storage
import TestKit
import Testing

/// What people take out of here, alike on both drivers.
@Suite struct PersonalRecordTests {
    @Test(arguments: TestDriver.available)
    func `pages together hold everything once`(driver: TestDriver) async throws {
        try await ImportBench.with(driver) { bench async throws in
            let session = try await bench.review(5)
            try await bench.apply(
                (0..<5).map { index in
                    var decision = ImportDecision.watched(index, at: [Double(index)])
                    decision.opinion = ImportedOpinion(value: index + 1, ratedAt: .test(9), isGivenNow: false)
                    decision.keptAt = .test(Double(index))
                    return decision
                }, in: session)
            let (records, user, profile) = (bench.stores.records, bench.user, bench.profile)
            let ratings = try await Self.all { try await records.ratings(of: user, after: $0, limit: 2) }
            #expect(ratings.map(\.value) == [1, 2, 3, 4, 5] && ratings.map(\.title.tmdbID) == Array(1_000...1_004))
            #expect(ratings.allSatisfy { $0.source == .import && $0.ratedAt == .test(9) && $0.title.year == 2000 })
            let viewings = try await Self.all { try await records.viewings(of: profile, after: $0, limit: 2) }
            #expect(viewings.map(\.watchedAt) == (0..<5).map { .test(Double($0)) })
            #expect(viewings.allSatisfy { $0.plays == 1 && $0.source == .amazonPrime })
            let kept = try await Self.all { try await records.kept(of: profile, after: $0, limit: 2) }
            #expect(kept.map(\.addedAt) == (0..<5).map { .test(Double($0)) })
            let whole = try await records.ratings(of: user, after: nil, limit: 5)
            #expect(whole.records.count == 5 && whole.next == nil)
            let other = try await bench.other()
            #expect(try await records.ratings(of: other.user, after: nil, limit: 5).records.isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an episode says where it stands`(driver: TestDriver) async throws {
        try await ServerBench.with(driver) { bench async throws in
            let (user, profile) = try await bench.person()
            let series = try await bench.save(.series(1, "Dark"), in: bench.series)
            _ = try await bench.titles.save([.test(11, of: 1, 2, 3, "Ghosts")], in: bench.series)
            let episode = try await bench.title(.test(11))
            let shelf = PlayShelf(profile: profile, source: .jellyfin)
            _ = try await bench.plays.put([TitlePlays(titleID: episode, count: 4, lastAt: nil)], .exact, of: shelf)
            _ = try await bench.stores.ratings.take(
                [Opinion(series, 7, source: .manual, at: .test(1))], of: user, at: .test(1))
            let viewings = try await bench.stores.records.viewings(of: profile, after: nil, limit: 9).records
            #expect(viewings.map(\.title.kind) == [.episode] && viewings.map(\.title.title) == ["Ghosts"])
            #expect(viewings.map(\.title.episode) == [RecordedEpisode(series: "Dark", season: 2, number: 3)])
            #expect(viewings.map(\.plays) == [4] && viewings.map(\.watchedAt) == [WatchEvent.undated])
            let ratings = try await bench.stores.records.ratings(of: user, after: nil, limit: 9).records
            #expect(ratings.map(\.title.kind) == [.series] && ratings.map(\.title.episode) == [nil])
        }
    }

    private static func all<Record>(
        _ page: (Int64?) async throws -> RecordPage<Record>
    ) async throws -> [Record] {
        var (records, next): ([Record], Int64?) = ([], nil)
        repeat {
            let found = try await page(next)
            records += found.records
            next = found.next
        } while next != nil
        return records
    }
}
