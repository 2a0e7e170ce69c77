import Activity
import Basics
import Domain
import Imports
import Storage
import TestKit
import Testing

@Suite("Many films at once")
struct BulkTests {
    /// So many films that are sure, each third one rated by the file.
    private static func films(_ count: Int) -> [ImportedFilm] {
        Numbered.films(count).enumerated().map { place, film in
            var film = film
            if place.isMultiple(of: 3) { film.rating = ImportedRating(value: 9, ratedAt: .test(-50)) }
            return film
        }
    }

    @Test("The sure ones are added with the file's ratings, in few transactions", arguments: TestDriver.available)
    func sure(_ driver: TestDriver) async throws {
        try await DeskBench.with(Numbered.provider(), driver: driver) { bench async throws in
            var films = Self.films(1_200)
            films[700] = .watched("Nothing like it")
            let session = try await bench.desk.upload(
                .of(films, .letterboxd), fileName: nil, for: bench.ann.id, itemsMax: 2_000)
            let outcome = try await bench.desk.addMatched(.sure, .ofFile, in: session, from: "192.0.2.1")
            #expect((outcome.added, outcome.remaining) == (1_199, 1))
            let present = try await bench.present(session)
            #expect(present.addedCount == 1_199)
            let record = try #require(try await bench.desk.records(of: bench.ann.id).first)
            #expect(record.ratings == 400)
            #expect(record.viewings == 1_199)
            let again = try await bench.desk.addMatched(.sure, .ofFile, in: session, from: nil)
            #expect((again.added, again.remaining) == (0, 1))
            let log = try await bench.stores.audit.recent(limit: 10).filter { $0.action == "import.applied" }
            #expect(log.map(\.address) == ["192.0.2.1"])
            #expect(log.first?.userID == bench.ann.id)
        }
    }

    @Test("One rating for all, or none")
    func ratings() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.upload(Self.films(3))
            _ = try await bench.desk.addMatched(.confidence(atLeast: 0.6), .value(4), in: session, from: nil)
            let opinions = try await bench.opinions(of: bench.ann)
            #expect(opinions == ["Film 1": 4, "Film 2": 4, "Film 3": 4])
            let other = try await bench.desk.upload(.of(Self.films(3)), fileName: nil, for: bench.ben.id)
            _ = try await bench.desk.addMatched(.sure, .watchedOnly, in: other, from: nil)
            let (none, viewings) = try await (bench.opinions(of: bench.ben), bench.viewings(of: bench.ben))
            #expect(none.isEmpty)
            #expect(viewings.count == 3)
        }
    }

    @Test("Only matches that are sure enough, and films that nobody decided about")
    func chosen() async throws {
        let provider = ScriptedFilms(search: { _, query in
            [TitleCandidate(kind: .movie, tmdbID: query.title.count, metadata: TitleMetadata(title: "Alien"))]
        })
        try await DeskBench.with(provider) { bench async throws in
            let session = try await bench.upload([.watched("Alien"), .watched("Alien 3"), .watched("Something else")])
            let items = try await bench.items(session)
            let least = try #require(items.map(\.confidence).sorted().dropFirst().first)
            try await bench.desk.skip(0, in: session)
            let outcome = try await bench.desk.addMatched(
                .confidence(atLeast: least), .value(5), in: session, from: nil)
            #expect((outcome.added, outcome.remaining) == (1, 1))
            let statuses = try await bench.items(session).map(\.status)
            #expect(statuses == [.skipped, .added, .pending])
        }
    }

    @Test("What was added before a kill stays, and the rest follows")
    func interrupted() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.desk.upload(
                .of(Self.films(1_100)), fileName: nil, for: bench.ann.id, itemsMax: 2_000)
            let task = Task { try await bench.desk.addMatched(.sure, .ofFile, in: session, from: nil) }
            task.cancel()
            _ = await task.result
            let outcome = try await bench.desk.addMatched(.sure, .ofFile, in: session, from: nil)
            #expect(outcome.remaining == 0)
            let present = try await bench.present(session)
            #expect(present.addedCount == 1_100)
            let record = try #require(try await bench.desk.records(of: bench.ann.id).first)
            #expect(record.viewings == 1_100)
        }
    }

    @Test("Two bulks at once add each film once")
    func atOnce() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let session = try await bench.desk.upload(
                .of(Self.films(600)), fileName: nil, for: bench.ann.id, itemsMax: 2_000)
            async let first = bench.desk.addMatched(.sure, .ofFile, in: session, from: nil)
            async let second = bench.desk.addMatched(.sure, .ofFile, in: session, from: nil)
            let added = try await first.added + second.added
            #expect(added == 600)
            let present = try await bench.present(session)
            #expect((present.addedCount, present.remainingCount) == (600, 0))
        }
    }
}
