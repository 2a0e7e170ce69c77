import Basics
import Domain
import Imports
import Jobs
import Storage
import TestKit
import Testing

@Suite("What a provider knows of a film that is added")
struct FilmDetailTests {
    private static func complete(_ id: Int, _ title: String) -> TitleDraft {
        .film(title, year: 1999, tmdb: id) { metadata in
            metadata.runtimeMinutes = 136
            metadata.keywords = ["dystopia"]
        }
    }

    private static let candidate = TitleCandidate(
        kind: .movie, tmdbID: 603, metadata: TitleMetadata(title: "The Matrix"))

    @Test("Its length comes with it, and nobody is asked about it again")
    func inTime() async throws {
        let provider = ScriptedFilms(
            lookUp: { _ in .found(Self.complete(603, "The Matrix")) }, search: { _, _ in [Self.candidate] })
        try await DeskBench.with(provider) { bench async throws in
            let session = try await bench.upload([.watched("The Matrix")])
            _ = try await bench.desk.add(0, in: session, value: 10, ratedAt: nil)
            let film = try #require(try await bench.stores.rankings.film(tmdbID: 603))
            #expect(film.metadata.runtimeMinutes == 136)
            #expect(film.metadata.keywords == ["dystopia"])
            let due = try await bench.stores.enrichment.dueCount(at: bench.clock.now)
            #expect(due == 0)
        }
    }

    @Test("A provider that does not answer in time costs the length, not the film, and is asked later")
    func tooLate() async throws {
        let work = FakeWork.matrix
        try await MatchBench.with([work]) { match async throws in
            try await DeskBench.with(match.tmdb, sleeper: .impatient) { bench async throws in
                let session = try await bench.upload([.watched("The Matrix")])
                await match.fake.held.hold()
                let added = try await bench.desk.add(0, in: session, value: 10, ratedAt: nil)
                await match.fake.held.releaseAll()
                #expect(added.rating?.value == 10)
                let film = try #require(try await bench.stores.rankings.film(tmdbID: 603))
                #expect(film.metadata.title == "The Matrix")
                #expect(film.metadata.runtimeMinutes == nil)
                let due = try await bench.stores.enrichment.dueCount(at: bench.clock.now)
                #expect(due == 1)
                let jobs = try await bench.queue.recent(name: "enrich", limit: 5)
                #expect(jobs.count == 1)
            }
        }
    }

    @Test("One that is out of order does not either")
    func failed() async throws {
        let failure = MetadataFailure("TMDB is out of order", concernsService: true)
        let provider = ScriptedFilms(
            lookUp: { _ in .failed(failure) }, search: { _, _ in [Self.candidate] })
        try await DeskBench.with(provider) { bench async throws in
            let session = try await bench.upload([.watched("The Matrix")])
            _ = try await bench.desk.add(0, in: session, value: 10, ratedAt: nil)
            let opinions = try await bench.opinions(of: bench.ann)
            #expect(opinions == ["The Matrix": 10])
        }
    }

    @Test("A film that the catalogue knows well is taken as it is, and nobody is asked")
    func known() async throws {
        let provider = ScriptedFilms(
            lookUp: { _ in .found(Self.complete(603, "Another name")) }, search: { _, _ in [Self.candidate] })
        try await DeskBench.with(provider) { bench async throws in
            try await bench.film("Matrix", 603) { $0.runtimeMinutes = 130 }
            let session = try await bench.upload([.watched("The Matrix")])
            _ = try await bench.desk.add(0, in: session, value: 10, ratedAt: nil)
            let film = try #require(try await bench.stores.rankings.film(tmdbID: 603))
            #expect(film.metadata.title == "Matrix")
            #expect(film.metadata.runtimeMinutes == 130)
            #expect(provider.lookedUp.isEmpty)
        }
    }
}
