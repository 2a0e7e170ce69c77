import Connectors
import Domain
import TestKit
import Testing

@Suite("TMDB in trouble")
struct TMDBFailureTests {
    @Test("Both forms of a key are taken, each where it belongs")
    func keys() async throws {
        try await TMDBBench.with { bench async throws in
            #expect(try await bench.tmdb(key: FakeTMDB.key).lookUp("tt0133093").draft != nil)
            #expect(try await bench.tmdb(key: FakeTMDB.token).lookUp("tt0133093").draft != nil)
            let seen = await bench.fake.seen
            #expect(seen.prefix(2).allSatisfy { $0.query["api_key"] == FakeTMDB.key && $0.authorization == nil })
            #expect(
                seen.suffix(2).allSatisfy {
                    $0.query["api_key"] == nil && $0.authorization == "Bearer \(FakeTMDB.token)"
                })
        }
    }

    @Test("A key with odd characters does not become another question")
    func oddKey() async throws {
        try await TMDBBench.with { bench async throws in
            _ = try await bench.tmdb(key: "a&language=xx#?").lookUp("tt0133093")
            let seen = try #require(await bench.fake.seen.first)
            #expect(seen.query["language"] == "en-US")
        }
    }

    @Test("A refused key is not tried again for this question, but for the next", arguments: [3, 7, 10, 14, 31, 33])
    func refusedKey(_ code: Int) async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            await bench.fake.answerNext(.tmdbError(401, code))
            let failure = try #require(try await tmdb.lookUp("tt0133093").failure)
            #expect(failure.concernsService)
            #expect(failure.description.contains("code \(code)") && failure.description.contains("tmdb.api_key"))
            #expect(await bench.fake.paths.count == 1)
            #expect(bench.clock.waits.isEmpty)
            #expect(try await tmdb.lookUp("tt0133093").draft != nil)
        }
    }

    @Test("A key can be checked")
    func checksKey() async throws {
        try await TMDBBench.with { bench async throws in
            #expect(try await bench.tmdb().keyProblem() == nil)
            #expect(await bench.fake.paths == ["/authentication"])
            #expect(try await bench.tmdb(key: "0".repeated(32)).keyProblem()?.concernsService == true)
        }
    }

    @Test(
        "Too fast: it waits as long as asked, between 2 and 10 seconds, and asks once more",
        arguments: [
            ("retry-after", "5", 5.0), ("retry-after", "1", 2.0), ("retry-after", "0", 2.0), ("x-other", "", 2.0),
            ("retry-after", "86400", 10.0), ("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT", 2.0),
            ("retry-after", "-3", 2.0), ("retry-after", "nan", 2.0), ("retry-after", "inf", 2.0),
        ])
    func tooFast(_ name: String, _ value: String, _ seconds: Double) async throws {
        try await TMDBBench.with { bench async throws in
            await bench.fake.answerNext(.tmdbError(429, 25, "Slow down.", [(name, value)]))
            #expect(try await bench.tmdb().lookUp("tt0133093").draft != nil)
            #expect(bench.clock.waits == [seconds])
            let seen = await bench.fake.seen
            try #require(seen.count == 3)
            #expect(seen[0].path == seen[1].path && seen[0].query == seen[1].query)
        }
    }

    @Test("Too fast twice: the title is given up for now")
    func tooFastTwice() async throws {
        try await TMDBBench.with { bench async throws in
            await bench.fake.answerAlways(.tmdbError(429, 25))
            let failure = try #require(try await bench.tmdb().lookUp("tt0133093").failure)
            #expect(failure.concernsService && failure.kind == .tooFast)
            #expect(await bench.fake.paths.count == 2)
            #expect(bench.clock.waits == [2])
        }
    }

    @Test("Faults of the other side are met with two more attempts", arguments: [500, 502, 503, 504])
    func faults(_ status: Int) async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            await bench.fake.answerNext(.tmdbError(status, 11), .tmdbError(status, 11))
            #expect(try await tmdb.lookUp("tt0133093").draft != nil)
            #expect(bench.clock.waits == [0.5, 2])
            await bench.fake.forgetSeen()
            await bench.fake.answerAlways(Reply(status, "<html>Bad gateway</html>"))
            let failure = try #require(try await tmdb.lookUp("tt0903747").failure)
            #expect(failure.concernsService && failure.description.contains("\(status)"))
            #expect(await bench.fake.paths.count == 3)
        }
    }

    @Test(
        "A question that TMDB does not like is not asked again",
        arguments: [(400, 18), (400, 27), (422, 5), (301, 0)])
    func rejected(_ status: Int, _ code: Int) async throws {
        try await TMDBBench.with { bench async throws in
            await bench.fake.answerNext(.tmdbError(status, code, "No.", [("location", "/elsewhere")]))
            let failure = try #require(try await bench.tmdb().lookUp("tt0133093").failure)
            #expect(!failure.concernsService)
            #expect(failure.description.contains("status \(status)"))
            #expect(await bench.fake.paths.count == 1)
        }
    }

    @Test("A server that stays silent is given up, and not asked the same again")
    func silent() async throws {
        try await TMDBBench.with { bench async throws in
            let settings = TMDBSettings(key: FakeTMDB.key, baseURL: bench.address + "/3", timeoutSeconds: 0.2)
            let clock = OutgoingClock(now: bench.clock.now, sleep: bench.clock.sleep)
            await bench.fake.held.hold()
            let failure = try await TMDB(settings: settings, http: bench.http, clock: clock).lookUp("tt0133093").failure
            #expect(
                failure == MetadataFailure("TMDB did not answer in time", concernsService: true, kind: .unreachable))
            #expect(await bench.fake.paths.count <= 1)
            #expect(bench.clock.waits.isEmpty)
        }
    }

    @Test("An answer that is too large is given up, not collected")
    func oversized() async throws {
        try await TMDBBench.with { bench async throws in
            let blanks = [UInt8](repeating: 32, count: ConnectorsLimits.tmdbAnswerBytesMax + 1)
            await bench.fake.answerNext(Reply(200, blanks))
            let failure = try #require(try await bench.tmdb().lookUp("tt0133093").failure)
            #expect(failure == MetadataFailure("TMDB's answer is too large", concernsService: false))
        }
    }

    @Test("With nobody at the address the title is tried later, and no key is told")
    func nobody() async throws {
        try await TMDBBench.with { bench async throws in
            let settings = TMDBSettings(key: FakeTMDB.key, baseURL: "http://127.0.0.1:1/3")
            let clock = OutgoingClock(now: bench.clock.now, sleep: bench.clock.sleep)
            let tmdb = TMDB(settings: settings, http: bench.http, clock: clock)
            let failure = try #require(try await tmdb.lookUp("tt0133093").failure)
            #expect(
                failure == MetadataFailure("TMDB cannot be reached", concernsService: true, kind: .unreachable))
            #expect(bench.clock.waits == [0.5, 2])
        }
    }

    @Test("Whoever stops waiting gets an end, and the request ends with the last of them")
    func cancellation() async throws {
        try await TMDBBench.with { bench async throws in
            let tmdb = bench.tmdb()
            await bench.fake.held.hold()
            let lookup = Task { try await tmdb.lookUp("tt0133093") }
            await bench.fake.held.untilHeld(1)
            lookup.cancel()
            await #expect(throws: CancellationError.self) { _ = try await lookup.value }
            await bench.fake.held.releaseAll()
            #expect(try await tmdb.lookUp("tt0133093").draft != nil)
        }
    }
}

extension String {
    fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
