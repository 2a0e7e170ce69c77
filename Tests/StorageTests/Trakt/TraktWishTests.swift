import Basics
import Domain
import Storage
import TestKit
import Testing

/// What is to be told to Trakt waits in the database, alike on both drivers.
@Suite struct TraktWishTests {
    @Test(arguments: TestDriver.available)
    func `what is thought here waits, the newest of each title`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let films = bench.films
            try await bench.rate(films[0], 7, at: 1)
            try await bench.rate(films[0], 9, at: 2)
            try await bench.rate(films[1], 4, .import, at: 3)
            try await bench.rate(films[2], 5, at: 4)
            try await bench.rate(films[2], nil, at: 5)
            try await bench.rate(bench.series, 8, at: 6)
            #expect(
                try await bench.waiting() == [
                    bench.said(films[0], 9), bench.said(films[1], 4), bench.said(films[2], nil),
                    bench.said(bench.series, 8),
                ])
            #expect(try await bench.store.wishCount(of: bench.ada) == 4)
            #expect(try await bench.rate(films[0], 1, at: 1.5) == .outdated)
            #expect(try await bench.rate(films[3], nil, at: 7) == .unchanged)
            #expect(try await bench.waiting().count == 4, "older opinions and nothing withdrawn are no wishes")
            #expect(try await bench.waiting()[0] == bench.said(films[0], 9))
        }
    }

    @Test(arguments: TestDriver.available)
    func `what came from Trakt is not told, and takes the place of what waits`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            try await bench.rate(bench.films[0], 7, .trakt, at: 1)
            #expect(try await bench.waiting().isEmpty)
            try await bench.rate(bench.films[0], 8, at: 2)
            try await bench.rate(bench.films[1], 8, at: 2)
            #expect(try await bench.waiting().count == 2)
            try await bench.rate(bench.films[0], 6, .trakt, at: 3)
            #expect(try await bench.waiting() == [bench.said(bench.films[1], 8)])
            #expect(try await bench.rate(bench.films[1], 8, .import, at: 4) == .unchanged)
            try await bench.rate(bench.films[0], 6, at: 5)
            #expect(try await bench.waiting().first == bench.said(bench.films[0], 6), "said again here")
        }
    }

    @Test(arguments: TestDriver.available)
    func `without a link nothing waits`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            try await bench.rate(bench.films[0], 7, at: 1, by: bench.bob)
            #expect(try await bench.waiting(bench.bob).isEmpty)
            #expect(try await bench.claim(at: 9) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `an errand is of one account and of one kind of change, the oldest first`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let films = bench.films
            try await bench.rate(films[2], 7, at: 1)
            try await bench.rate(films[0], 8, at: 2)
            try await bench.rate(films[1], 5, at: 2)
            try await bench.rate(films[1], nil, at: 3)
            try await bench.rate(bench.series, 6, .import, at: 0, heard: 4)
            let errand = try #require(try await bench.claim(at: 9))
            #expect(errand.user == bench.ada && errand.worker == "one")
            #expect(errand.wishes.map(\.titleID) == [films[2], films[0], bench.series])
            #expect(errand.wishes.map(\.value) == [7, 8, 6])
            let first = try #require(errand.wishes.first)
            #expect(first.title == TraktTitle(.movie, TraktIDs(imdb: IMDbID("tt102"), tmdb: 502)))
            #expect(first.ratedAt == .test(1) && first.wishedAt == .test(1) && first.attempts == 0 && !first.isAlone)
            let last = try #require(errand.wishes.last)
            #expect(last.title == TraktTitle(.show, TraktIDs(imdb: IMDbID("tt900"), tmdb: 500)))
            #expect(last.ratedAt == .test(0) && last.wishedAt == .test(4))
            var report = TraktErrandReport(beganAt: .test(9), nextAt: .test(10))
            report.done = errand.wishes
            try await bench.store.report(report, on: errand)
            #expect(try await bench.claim(at: 9.5) == nil, "not before its next moment")
            let second = try #require(try await bench.claim(at: 10))
            #expect(second.wishes.map(\.titleID) == [films[1]] && second.wishes[0].value == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of many workers one has an account's errand, until its lease ends`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            try await bench.link(bench.bob)
            try await bench.rate(bench.films[0], 7, at: 1)
            try await bench.rate(bench.films[0], 8, at: 1, by: bench.bob)
            let claims = try await concurrently(6) { try await bench.claim("worker \($0)", at: 2) }
            let errands = claims.compactMap(\.self)
            #expect(errands.count == 2 && Set(errands.map(\.user)) == [bench.ada, bench.bob])
            #expect(try await bench.claim(at: 101) == nil)
            // Both workers are gone.
            #expect(try await bench.claim("late", at: 102)?.user == bench.ada)
            #expect(try await bench.claim("late", at: 102)?.user == bench.bob)
            #expect(try await bench.claim("late", at: 102) == nil)
            // The first comes back: what it told is done, but the errand is somebody else's.
            let errand = try #require(errands.first { $0.user == bench.ada })
            var report = TraktErrandReport(beganAt: .test(2), nextAt: .test(103))
            report.done = errand.wishes
            try await bench.store.report(report, on: errand)
            #expect(try await bench.waiting().isEmpty)
            try await bench.rate(bench.films[1], 7, at: 103)
            #expect(try await bench.claim("third", at: 104) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `accounts take turns, and those that have to connect again wait`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            try await bench.link(bench.bob)
            for (user, seconds) in [(bench.ada, 1.0), (bench.bob, 2)] {
                try await bench.rate(bench.films[0], 7, at: seconds, by: user)
                try await bench.rate(bench.films[1], nil, at: seconds, by: user)
                try await bench.rate(bench.films[1], 3, at: seconds + 0.1, by: user)
                try await bench.rate(bench.films[1], nil, at: seconds + 0.2, by: user)
            }
            var turns: [UserID] = []
            for step in 0..<4 {
                let errand = try #require(try await bench.claim(at: Double(10 + step)))
                turns.append(errand.user)
                var report = TraktErrandReport(beganAt: .test(10), nextAt: .test(Double(10 + step) + 1))
                report.done = errand.wishes
                try await bench.store.report(report, on: errand)
            }
            #expect(turns == [bench.ada, bench.bob, bench.ada, bench.bob])
            try await bench.rate(bench.films[3], 5, at: 20)
            try await bench.store.markReconnect(of: bench.ada, [1])
            #expect(try await bench.claim(at: 30) == nil)
            try await bench.rate(bench.films[4], 5, at: 21)
            #expect(try await bench.waiting().count == 2, "nothing is dropped")
        }
    }

    @Test(arguments: TestDriver.available)
    func `a wish that changed meanwhile stays, and the moment of the errand is what Trakt knows`(
        driver: TestDriver
    ) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            try await bench.rate(bench.films[0], 7, at: 1)
            try await bench.rate(bench.films[1], 7, at: 1)
            let errand = try #require(try await bench.claim(at: 2))
            try await bench.rate(bench.films[0], 9, at: 3)
            var report = TraktErrandReport(beganAt: .test(2), nextAt: .test(4))
            report.done = errand.wishes
            try await bench.store.report(report, on: errand)
            #expect(try await bench.waiting() == [bench.said(bench.films[0], 9)])
            let next = try #require(try await bench.claim(at: 5))
            #expect(next.wishes.map(\.value) == [9] && next.wishes[0].wishedAt == .test(3))
        }
    }

    @Test(arguments: TestDriver.available)
    func `what failed is told again later, alone where it has to be`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            let films = bench.films
            for (number, film) in films.prefix(3).enumerated() {
                try await bench.rate(film, 7, at: Double(number))
            }
            let errand = try #require(try await bench.claim(at: 5))
            var report = TraktErrandReport(beganAt: .test(5), nextAt: .test(6))
            (report.done, report.dropped) = ([errand.wishes[0]], [errand.wishes[1]])
            (report.again, report.againAt, report.isAlone) = ([errand.wishes[2]], .test(8), true)
            report.problem = "One did not get there"
            try await bench.store.report(report, on: errand)
            #expect(try await bench.waiting() == [bench.said(films[2], 7)])
            #expect(try await bench.store.traktLink(of: bench.ada)?.problem == "One did not get there")
            try await bench.rate(films[3], 7, at: 6)
            #expect(try await bench.claim(at: 7)?.wishes.map(\.titleID) == [films[3]])
            let alone = try #require(try await bench.claim("two", at: 200))
            #expect(alone.wishes.map(\.titleID) == [films[2]])
            #expect(alone.wishes[0].isAlone && alone.wishes[0].attempts == 1)
            try await bench.store.report(TraktErrandReport(beganAt: .test(200), nextAt: .test(201)), on: alone)
            #expect(try await bench.store.traktLink(of: bench.ada)?.problem == "One did not get there")
            // A newer wish has not failed yet.
            try await bench.rate(films[2], 8, at: 202)
            let both = try #require(try await bench.claim("two", at: 400))
            #expect(both.wishes.map(\.titleID) == [films[3], films[2]] && both.wishes.allSatisfy { $0.attempts == 0 })
        }
    }

    @Test(arguments: TestDriver.available)
    func `wishes survive a restart`(driver: TestDriver) async throws {
        try await TraktStoreBench.with(driver) { bench async throws in
            try await bench.rate(bench.films[0], 7, at: 1)
            try await bench.test.reopened { other async throws in
                let claim = TraktWishClaim(worker: "new", now: .test(2), leaseUntil: .test(9))
                #expect(try await other.stores.trakt.claimErrand(claim)?.wishes.map(\.value) == [7])
            }
            #expect(try await bench.claim(at: 3) == nil, "the other process has it")
        }
    }
}
