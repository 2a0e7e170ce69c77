import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// What is said of tastes and what people took out of them, alike on both drivers.
@Suite struct TasteStoreTests {
    @Test(arguments: TestDriver.available)
    func `the last synopsis of each kind stands`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (tastes, user) = (bench.stores.tastes, bench.user)
            #expect(try await tastes.synopsis(.movie, of: user) == nil)
            let film = TasteSynopsis(text: "You like\n\nwesterns.", updatedAt: .test(5), model: "writer")
            let series = TasteSynopsis(text: "You like long ones.", updatedAt: .test(6), model: nil)
            try await tastes.save(TasteSynopsis(text: "old", updatedAt: .test(1), model: nil), .movie, of: user)
            try await tastes.save(film, .movie, of: user)
            try await tastes.save(series, .series, of: user)
            #expect(try await tastes.synopsis(.movie, of: user) == film)
            #expect(try await tastes.synopsis(.series, of: user) == series)
            #expect(try await tastes.synopsis(.movie, of: bench.account("bob@example.org").user) == nil)
            await #expect(throws: AccountError.unknownUser("999")) {
                try await tastes.save(film, .movie, of: UserID(999))
            }
        }
    }

    @Test(arguments: TestDriver.available)
    func `an omission is stored once, however often it is wished`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (tastes, user) = (bench.stores.tastes, bench.user)
            let wishes: [TasteOmission] = [
                .title(bench.films[0]), .genre("Science  Fiction"), .period(.test(10)..<Instant.test(20)),
            ]
            var stored: [StoredOmission] = []
            for (number, wish) in wishes.enumerated() {
                let moment = Instant.test(Double(number))
                stored.append(try #require(try await tastes.omit(wish, of: user, at: moment)))
            }
            #expect(stored.map(\.omission) == [wishes[0], .genre("Science Fiction"), wishes[2]])
            #expect(stored.map(\.createdAt) == [.test(0), .test(1), .test(2)])
            #expect(try await tastes.omissions(of: user) == stored)
            let again = [wishes[0], .genre("SCIENCE fiction "), wishes[2]]
            for (wish, first) in zip(again, stored) {
                #expect(try await tastes.omit(wish, of: user, at: .test(9)) == first)
            }
            let longer = try await tastes.omit(.period(.test(10)..<Instant.test(21)), of: user, at: .test(9))
            #expect(try await tastes.omissions(of: user) == stored + [try #require(longer)])
            let other = try await bench.account("bob@example.org").user
            #expect(try await tastes.omissions(of: other).isEmpty)
            #expect(try await tastes.omit(wishes[0], of: other, at: .test(9))?.id != stored[0].id)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what is taken back is gone, and only its owner can`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (tastes, user) = (bench.stores.tastes, bench.user)
            let other = try await bench.account("bob@example.org").user
            let omission = try #require(try await tastes.omit(.genre("Drama"), of: user, at: .test(0)))
            #expect(try await tastes.restore(omission.id, of: other) == false)
            #expect(try await tastes.omissions(of: user) == [omission])
            #expect(try await tastes.restore(omission.id, of: user))
            #expect(try await tastes.restore(omission.id, of: user) == false)
            #expect(try await tastes.omissions(of: user).isEmpty)
        }
    }

    @Test(arguments: TestDriver.available)
    func `what was said of a taste is forgotten when something else is left out of it`(
        driver: TestDriver
    ) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (tastes, user) = (bench.stores.tastes, bench.user)
            let other = try await bench.account("bob@example.org").user
            let synopsis = TasteSynopsis(text: "You like dramas.", updatedAt: .test(1), model: nil)
            func say() async throws {
                for kind in [TitleKind.movie, .series] {
                    for person in [user, other] { try await tastes.save(synopsis, kind, of: person) }
                }
            }
            func said(of person: UserID) async throws -> Bool {
                let (films, series) = (
                    try await tastes.synopsis(.movie, of: person), try await tastes.synopsis(.series, of: person)
                )
                #expect((films == nil) == (series == nil))
                return films != nil
            }
            try await say()
            let omission = try #require(try await tastes.omit(.genre("Drama"), of: user, at: .test(2)))
            #expect(try await !said(of: user))
            #expect(try await said(of: other))
            try await say()
            _ = try await tastes.omit(.genre("drama"), of: user, at: .test(3))
            #expect(try await tastes.restore(omission.id, of: other) == false)
            #expect(try await said(of: user), "nothing changed")
            #expect(try await tastes.restore(omission.id, of: user))
            #expect(try await !said(of: user))
            #expect(try await said(of: other))
        }
    }

    @Test(arguments: TestDriver.available)
    func `unknown titles and people cannot be left out, and titles that go take it along`(
        driver: TestDriver
    ) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (tastes, user) = (bench.stores.tastes, bench.user)
            #expect(try await tastes.omit(.title(bench.nowhere), of: user, at: .test(0)) == nil)
            await #expect(throws: AccountError.unknownUser("999")) {
                _ = try await tastes.omit(.genre("Drama"), of: UserID(999), at: .test(0))
            }
            _ = try await tastes.omit(.title(bench.films[0]), of: user, at: .test(0))
            let genre = try await tastes.omit(.genre("Drama"), of: user, at: .test(0))
            try await tastes.save(TasteSynopsis(text: "x", updatedAt: .test(0), model: nil), .movie, of: user)
            #expect(try await bench.stores.catalogue.remove([bench.films[0]]) == 1)
            #expect(try await tastes.omissions(of: user) == [try #require(genre)])
            try await bench.test.removeUser(user)
            #expect(try await bench.test.count("taste_omission") == 0)
            #expect(try await bench.test.count("taste_synopsis") == 0)
        }
    }

    @Test(arguments: TestDriver.available)
    func `there is an end to them`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (tastes, user) = (bench.stores.tastes, bench.user)
            let rows = (1...DomainLimits.omissionsMax).map { number in
                [
                    SQLBinding(user), SQLBinding("Genre \(number)"), SQLBinding("genre \(number)"),
                    SQLBinding(Instant.test(0)),
                ]
            }
            _ = try await bench.test.database.write { connection in
                try connection.execute(
                    "INSERT INTO taste_omission (user_id, genre, genre_key, created_at) VALUES \(rows: rows)")
            }
            await #expect(throws: TasteError.tooMany) {
                _ = try await tastes.omit(.genre("Drama"), of: user, at: .test(0))
            }
            #expect(try await tastes.omit(.genre("Genre 7"), of: user, at: .test(0)) != nil, "it is there already")
            let other = try await bench.account("bob@example.org").user
            #expect(try await tastes.omit(.genre("Drama"), of: other, at: .test(0)) != nil)
        }
    }

    @Test(arguments: TestDriver.available)
    func `of equal wishes at once one is stored`(driver: TestDriver) async throws {
        try await ActivityBench.with(driver) { bench async throws in
            let (tastes, user) = (bench.stores.tastes, bench.user)
            let ids = try await withThrowingTaskGroup(of: ID<StoredOmission>?.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await tastes.omit(.genre("Drama"), of: user, at: .test(0))?.id }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(ids.count == 1 && !ids.contains(nil))
        }
    }
}

/// The marks of the recommender over time.
@Suite struct RecommenderMarkTests {
    @Test(arguments: TestDriver.available)
    func `measurements come back newest first, and the oldest go`(driver: TestDriver) async throws {
        try await TestStores.with(driver) { test async throws in
            let marks = test.stores.recommenderMarks
            func measurement(_ number: Int, _ kind: TitleKind = .movie) -> RecommenderMeasurement {
                let mark = RecommenderMark(
                    scorer: "recommender", hitRate: 0.45, ndcg: 1 / Double(number + 3), recall: 0.1, coverage: 0.3,
                    novelty: 9.75)
                return RecommenderMeasurement(
                    kind: kind, measuredAt: .test(Double(number)), userCount: number, interactionCount: 1000,
                    marks: [mark], live: "variant \(number)")
            }
            #expect(try await marks.measurements(.movie, limit: 9).isEmpty)
            try await marks.add(measurement(0, .series))
            for number in [2, 1, 3] { try await marks.add(measurement(number)) }
            #expect(try await marks.measurements(.movie, limit: 9) == [3, 2, 1].map { measurement($0) })
            #expect(try await marks.measurements(.movie, limit: 1) == [measurement(3)])
            for number in 4...(DomainLimits.measurementsKept + 2) { try await marks.add(measurement(number)) }
            let kept = try await marks.measurements(.movie, limit: 9_999)
            #expect(kept.count == DomainLimits.measurementsKept && kept.last == measurement(3))
            #expect(try await marks.measurements(.series, limit: 9) == [measurement(0, .series)])
        }
    }
}
