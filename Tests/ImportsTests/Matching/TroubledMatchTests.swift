import Domain
import Imports
import TestKit
import Testing

@Suite("Films of a file while TMDB is in trouble")
struct TroubledMatchTests {
    private static let works = (1...3).map { FakeWork(id: $0, imdb: nil, "Film \($0)") }

    @Test("Too fast once: the same question again after what TMDB asks for, and the film is found")
    func tooFast() async throws {
        try await MatchBench.with(Self.works) { bench async throws in
            await bench.fake.answerNext(.tmdbError(429, 25, "Slow down.", [("retry-after", "4")]))
            let items = try await bench.match(.named("Film 1", year: 1999), .named("Film 2"))
            #expect(items.map(\.match?.tmdbID) == [1, 2])
            #expect(bench.waits.seconds == [4])
            let seen = await bench.fake.seen
            #expect(seen.count == 3)
            #expect(seen[0].query == seen[1].query)
        }
    }

    @Test("Too fast twice: that film stays open, the next is looked for")
    func tooFastTwice() async throws {
        try await MatchBench.with(Self.works) { bench async throws in
            await bench.fake.answerNext(.tmdbError(429, 25), .tmdbError(429, 25))
            let items = try await bench.match(.named("Film 1"), .named("Film 2"))
            #expect(items.map(\.match?.tmdbID) == [nil, 2])
            #expect(items.map(\.quality) == [.none, .high])
            #expect(bench.waits.seconds == [2])
            #expect(await bench.fake.seen.map { $0.query["query"] } == ["Film 1", "Film 1", "Film 2"])
        }
    }

    @Test(
        "A fault leaves its film open and no other",
        arguments: [
            Reply.tmdbError(401, 7), .tmdbError(400, 18), .tmdbError(422, 5), .tmdbError(404, 34),
            Reply(200, "<html>not JSON</html>"), Reply(200, ""),
        ])
    func fault(_ reply: Reply) async throws {
        try await MatchBench.with(Self.works) { bench async throws in
            await bench.fake.answerNext(reply)
            let items = try await bench.match(.named("Film 1"), .named("Film 2"))
            #expect(items.map(\.match?.tmdbID) == [nil, 2])
        }
    }

    @Test("A service that fails film after film is left alone, and the file is taken all the same")
    func down() async throws {
        let failure = MetadataFailure("down", concernsService: true)
        let provider = ScriptedFilms(lookUp: { _ in .failed(failure) }, search: { _, _ in throw failure })
        let matcher = FilmMatcher(names: ListedFilms(), provider: { provider }, sleeper: Waits().sleeper)
        let run = matcher.run()
        let first = try await run.match((1...40).map { .named("Film \($0)") })
        let second = try await run.match([.named("Film 41")])
        #expect((first + second).count == 41)
        #expect((first + second).allSatisfy { $0.match == nil && $0.quality == .none })
        #expect(provider.searched.count == ImportsLimits.serviceFailuresMax)
        #expect(await run.outage == failure)
        // The next file finds out for itself.
        _ = try await matcher.run().match([.named("Film 1")])
        #expect(provider.searched.count == ImportsLimits.serviceFailuresMax + 1)
    }

    @Test("Failures between answers, and those of single films, are no reason to stop")
    func scattered() async throws {
        let provider = ScriptedFilms(search: { number, _ in
            if number.isMultiple(of: 4) { return [] }
            throw MetadataFailure("odd", concernsService: number < 30)
        })
        let matcher = FilmMatcher(names: ListedFilms(), provider: { provider }, sleeper: Waits().sleeper)
        let run = matcher.run()
        _ = try await run.match((1...60).map { .named("Film \($0)") })
        #expect(provider.searched.count == 60)
        #expect(await run.outage == nil)
    }

    @Test("It pauses for a second before search 36, 71 and so on, however the films arrive")
    func pace() async throws {
        let provider = ScriptedFilms()
        let pauses = Waits()
        let matcher = FilmMatcher(names: ListedFilms(), provider: { provider }, sleeper: pauses.sleeper)
        let run = matcher.run()
        _ = try await run.match((1...35).map { .named("Film \($0)") })
        #expect(pauses.seconds.isEmpty)
        // With a year that finds nothing, two questions are one search.
        _ = try await run.match([.named("Film 36", year: 1999)])
        #expect(pauses.seconds == [1])
        _ = try await run.match((37...71).map { .named("Film \($0)") })
        #expect(pauses.seconds == [1, 1])
        _ = try await matcher.run().match([.named("Film 1")])
        #expect(pauses.seconds == [1, 1])
    }

    @Test("Nobody waits for the rest when the task is cancelled")
    func cancelled() async throws {
        let provider = ScriptedFilms(search: { number, _ in
            if number == 3 { withUnsafeCurrentTask { $0?.cancel() } }
            return []
        })
        let matcher = FilmMatcher(names: ListedFilms(), provider: { provider }, sleeper: Waits().sleeper)
        let task = Task { try await matcher.run().match((1...10).map { .named("Film \($0)") }) }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(provider.searched.count == 3)
    }
}
