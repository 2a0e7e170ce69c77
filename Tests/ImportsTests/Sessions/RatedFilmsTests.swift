import Domain
import Imports
import TestKit
import Testing

@Suite("Films that were rated already")
struct RatedFilmsTests {
    @Test(
        "come in where the file knows of viewings that are new, and keep their rating", arguments: TestDriver.available)
    func newViewings(_ driver: TestDriver) async throws {
        try await DeskBench.with(Numbered.provider(), driver: driver) { bench async throws in
            try await bench.film("Film 1", 1, rated: 9)
            let films = Numbered.films(2)
            let begun = try await bench.desk.start(.of(films), fileName: nil, for: bench.ann.id)
            let session = try await bench.desk.match(begun, itemsMax: 10, rated: .takeNewViewings)
            #expect(session.itemCount == 2 && session.counts.alreadyRated == 0)
            _ = try await bench.desk.addMatched(.sure, .value(4), in: session, from: nil)
            let (opinions, viewings) = try await (bench.opinions(of: bench.ann), bench.viewings(of: bench.ann))
            #expect(opinions == ["Film 1": 9, "Film 2": 4])
            #expect(viewings.count == 2)
            // The same file has nothing new to say.
            let again = try await bench.desk.start(.of(films), fileName: nil, for: bench.ann.id)
            let nothing = try await bench.desk.match(again, itemsMax: 10, rated: .takeNewViewings)
            #expect(nothing.itemCount == 0 && nothing.counts.alreadyRated == 2)
        }
    }
}
