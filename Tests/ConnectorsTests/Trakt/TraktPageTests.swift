import Connectors
import Domain
import TestKit
import Testing

@Suite("Lists of Trakt ratings")
struct TraktPageTests {
    private func read(
        _ count: Int, replies: [Reply?] = [], _ prepare: @escaping @Sendable (isolated FakeTrakt) -> Void = { _ in }
    ) async throws -> (ratings: TraktRatings, requests: [FakeTrakt.Seen]) {
        let box = ResultBox()
        try await TraktBench.with(FakeTraktTitle.films(count)) { bench async throws in
            let tokens = await bench.connect()
            await bench.fake.change {
                $0.ratings["ada"] = (0..<count).map {
                    FakeTrakt.Rating(10_001 + $0, $0 % 10 + 1, "2026-01-05T20:00:00Z")
                }
                prepare($0)
            }
            for reply in replies { await bench.fake.answerNext(reply) }
            let ratings = try await bench.trakt().ratings(.movie, tokens.access)
            await box.put(ratings, await bench.fake.seen)
        }
        return try #require(await box.value)
    }

    private actor ResultBox {
        var value: (ratings: TraktRatings, requests: [FakeTrakt.Seen])?

        func put(_ ratings: TraktRatings, _ requests: [FakeTrakt.Seen]) { value = (ratings, requests) }
    }

    @Test("Everything comes, paged or not", arguments: [0, 1, 249, 250, 251, 1_030])
    func whole(_ count: Int) async throws {
        for paging in [FakeTrakt.Paging.none, .atMost(250), .atMost(100)] {
            let (ratings, requests) = try await read(count) { $0.paging = paging }
            #expect(ratings.areComplete)
            #expect(ratings.ratings.compactMap(\.title.ids.trakt) == (0..<count).map { 10_001 + $0 })
            #expect(ratings.ratings.map(\.value) == (0..<count).map { $0 % 10 + 1 })
            #expect(requests.allSatisfy { $0.query["limit"] == "250" })
            let pages: Int
            switch paging {
            case .none: pages = 1
            case .atMost(let size), .stuck(let size): pages = max(1, (count + size - 1) / size)
            }
            #expect(requests.compactMap { $0.query["page"] } == (1...pages).map { String($0) })
        }
    }

    @Test("A server that repeats its first page is read once, and the list is not complete")
    func stuck() async throws {
        let (ratings, requests) = try await read(300) { $0.paging = .stuck(100) }
        #expect(ratings.ratings.count == 100 && !ratings.areComplete)
        #expect(requests.count == 2)
    }

    @Test("Fewer or more than announced is not complete", arguments: [-1, 299, 301, 10_000])
    func announced(_ number: Int) async throws {
        let (ratings, _) = try await read(300) {
            $0.paging = .atMost(250)
            $0.announcedItems = number
        }
        #expect(ratings.ratings.count == 300 && !ratings.areComplete)
    }

    @Test("A list that grows while it is read is not complete")
    func growing() async throws {
        let page = Reply(
            200, "[]", [("x-pagination-page-count", "2"), ("x-pagination-item-count", "299")])
        let (ratings, _) = try await read(300, replies: [nil, page]) { $0.paging = .atMost(250) }
        #expect(ratings.ratings.count == 250 && !ratings.areComplete)
    }

    @Test("A list that loses an entry while it is read is not complete, although the numbers agree")
    func shrinking() async throws {
        try await TraktBench.with(FakeTraktTitle.films(300)) { bench async throws in
            let tokens = await bench.connect()
            await bench.fake.change {
                $0.ratings["ada"] = (0..<300).map { FakeTrakt.Rating(10_001 + $0, 5, "2026-01-05T20:00:00Z") }
                $0.paging = .atMost(250)
            }
            await bench.fake.held.hold()
            let trakt = try bench.trakt()
            let reading = Task { try await trakt.ratings(.movie, tokens.access) }
            await bench.fake.held.untilHeld(1)
            await bench.fake.held.releaseOne()
            await bench.fake.held.untilHeld(1)
            await bench.fake.change { $0.ratings["ada"]?.removeFirst() }
            await bench.fake.held.releaseAll()
            let ratings = try await reading.value
            // What stood behind the first page moved onto it.
            #expect(ratings.ratings.count == 299 && !ratings.areComplete)
            #expect(!ratings.ratings.contains { $0.title.ids.trakt == 10_251 })
        }
    }

    @Test("Entries that cannot be read leave the others good")
    func unreadable() async throws {
        let good = #"{"rated_at":"2026-01-05T20:00:00.000Z","rating":9,"type":"movie","movie":{"ids":{"trakt":1}}}"#
        let bad = [
            #"{"rated_at":"2026-01-05T20:00:00.000Z","rating":0,"movie":{"ids":{"trakt":2}}}"#,
            #"{"rated_at":"2026-01-05T20:00:00.000Z","rating":11,"movie":{"ids":{"trakt":3}}}"#,
            #"{"rated_at":"2026-01-05T20:00:00.000Z","rating":7.5,"movie":{"ids":{"trakt":3}}}"#,
            #"{"rated_at":"yesterday","rating":5,"movie":{"ids":{"trakt":4}}}"#,
            #"{"rating":5,"movie":{"ids":{"trakt":4}}}"#,
            #"{"rated_at":"2026-01-05T20:00:00.000Z","rating":5,"movie":{"ids":{"imdb":null,"tmdb":null}}}"#,
            #"{"rated_at":"2026-01-05T20:00:00.000Z","rating":5,"movie":null}"#,
            #"{"rated_at":"2026-01-05T20:00:00.000Z","rating":5,"type":"show","show":{"ids":{"trakt":5}}}"#, "7",
            "null",
        ]
        for entry in bad {
            let (ratings, _) = try await read(0, replies: [Reply(200, "[\(entry),\(good)]")])
            #expect(ratings.ratings.map(\.title.ids.trakt) == [1], "\(entry)")
            #expect(!ratings.areComplete, "\(entry)")
        }
        let (ratings, _) = try await read(0, replies: [Reply(200, "[\(good),\(good)]")])
        #expect(ratings.ratings.count == 1 && ratings.areComplete)
    }

    @Test("A fault in the middle passes, and half of a page is an error and not a short list")
    func middle() async throws {
        let (ratings, _) = try await read(600, replies: [nil, Reply(502, "")]) { $0.paging = .atMost(250) }
        #expect(ratings.ratings.count == 600 && ratings.areComplete)
        await #expect(throws: TraktFailure.malformed) {
            try await read(600, replies: [nil, Reply(200, #"[{"rating":"#)]) { $0.paging = .atMost(250) }
        }
        await #expect(throws: TraktFailure.unauthorised) {
            try await read(600, replies: [nil, nil, Reply(401, "")]) { $0.paging = .atMost(250) }
        }
    }

    @Test("Endless pages end")
    func endless() async throws {
        try await TraktBench.with { bench async throws in
            let tokens = await bench.connect()
            let entry = #"{"rated_at":"2026-01-05T20:00:00.000Z","rating":9,"movie":{"ids":{"trakt":NUMBER}}}"#
            for number in 1...(ConnectorsLimits.traktPagesMax + 5) {
                let body = "[" + entry.split(separator: "NUMBER").joined(separator: String(number)) + "]"
                await bench.fake.answerNext(Reply(200, body, [("x-pagination-page-count", "999999")]))
            }
            let ratings = try await bench.trakt().ratings(.movie, tokens.access)
            #expect(ratings.ratings.count == ConnectorsLimits.traktPagesMax && !ratings.areComplete)
        }
    }
}
