import Domain
import Jobs
import SQL
import Storage
import Synchronisation
import TestKit
import Testing

@Suite("Taking over films of a media server")
struct SyncMoviesTests {
    @Test("films come with their facts, and copies are one title", arguments: MediaServerKind.allCases)
    func facts(_ kind: MediaServerKind) async throws {
        let items: [FakeServerItem] = [
            .matrix, .film(102, "The Matrix", year: 1999, imdb: "tt0133093"), .film(103, "Heat", year: 1995),
            .breakingBad,
        ]
        try await SyncBench.with(kind, items) { bench async throws in
            let report = try await bench.run { SyncMovies($0) }
            #expect(report.result == ["added": 2, "updated": 0, "total": 3] && report.currentStepIndex == 2)
            #expect(report.itemsProcessed == 3 && report.warnings.isEmpty && bench.indexings == 1)
            let id = try await bench.titleID("The Matrix")
            let title = try #require(try await bench.stores.catalogue.title(id: id))
            let metadata = title.metadata
            #expect(title.imdbID == IMDbID("tt0133093") && title.tmdbID == 603 && metadata.year == 1999)
            #expect(metadata.genres == ["Action", "Science Fiction"] && metadata.runtimeMinutes == 136)
            #expect(metadata.directors == ["Lana Wachowski"] && metadata.cast == ["Keanu Reeves"])
            #expect(metadata.voteAverage == 8.2 && metadata.contentRating == "R")
            let picture = try #require(metadata.posterPath.flatMap { MediaServerPicture(path: $0) })
            #expect([bench.fake.id(101), bench.fake.id(102)].contains(picture.itemID.rawValue))
            let copies = try await bench.stores.serverTitles.copies(of: [id])[id] ?? []
            #expect(Set(copies.map(\.itemID.rawValue)) == [bench.fake.id(101), bench.fake.id(102)])
            #expect(copies.contains { $0.path?.hasPrefix("/media/films/The Matrix (1999)") == true })
        }
    }

    @Test("a repeated sync writes nothing at all, and orders no indexing", arguments: TestDriver.available)
    func repetition(_ driver: TestDriver) async throws {
        let items = [.matrix, .film(102, "The Matrix", year: 1999, imdb: "tt0133093")] + FakeServerItem.films(450)
        try await SyncBench.with(.jellyfin, items, driver: driver) { bench async throws in
            try await bench.run { SyncMovies($0) }
            let writes = try await bench.writes {
                let report = try await bench.run { SyncMovies($0) }
                #expect(report.result == ["added": 0, "updated": 0, "total": 452])
            }
            #expect(writes.isEmpty, "\(writes)")
            #expect(bench.indexings == 1)
            let (_, counter) = try await StatementCounter.counting { try await bench.run { SyncMovies($0) } }
            // A look at the libraries, one for each page, and one for each page of what is known.
            #expect(counter.count < 15, "\(counter.statements)")
        }
    }

    @Test("changes are taken over, and only they")
    func changes() async throws {
        try await SyncBench.with(.jellyfin, [.film(1, "One"), .film(2, "Two")]) { bench async throws in
            try await bench.run { SyncMovies($0) }
            await bench.fake.setItems([.film(1, "One"), .film(2, "Two!", year: 2002), .film(3, "Three")])
            let report = try await bench.run { SyncMovies($0) }
            #expect(report.result == ["added": 1, "updated": 1, "total": 3] && bench.indexings == 2)
            #expect(try await bench.shown() == ["One", "Three", "Two!"])
        }
    }

    @Test("only wanted libraries are taken over, and new ones are not wanted by themselves")
    func libraries() async throws {
        let items: [FakeServerItem] = [.film(1, "Here"), .film(2, "There", library: 4), .film(3, "Mixed", library: 3)]
        try await SyncBench.with(.jellyfin, items) { bench async throws in
            try await bench.run { SyncMovies($0) }
            #expect(try await bench.shown() == ["Here"])
            await bench.fake.change { fake in
                fake.libraries.append(FakeMediaServer.Library(4, "More", type: "movies", paths: ["/more"]))
            }
            try await bench.run { SyncMovies($0) }
            #expect(try await bench.shown() == ["Here"])
            let more = try #require(try await bench.stores.serverLibraries.libraries().first { $0.name == "More" })
            _ = try await bench.stores.serverLibraries.setEnabled(true, library: more.id, at: bench.world.now)
            try await bench.run { SyncMovies($0) }
            #expect(try await bench.shown() == ["Here", "There"])
        }
    }

    @Test("what is gone is removed after a complete listing")
    func pruning() async throws {
        try await SyncBench.with(.jellyfin, FakeServerItem.films(450)) { bench async throws in
            try await bench.run { SyncMovies($0) }
            await bench.fake.change { $0.items.removeFirst(130) }
            let report = try await bench.run { SyncMovies($0) }
            #expect(report.result?["total"] == 320)
            #expect(report.logs.contains { $0.message.contains("130 items are gone") })
            #expect(try await bench.shown(all: true).count == 320)
            let writes = try await bench.writes { try await bench.run { SyncMovies($0) } }
            #expect(writes.isEmpty, "\(writes)")
        }
    }

    /// What is wrong with the second listing, and whether the run fails.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let faults: [Int: FakeMediaServer.PageFault]
        let fails: Bool
    }

    private static let faults = [
        Fault(
            testDescription: "total too small", faults: [0: .total(100), 1: .total(100), 2: .total(100)], fails: false),
        Fault(testDescription: "total too large", faults: [2: .total(900)], fails: false),
        Fault(testDescription: "no total", faults: [1: .total(nil)], fails: false),
        Fault(testDescription: "an empty page", faults: [1: .empty], fails: false),
        Fault(testDescription: "the first page again", faults: [1: .repeated], fails: false),
        Fault(testDescription: "half a page", faults: [1: .half], fails: false),
        Fault(testDescription: "entries without ids", faults: [1: .nameless(3)], fails: false),
        Fault(testDescription: "everything at once", faults: [1: .everything], fails: false),
        Fault(testDescription: "the key is refused in the middle", faults: [1: .reply(Reply(401, ""))], fails: true),
        Fault(testDescription: "not found in the middle", faults: [1: .reply(Reply(404, ""))], fails: false),
    ]

    @Test("nothing is removed after a listing with a hole, and what came is kept", arguments: faults)
    func holes(_ fault: Fault) async throws {
        try await SyncBench.with(.jellyfin, FakeServerItem.films(450)) { bench async throws in
            try await bench.run { SyncMovies($0) }
            await bench.fake.change { fake in
                fake.items.removeFirst(10)
                fake.items.append(.film(9_000, "A new one"))
            }
            await bench.fake.setPageFaults(fault.faults)
            do {
                let report = try await bench.run { SyncMovies($0) }
                #expect(!fault.fails && !report.warnings.isEmpty)
            } catch let failure as JobFailure {
                #expect(fault.fails && failure.isPermanent)
            }
            let shown = try await bench.shown(all: true)
            #expect(shown.count >= 450 && shown.contains("A new one"))
        }
    }

    @Test("a server that is slow or out of order for a moment is asked again")
    func slow() async throws {
        try await SyncBench.with(.jellyfin, FakeServerItem.films(250)) { bench async throws in
            await bench.fake.setPageFaults([0: .reply(Reply(503, "")), 2: .reply(Reply(500, ""))])
            let report = try await bench.run { SyncMovies($0) }
            #expect(report.result?["total"] == 250 && report.warnings.isEmpty)
        }
    }

    @Test("a run without a media server, or with one that refuses, says so in a sentence")
    func failures() async throws {
        try await SyncBench.with { bench async throws in
            let parts = MediaServerParts.test(bench.stores, bench.world.world, server: { nil })
            await #expect(throws: JobFailure("No media server is set up.", isPermanent: true)) {
                try await bench.run(SyncMovies(parts))
            }
            await bench.fake.answerAlways(Reply(401, ""))
            await #expect(
                throws: JobFailure("The media server refuses the key or the password.", isPermanent: true)
            ) { try await bench.run { SyncMovies($0) } }
            await bench.fake.answerAlways(nil)
            await bench.fake.change { $0.libraries = [] }
            let report = try await bench.run { SyncMovies($0) }
            #expect(report.warnings == ["The media server lists no libraries; nothing was changed"])
        }
    }

    @Test("a library that is gone takes its films along, unless the server suddenly has none at all")
    func goneLibrary() async throws {
        let items: [FakeServerItem] = [.film(1, "Here"), .film(2, "There", library: 4)]
        try await SyncBench.with(.jellyfin, items) { bench async throws in
            let more = FakeMediaServer.Library(4, "More", type: "movies", paths: ["/more"])
            await bench.fake.change { $0.libraries.append(more) }
            try await bench.run { SyncMovies($0) }
            #expect(try await bench.shown() == ["Here", "There"])
            await bench.fake.change { $0.libraries = [] }
            try await bench.run { SyncMovies($0) }
            #expect(try await bench.shown() == ["Here", "There"])
            await bench.fake.change { $0.libraries = [more] }
            try await bench.run { SyncMovies($0) }
            #expect(try await bench.shown(all: true) == ["There"])
        }
    }
}
