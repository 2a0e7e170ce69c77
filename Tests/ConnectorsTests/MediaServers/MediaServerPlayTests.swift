import Basics
import Connectors
import Domain
import TestKit
import Testing

@Suite("What users of a media server watched")
struct MediaServerPlayTests {
    private typealias Play = FakeMediaServer.Play

    private static func moment(_ day: Int) -> String { "2026-03-\(day < 10 ? "0" : "")\(day)T20:15:30.1234567Z" }

    private static let items: [FakeServerItem] =
        [.matrix, .breakingBad, .episode(301, of: 201, 1, 1), .episode(302, of: 201, nil, nil)]
        + FakeServerItem.films(30)

    @Test("Plays come with counts, dates and places", arguments: MediaServerKind.allCases)
    func played(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, Self.items) { bench async throws in
            await bench.fake.change { fake in
                fake.plays[11] = [
                    101: Play(Self.moment(2)) { $0.count = 3 }, 301: Play(Self.moment(9)),
                    302: Play(nil),
                    1_000: Play(Self.moment(5)) { ($0.isPlayed, $0.positionTicks) = (false, 600_000_000) },
                ]
                fake.plays[12] = [1_001: Play(Self.moment(4))]
            }
            let (plays, end) = try await bench.server().plays(of: try bench.user(11), .played, since: nil).all()
            #expect(end == .complete)
            #expect(plays.map(\.itemID) == (try [301, 101, 302].map(bench.id)))
            #expect(plays[0].kind == .episode(series: try bench.id(201), place: UserPlay.Place(season: 1, number: 1)))
            #expect(plays[2].kind == .episode(series: try bench.id(201), place: nil))
            #expect(plays[1].kind == .film && plays[1].state.playCount == 3 && plays[1].state.hasPlay)
            #expect(plays[1].state.lastPlayedAt?.iso8601 == "2026-03-02T20:15:30Z")
            #expect(plays[1].references.imdbID?.rawValue == "tt0133093")
            #expect(plays[2].state.lastPlayedAt == nil && plays[2].state.isPlayed)
        }
    }

    @Test("Favourites and what was begun are lists of their own", arguments: MediaServerKind.allCases)
    func others(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, Self.items) { bench async throws in
            await bench.fake.change { fake in
                fake.plays[11] = [
                    101: Play(nil) { ($0.isPlayed, $0.count, $0.isFavourite) = (false, 0, true) },
                    201: Play(nil) { ($0.isPlayed, $0.count, $0.isFavourite) = (false, 0, true) },
                    301: Play(Self.moment(3)) { ($0.isPlayed, $0.count, $0.positionTicks) = (false, 0, 6_000_000_000) },
                ]
            }
            let server = try bench.server()
            let (liked, _) = try await server.plays(of: try bench.user(11), .favourites, since: nil).all()
            #expect(Set(liked.map(\.kind)) == [.film, .series])
            #expect(liked.allSatisfy { $0.state.isFavourite && !$0.state.hasPlay && !$0.isStarted })
            let (begun, _) = try await server.plays(of: try bench.user(11), .begun, since: nil).all()
            #expect(begun.map(\.state.positionMilliseconds) == [600_000])
            #expect(begun.allSatisfy { $0.isStarted })
        }
    }

    @Test("What is new ends where the plays are a day older than the last time", arguments: MediaServerKind.allCases)
    func delta(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, Self.items) { bench async throws in
            await bench.fake.change { fake in
                fake.plays[11] = [101: Play(nil)]
                for day in 1...28 { fake.plays[11]?[1_000 + day] = Play(Self.moment(day)) }
            }
            let since = Instant(milliseconds: 1_774_137_600_000)
            #expect(since.iso8601 == "2026-03-22T00:00:00Z")
            let plays = try bench.server().plays(of: try bench.user(11), .played, since: since)
            let (new, end) = try await plays.all()
            #expect(end == .reachedKnown && !end.isComplete)
            #expect(new.map(\.itemID) == (try (21...28).reversed().map { try bench.id(1_000 + $0) }))
            let all = try bench.server().plays(of: try bench.user(11), .played, since: Instant(milliseconds: 0))
            #expect(try await all.all().end == .complete)
        }
    }

    @Test("A user who is gone has no plays to be removed", arguments: MediaServerKind.allCases)
    func unknownUser(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            await #expect(throws: MediaServerFailure.notFound) {
                try await bench.server().plays(of: try bench.user(99), .played, since: nil).all()
            }
        }
    }

    @Test("An item becomes unplayed, a series with all of its episodes", arguments: MediaServerKind.allCases)
    func unplay(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind, Self.items) { bench async throws in
            await bench.fake.change { fake in
                fake.plays[11] = [101: Play(Self.moment(2)), 301: Play(Self.moment(9)), 302: Play(nil)]
            }
            let server = try bench.server()
            let user = try bench.user(11)
            try await server.markUnplayed(try bench.id(201), of: user)
            #expect(try await server.plays(of: user, .played, since: nil).all().items.map(\.kind) == [.film])
            try await server.markUnplayed(try bench.id(101), of: user)
            try await server.markUnplayed(try bench.id(101), of: user)
            #expect(try await server.plays(of: user, .played, since: nil).all().items.isEmpty)
            await #expect(throws: MediaServerFailure.notFound) {
                try await server.markUnplayed(try bench.id(77), of: user)
            }
        }
    }

    @Test("A play that tells nothing of the user leaves a hole", arguments: MediaServerKind.allCases)
    func withoutState(_ kind: MediaServerKind) async throws {
        try await MediaServerBench.with(kind) { bench async throws in
            let body = #"{"Items":[{"Id":"\#(bench.fake.id(101))","Type":"Movie","Name":"X"}],"TotalRecordCount":1}"#
            await bench.fake.answerNext(Reply(200, body))
            let (plays, end) = try await bench.server().plays(of: try bench.user(11), .played, since: nil).all()
            #expect(plays.isEmpty && end == .incomplete(.unreadableItems))
        }
    }
}
