import Activity
import Basics
import Domain
import Imports
import Storage
import TestKit
import Testing

@Suite("Imports afterwards")
struct UndoTests {
    @Test("A week later the import is taken back, but for what was changed by hand", arguments: TestDriver.available)
    func undone(_ driver: TestDriver) async throws {
        try await DeskBench.with(Numbered.provider(), driver: driver) { bench async throws in
            try await bench.film("Film 3", 3)
            let session = try await bench.upload(Numbered.films(3))
            _ = try await bench.desk.addMatched(.sure, .value(6), in: session, from: nil)
            bench.clock.advance(seconds: 8 * 86_400)
            try await bench.desk.sweep()
            let changed = try #require(try await bench.stores.rankings.film(tmdbID: 2))
            _ = try await bench.ratings.rate(changed.id, 10, by: bench.ann.id)
            let undone = try await bench.desk.undo(session.uuid, of: bench.ann.id, from: "192.0.2.1")
            #expect((undone.ratings, undone.viewings) == (2, 3))
            #expect(undone.changedSince == ["Film 2"])
            let (opinions, viewings) = try await (bench.opinions(of: bench.ann), bench.viewings(of: bench.ann))
            #expect(opinions == ["Film 2": 10])
            #expect(viewings.isEmpty)
            let known = try await bench.stores.rankings.film(tmdbID: 3)
            #expect(known != nil, "It was there before")
            let log = try await bench.stores.audit.recent(limit: 10).map(\.action)
            #expect(log.contains("import.undone"))
            await #expect(throws: ImportError.alreadyUndone) {
                _ = try await bench.desk.undo(session.uuid, of: bench.ann.id, from: nil)
            }
        }
    }

    @Test("The list names what each import left behind, also long after its session has ended")
    func records() async throws {
        try await DeskBench.with(Numbered.provider()) { bench async throws in
            let first = try await bench.upload(Numbered.films(3))
            _ = try await bench.desk.add(0, in: first, value: 6, ratedAt: nil)
            _ = try await bench.desk.addWatched(1, in: first)
            let idle = try await bench.upload(Numbered.films(3), of: .netflix)
            bench.clock.advance(seconds: 8 * 86_400)
            try await bench.desk.sweep()
            let records = try await bench.desk.records(of: bench.ann.id)
            #expect(records.map(\.session.uuid) == [first.uuid])
            #expect(!records.map(\.session.uuid).contains(idle.uuid))
            #expect((records.first?.ratings, records.first?.viewings) == (1, 2))
            #expect(records.first?.session.state == .closed)
            let others = try await bench.desk.records(of: bench.ben.id)
            #expect(others.isEmpty)
        }
    }
}
