import Connectors
import Domain
import TestKit
import Testing

/// Listings of servers that do not tell the truth: all that came is handed over, and nothing may be removed for it.
@Suite("A media server that lies")
struct MediaServerLyingTests {
    fileprivate typealias Fault = FakeMediaServer.PageFault

    /// What three pages of 450 films come to.
    fileprivate struct Case: Sendable {
        let faults: [Int: Fault]
        let count: Int
        let problem: ListingProblem
    }

    fileprivate static let cases: [String: Case] = [
        "total too small": Case(
            faults: [0: .total(3), 1: .total(3), 2: .total(3)], count: 450,
            problem: .countDiffers(listed: 450, announced: 3)),
        "total too large": Case(
            faults: [0: .total(900), 1: .total(900), 2: .total(900), 3: .total(900)], count: 450,
            problem: .countDiffers(listed: 450, announced: 900)),
        "total changes": Case(faults: [1: .total(451)], count: 450, problem: .totalChanged),
        "no total": Case(faults: [0: .total(nil)], count: 450, problem: .totalUnknown),
        "total below nothing": Case(faults: [1: .total(-1)], count: 450, problem: .totalUnknown),
        "empty page in the middle": Case(
            faults: [1: .empty], count: 200, problem: .countDiffers(listed: 200, announced: 450)),
        "first page again": Case(faults: [1: .repeated], count: 200, problem: .repeatedItems),
        "always the first page": Case(
            faults: [0: .repeated, 1: .repeated, 2: .repeated], count: 200, problem: .repeatedItems),
        "entries without an id": Case(faults: [2: .nameless(2)], count: 448, problem: .unreadableItems),
        "half of a page": Case(faults: [2: .half], count: 400, problem: .failed(.malformed)),
        "key refused midway": Case(
            faults: [1: .reply(Reply(401, ""))], count: 200, problem: .failed(.unauthorised)),
        "down midway": Case(
            faults: [1, 2, 3, 4].reduce(into: [:]) { $0[$1] = .reply(Reply(503, "")) }, count: 200,
            problem: .failed(.server(status: 503))),
    ]

    @Test(
        "What came is good, and the listing is not complete", arguments: cases.keys.sorted(), MediaServerKind.allCases)
    func incomplete(_ name: String, _ kind: MediaServerKind) async throws {
        let wanted = try #require(Self.cases[name])
        try await MediaServerBench.with(kind, FakeServerItem.films(450)) { bench async throws in
            await bench.fake.setPageFaults(wanted.faults)
            let (films, end) = try await bench.server().films(in: try bench.id(1)).all()
            #expect(films.count == wanted.count)
            #expect(Set(films.map(\.item.id)).count == films.count)
            #expect(end == .incomplete(wanted.problem))
        }
    }

    @Test("A fault that passes does no harm", arguments: MediaServerKind.allCases)
    func passing(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, FakeServerItem.films(450)) { bench async throws in
            await bench.fake.setPageFaults([1: .reply(Reply(500, "")), 2: .reply(Reply(429, ""))])
            let (films, end) = try await bench.server().films(in: try bench.id(1)).all()
            #expect(films.count == 450 && end == .complete)
        }
    }

    @Test("A server that knows no pages is read at once", arguments: MediaServerKind.allCases)
    func everything(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, FakeServerItem.films(450)) { bench async throws in
            await bench.fake.setPageFaults([0: .everything, 1: .everything])
            let (films, _) = try await bench.server().films(in: try bench.id(1)).all()
            #expect(films.count == 450)
            #expect(await bench.fake.seen.count <= 3)
        }
    }

    @Test("A first page that does not come is an error", arguments: MediaServerKind.allCases)
    func firstPage(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, FakeServerItem.films(450)) { bench async throws in
            await bench.fake.setPageFaults([0: .half])
            await #expect(throws: MediaServerFailure.malformed) {
                try await bench.server().films(in: try bench.id(1)).all()
            }
        }
    }
}
