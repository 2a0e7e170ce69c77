import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// The course of runs, alike on both drivers.
@Suite struct RecommendationRunTests {
    @Test(arguments: TestDriver.available)
    func `a run is told while it runs and when it is completed`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver, films: 3) { bench async throws in
            let (picks, user) = (bench.picks, bench.user)
            #expect(try await picks.latest(.movie, of: user) == nil)
            #expect(try await picks.selectedCount(.movie, of: user) == 0)
            let id = try await picks.begin(.movie, of: user, cause: .manual, at: .test(5))
            let begun = try #require(try await picks.run(id, of: user))
            #expect(begun.state == .running && begun.cause == .manual && begun.kind == .movie)
            #expect(begun.createdAt == .test(5) && begun.endedAt == nil && begun.durationMilliseconds == nil)
            #expect(try await picks.latest(.movie, of: user) == nil)
            #expect(try await picks.inputs(of: id) == nil)
            let candidates = [
                NewCandidate.test(bench.films[0], rank: 1, selected: 2), .test(bench.films[1], rank: 2),
                .test(bench.films[2], rank: 3, selected: 1),
            ]
            #expect(try await picks.complete(id, .test(candidates, of: 77), at: .test(9)))
            let run = RecommendationRun(
                id: id, userID: user, kind: .movie, cause: .manual, state: .completed, candidateCount: 77,
                selectedCount: 2, problem: nil, createdAt: .test(5), endedAt: .test(9))
            #expect(try await picks.latest(.movie, of: user) == run)
            #expect(try await picks.run(id, of: user) == run)
            #expect(try await picks.runs(of: user, limit: 9) == [run])
            #expect(try await picks.selectedCount(.movie, of: user) == 2)
            #expect(try await picks.inputs(of: id) == #"{"model":"tiny"}"#)
            #expect(try await picks.latest(.series, of: user) == nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a failed run leaves the completed one before it in force`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (picks, user) = (bench.picks, bench.user)
            let good = try await bench.recommend(bench.films)
            let bad = try await picks.begin(.movie, of: user, cause: .scheduled, at: .test(10))
            try await picks.fail(bad, problem: "No \0vectors", at: .test(12))
            #expect(try await picks.latest(.movie, of: user)?.id == good)
            #expect(try await picks.selectedCount(.movie, of: user) == 2)
            let run = try #require(try await picks.run(bad, of: user))
            #expect(run.state == .failed && run.problem == "No vectors" && run.endedAt == .test(12))
            #expect(try await picks.complete(bad, .selecting(bench.films), at: .test(13)) == false)
            #expect(try await picks.run(bad, of: user) == run)
            #expect(try await picks.selected(in: bad).isEmpty)
            // What has ended stays as it is.
            try await picks.fail(good, problem: "late", at: .test(14))
            #expect(try await picks.run(good, of: user)?.state == .completed)
            #expect(try await picks.complete(good, .selecting([]), at: .test(15)) == false)
            #expect(try await picks.selected(in: good).count == 2)
            #expect(try await picks.complete(RecommendationRunID(999), .selecting([]), at: .test(1)) == false)
        }
    }

    @Test(arguments: TestDriver.available)
    func `a run that was interrupted has failed once the next one begins`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (picks, user) = (bench.picks, bench.user)
            let other = try await bench.account("bob@example.org").user
            let lost = try await picks.begin(.movie, of: user, cause: .scheduled, at: .test(1))
            let series = try await picks.begin(.series, of: user, cause: .scheduled, at: .test(2))
            let others = try await picks.begin(.movie, of: other, cause: .channel, at: .test(3))
            let next = try await picks.begin(.movie, of: user, cause: .manual, at: .test(4))
            let run = try #require(try await picks.run(lost, of: user))
            #expect(run.state == .failed && run.problem?.isEmpty == false && run.endedAt == .test(4))
            #expect(try await picks.complete(lost, .selecting(bench.films), at: .test(5)) == false)
            #expect(try await picks.run(series, of: user)?.state == .running)
            #expect(try await picks.run(others, of: other)?.state == .running)
            #expect(try await picks.complete(next, .selecting(bench.films), at: .test(6)))
            #expect(try await picks.runs(of: user, limit: 9).map(\.id) == [next, series, lost])
            #expect(try await picks.runs(of: user, limit: 2).map(\.id) == [next, series])
        }
    }

    @Test(arguments: TestDriver.available)
    func `of runs that begin at once one goes on`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (picks, user) = (bench.picks, bench.user)
            let ids = try await withThrowingTaskGroup(of: RecommendationRunID.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await picks.begin(.movie, of: user, cause: .manual, at: .test(1)) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let running = try await picks.runs(of: user, limit: 9).filter { $0.state == .running }
            #expect(running.map(\.id) == [try #require(ids.max())])
            await #expect(throws: AccountError.unknownUser("999")) {
                try await picks.begin(.movie, of: UserID(999), cause: .manual, at: .test(1))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `old runs go, and those that stay longer lose what they chose`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (picks, user, films) = (bench.picks, bench.user, bench.films)
            let series = try await bench.recommend([], .series)
            let other = try await bench.account("bob@example.org").user
            let others = try await bench.recommend(films, to: other)
            var runs: [RecommendationRunID] = []
            for number in 0..<(DomainLimits.recommendationRunsKept + 2) {
                runs.append(try await bench.recommend(films, at: Double(number)))
                guard number.isMultiple(of: 20) else { continue }
                runs.append(try await picks.begin(.movie, of: user, cause: .manual, at: .test(1)))
                try await picks.fail(try #require(runs.last), problem: "none", at: .test(2))
            }
            let kept = Array(runs.suffix(DomainLimits.recommendationRunsKept).reversed())
            #expect(try await picks.runs(of: user, limit: 99).map(\.id) == kept + [series])
            #expect(try await picks.run(runs[0], of: user) == nil)
            #expect(try await picks.selected(in: others).count == 2, "another person's runs are counted apart")
            var full: [RecommendationRunID] = []
            for run in kept where try await !picks.selected(in: run).isEmpty { full.append(run) }
            #expect(full == Array(kept.prefix(DomainLimits.recommendationRunsWithCandidates)))
            #expect(try await picks.run(try #require(kept.last), of: user)?.selectedCount == 2, "it says how many")
        }
    }

    @Test(arguments: TestDriver.available)
    func `failed runs do not cost completed ones their candidates`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (picks, user) = (bench.picks, bench.user)
            let first = try await bench.recommend(bench.films)
            for _ in 0..<8 {
                let run = try await picks.begin(.movie, of: user, cause: .manual, at: .test(1))
                try await picks.fail(run, problem: "none", at: .test(2))
            }
            #expect(try await picks.selected(in: first).count == 2)
            try await bench.recommend(bench.films)
            #expect(try await picks.selected(in: first).count == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `all runs of a kind can go`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (picks, user) = (bench.picks, bench.user)
            let other = try await bench.account("bob@example.org").user
            try await bench.recommend(bench.films)
            try await bench.recommend(bench.films, to: other)
            _ = try await picks.begin(.movie, of: user, cause: .manual, at: .test(1))
            let series = try await bench.recommend([], .series)
            #expect(try await picks.clear(.movie) == 3)
            #expect(try await picks.latest(.movie, of: other) == nil)
            #expect(try await picks.runs(of: user, limit: 9).map(\.id) == [series])
            #expect(try await bench.test.count("recommendation_candidate") == 0)
            #expect(try await picks.clear(.movie) == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `who wants none or is locked out gets none`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            var users: [UserID] = []
            for name in ["all", "films", "series", "none", "locked"] {
                users.append(try await test.stores.accounts.addUser(.test("\(name)@example.org")).id)
            }
            let wishes: [(Bool, Bool, Bool)] = [
                (true, true, true), (true, true, false), (true, false, true), (false, true, true), (true, true, true),
            ]
            for (user, wish) in zip(users, wishes) {
                var membership = Membership()
                (membership.getsPicks, membership.getsMoviePicks, membership.getsSeriesPicks) = wish
                try await test.stores.accounts.setMembership(membership, displayName: nil, of: user, at: .test(0))
            }
            try await test.stores.accounts.setActive(false, of: users[4])
            #expect(try await test.stores.recommendations.readers(of: .movie) == [users[0], users[1]])
            #expect(try await test.stores.recommendations.readers(of: .series) == [users[0], users[2]])
            #expect(try await test.stores.recommendations.readers(of: .scene).isEmpty)
        }
    }
}
