import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// Trakt's ratings meet those of this server, alike on both drivers.
@Suite struct TraktReconcileTests {
    private static let glance = TraktGlance(
        activity: TraktActivity(moviesRatedAt: .test(1), showsRatedAt: nil), catalogue: 7)

    @discardableResult
    private func meet(
        _ bench: TraktStoreBench, _ ratings: [TraktRating], kind: TraktKind = .movie, areComplete: Bool = true,
        at second: Double
    ) async throws -> TraktTally? {
        let link = try #require(try await bench.store.traktLink(of: bench.ada))
        let pull = TraktPull(
            kind: kind, ratings: TraktRatings(ratings, areComplete: areComplete), readAt: .test(second - 0.5))
        return try await bench.store.reconcile([pull], Self.glance, over: link, at: .test(second))[kind]
    }

    @Test(arguments: TestDriver.available)
    func `newer opinions win on both sides, and equal ones change nothing`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let films = bench.films
            try await bench.rate(films[1], 4, at: 50)
            try await bench.rate(films[2], 4, at: 60)
            try await bench.rate(films[3], 8, at: 10)
            try await bench.rate(films[4], 2, at: 10)
            let tally = try await meet(
                bench,
                [
                    try .test(0, 9, at: 5), try .test(1, 7, at: 55), try .test(2, 7, at: 55), try .test(3, 8, at: 70),
                    try .test(-1, 3, at: 5),
                ], at: 100)
            #expect(tally == TraktTally(imported: 1, updated: 1, skipped: 3))
            let found = try #require(try await bench.rating(films[0]))
            #expect(found.value == 9 && found.source == .trakt && found.ratedAt == .test(5))
            #expect(found.createdAt == .test(100))
            #expect(try await bench.rating(films[1])?.value == 7)
            #expect(try await bench.rating(films[1])?.source == .trakt)
            #expect(try await bench.rating(films[2])?.value == 4)
            let equal = try #require(try await bench.rating(films[3]))
            #expect(equal.source == .manual && equal.updatedAt == .test(10))
            // What Trakt has already does not wait any more; what it does not know, waits.
            #expect(try await bench.waiting() == [bench.said(films[2], 4), bench.said(films[4], 2)])
            let link = try #require(try await bench.store.traktLink(of: bench.ada))
            #expect(link.syncedAt == .test(100) && link.glance == Self.glance)
            let again = try await meet(bench, [try .test(0, 9, at: 5), try .test(1, 7, at: 55)], at: 110)
            #expect(again == TraktTally(skipped: 2))
            #expect(try await bench.rating(films[0])?.updatedAt == .test(100))
        }
    }

    @Test(arguments: TestDriver.available)
    func `titles are found by IMDb, then by TMDB within their kind`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            func rating(_ kind: TraktKind, _ ids: TraktIDs, _ value: Int) throws -> TraktRating {
                try #require(TraktRating(TraktTitle(kind, ids), value: value, at: .test(1)))
            }
            let films = [
                try rating(.movie, TraktIDs(imdb: IMDbID("tt103"), tmdb: 501), 3),
                try rating(.movie, TraktIDs(imdb: IMDbID("tt88888"), tmdb: 500), 5),
                try rating(.movie, TraktIDs(trakt: 1), 6), try rating(.movie, TraktIDs(imdb: IMDbID("tt900")), 7),
            ]
            #expect(try await meet(bench, films, at: 9) == TraktTally(imported: 2, skipped: 2))
            #expect(try await bench.rating(bench.films[3])?.value == 3)
            #expect(try await bench.rating(bench.films[0])?.value == 5)
            #expect(try await bench.rating(bench.series) == nil)
            let shows = [try rating(.show, TraktIDs(tmdb: 500), 2)]
            #expect(try await meet(bench, shows, kind: .show, at: 10) == TraktTally(imported: 1))
            #expect(try await bench.rating(bench.series)?.value == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a series that is known by its TVDb id alone is found, and told by it`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let stores = bench.test.stores
            let library = try #require(
                try await stores.serverLibraries.takeOver(
                    .test([(1, "Series", .series)]), .enabledWhenFirst, at: .test(0)
                ).first)
            _ = try await stores.serverTitles.save([.series(7, "Home Video", tvdb: 4_711)], in: library.id)
            let titles = try await stores.catalogue.changes(since: 0, limit: 9).titles
            let series = try #require(titles.first { $0.metadata.title == "Home Video" }).id
            func show(_ ids: TraktIDs) throws -> TraktRating {
                try #require(TraktRating(TraktTitle(.show, ids), value: 8, at: .test(1)))
            }
            let there = [
                try show(TraktIDs(imdb: IMDbID("tt88888"), tmdb: 88_888, tvdb: 4_711)), try show(TraktIDs(tvdb: 1)),
            ]
            #expect(try await meet(bench, there, kind: .show, at: 9) == TraktTally(imported: 1, skipped: 1))
            #expect(try await bench.rating(series)?.value == 8)
            try await bench.rate(series, 3, at: 20)
            let wish = try #require(try await bench.claim(at: 30)?.wishes.first)
            #expect(wish.title == TraktTitle(.show, TraktIDs(tvdb: 4_711)) && wish.value == 3)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a copy follows Trakt and goes with it, and comes back as it was`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let film = bench.films[0]
            try await meet(bench, [try .test(0, 9, at: 50)], at: 100)
            #expect(try await meet(bench, [try .test(0, 6, at: 40)], at: 110)?.updated == 1, "an older date")
            #expect(try await bench.rating(film)?.ratedAt == .test(50))
            try await meet(bench, [], areComplete: false, at: 120)
            #expect(try await bench.rating(film)?.value == 6)
            try await meet(bench, [], at: 130)
            #expect(try await bench.rating(film) == nil)
            #expect(try await bench.waiting().isEmpty)
            // Nothing was withdrawn here, so nothing is removed at Trakt.
            #expect(try await meet(bench, [try .test(0, 6, at: 40)], at: 140)?.imported == 1)
            #expect(try await bench.rating(film)?.value == 6)
            #expect(try await bench.waiting().isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an own rating that is removed at Trakt stays, and is not told again until it changes`(
        driver: TestDriver
    ) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let film = bench.films[0]
            try await bench.rate(film, 8, at: 1)
            let errand = try #require(try await bench.claim(at: 2))
            var report = TraktErrandReport(beganAt: .test(2), nextAt: .test(3))
            report.done = errand.wishes
            try await bench.store.report(report, on: errand)
            try await meet(bench, [], at: 10)
            #expect(try await bench.rating(film)?.value == 8)
            #expect(try await bench.waiting().isEmpty)
            // A file brings an old opinion late.
            try await bench.rate(film, 5, .import, at: 1.5, heard: 20)
            try await meet(bench, [], at: 30)
            #expect(try await bench.waiting() == [bench.said(film, 5)])
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was withdrawn here is removed there, unless it was rated there since`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let films = bench.films
            for film in films.prefix(2) {
                try await bench.rate(film, 8, at: 1)
                try await bench.rate(film, nil, at: 10)
            }
            let tally = try await meet(bench, [try .test(0, 8, at: 1), try .test(1, 3, at: 11)], at: 20)
            #expect(tally == TraktTally(imported: 1, skipped: 1))
            #expect(try await bench.rating(films[0]) == nil)
            #expect(try await bench.rating(films[1])?.value == 3)
            #expect(try await bench.waiting() == [bench.said(films[0], nil)])
            // Trakt has removed it: then there is nothing to tell any more.
            try await meet(bench, [try .test(1, 3, at: 11)], at: 30)
            #expect(try await bench.waiting().isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a list that is not whole tells nothing of what is not in it`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let films = bench.films
            try await bench.rate(films[0], 4, at: 1)
            try await bench.rate(films[1], 6, at: 1)
            try await meet(bench, [try .test(1, 6, at: 1), try .test(2, 9, at: 1)], areComplete: false, at: 10)
            #expect(try await bench.rating(films[2])?.value == 9)
            #expect(try await bench.waiting() == [bench.said(films[0], 4), bench.said(films[1], 6)])
            let link = try #require(try await bench.store.traktLink(of: bench.ada))
            #expect(link.syncedAt == .test(10) && link.glance == nil, "everything is read again")
            // The copy was in no whole list yet, so that it is missing in one says nothing.
            try await meet(bench, [try .test(1, 6, at: 1)], at: 20)
            #expect(try await bench.rating(films[2])?.value == 9)
        }
    }

    @Test(arguments: TestDriver.available)
    func `wishes keep their attempts, and those from after the reading stay`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let films = bench.films
            try await bench.rate(films[0], 4, at: 1)
            let errand = try #require(try await bench.claim(at: 2))
            var report = TraktErrandReport(beganAt: .test(2), nextAt: .test(3))
            (report.again, report.againAt) = (errand.wishes, .test(50))
            try await bench.store.report(report, on: errand)
            try await bench.rate(films[1], 5, at: 9)
            try await bench.rate(films[1], nil, at: 9.8)
            try await meet(bench, [], at: 10)
            #expect(try await bench.waiting() == [bench.said(films[0], 4), bench.said(films[1], nil)])
            #expect(try await bench.claim(at: 11)?.wishes.map(\.titleID) == [films[1]])
            #expect(try await bench.claim("two", at: 200)?.wishes.first?.attempts == 1)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a link that ended or is another one takes nothing`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let link = try #require(try await bench.store.traktLink(of: bench.ada))
            let pull = TraktPull(
                kind: .movie, ratings: TraktRatings([try .test(0, 9, at: 5)], areComplete: true), readAt: .test(1))
            for isLinked in [true, false] {
                if isLinked {
                    try await bench.link(bench.ada, at: 50)
                } else {
                    _ = try await bench.store.unlink(bench.ada)
                }
                await #expect(throws: TraktFailure.notConnected) {
                    _ = try await bench.store.reconcile([pull], Self.glance, over: link, at: .test(60))
                }
            }
            #expect(try await bench.rating(bench.films[0]) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `dropped wishes make the next synchronisation read everything, renewed tokens do not`(
        driver: TestDriver
    ) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            try await meet(bench, [], at: 1)
            #expect(try await bench.store.replaceTokens(of: bench.ada, [1], with: [2]))
            #expect(try await bench.store.traktLink(of: bench.ada)?.glance == Self.glance)
            try await bench.rate(bench.films[0], 4, at: 2)
            let errand = try #require(try await bench.claim(at: 3))
            var report = TraktErrandReport(beganAt: .test(3), nextAt: .test(4))
            (report.dropped, report.problem) = (errand.wishes, "Full")
            try await bench.store.report(report, on: errand)
            let link = try #require(try await bench.store.traktLink(of: bench.ada))
            #expect(link.glance == nil && link.problem == "Full")
            try await meet(bench, [], at: 10)
            #expect(try await bench.waiting() == [bench.said(bench.films[0], 4)])
            #expect(try await bench.store.traktLink(of: bench.ada)?.problem == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `many ratings take as many statements as few`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let drafts = (0..<300).map { TitleDraft.film("Film \($0)", imdb: "tt\(5000 + $0)", tmdb: $0 + 1) }
            _ = try await test.stores.catalogue.merge(drafts, from: .load)
            var counts: [Int] = []
            for count in [3, 300] {
                let user = try await test.stores.accounts.addUser(.test("\(count)@example.org")).id
                try await test.stores.trakt.link(user, name: "x", sealedTokens: [1], at: .test(0))
                let link = try #require(try await test.stores.trakt.traktLink(of: user))
                let ratings = (0..<count).compactMap {
                    TraktRating(TraktTitle(.movie, TraktIDs(imdb: IMDbID("tt\(5000 + $0)"))), value: 5, at: .test(1))
                }
                let pull = TraktPull(
                    kind: .movie, ratings: TraktRatings(ratings, areComplete: true), readAt: .test(1))
                let (tallies, counter) = try await StatementCounter.counting {
                    try await test.stores.trakt.reconcile([pull], Self.glance, over: link, at: .test(2))
                }
                #expect(tallies[.movie]?.imported == count)
                counts.append(counter.count)
            }
            #expect(counts[0] == counts[1] && counts[0] <= 16, "\(counts)")
        }
    }
}
