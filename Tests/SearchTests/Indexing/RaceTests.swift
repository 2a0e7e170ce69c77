import Domain
import TestKit
import Testing
import VectorIndex

@testable import Search

@Suite("Searching while the database is being followed", .timeLimit(.minutes(10)))
struct RaceTests {
    /// A door that a task stops at until the test opens it.
    private actor Door {
        private var isOpen = false
        private var arrivals = 0
        private var waiting: [CheckedContinuation<Void, Never>] = []

        var hasArrived: Bool { arrivals > 0 }

        func pass() async {
            arrivals += 1
            guard !isOpen else { return }
            await withCheckedContinuation { waiting.append($0) }
        }

        func open() {
            isOpen = true
            for waiter in waiting { waiter.resume() }
            waiting = []
        }
    }

    @Test("A search in the middle of a batch sees all of the old state, and then all of the new")
    func inTheMiddle() async throws {
        try await SearchBench.with(FakeEmbedder(["query": [1, 0, 0, 0]])) { bench in
            await bench.database.shelve(1, "Alien", imdb: "tt1", all: .cosine(0.5))
            try await bench.following {
                try await eventually("ready") { bench.index.isReady }
                let door = Door()
                await bench.words.beforeApply { await door.pass() }
                await bench.database.shelve(1, "Heat", imdb: "tt9", all: .cosine(0.7))
                await bench.database.shelve(2, "Ronin", imdb: "tt2", all: .cosine(0.6))
                try await eventually("the batch is at the door") { await door.hasArrived }
                #expect(try await bench.ids("query") == ["tt1"])
                #expect(try await bench.ids("alien").first == "tt1")
                #expect(try await bench.ids("heat", within: .owned(OwnedSet.test(["tt2"]))).isEmpty)
                await door.open()
                try await eventually("the new state") { try await bench.ids("query") == ["tt9", "tt2"] }
                #expect(try await bench.ids("heat").first == "tt9")
                #expect(try await bench.ids("heat", within: .owned(OwnedSet.test(["tt2"]))) == ["tt2"])
            }
        }
    }

    @Test("A change while a batch is applied is not lost, and the word index ends at the last revision")
    func changeMeanwhile() async throws {
        try await SearchBench.with { bench in
            try await bench.following {
                try await eventually("ready") { bench.index.isReady }
                let door = Door()
                await bench.words.beforeApply { await door.pass() }
                await bench.database.shelve(1, .film("Alien", imdb: "tt1"))
                try await eventually("the batch is at the door") { await door.hasArrived }
                // The page is read already: it holds the title as it was.
                await bench.database.shelve(1, .film("Aliens", imdb: "tt1"))
                _ = await bench.database.remove([TitleID(1)])
                await bench.database.shelve(2, .film("Heat", imdb: "tt2"))
                await door.open()
                try await eventually("the last state") { try await bench.ids("heat") == ["tt2"] }
                #expect(try await bench.ids("alien").isEmpty)
                #expect(try await bench.words.revision() == bench.database.titleVersion)
                #expect(try await bench.words.entries().map(\.titleID) == [TitleID(2)])
            }
        }
    }

    @Test("A vector of a title that the directory does not know yet is not told")
    func vectorsFirst() async throws {
        try await SearchBench.with(FakeEmbedder(["query": [1, 0, 0, 0]])) { bench in
            await bench.database.shelve(1, "Alien", imdb: "tt1", all: .cosine(0.5))
            try await bench.catchUp()
            let vector: [Float] = .cosine(0.9)
            try bench.index.vectors?.apply([.put(key: 77, facets: [vector, vector, vector, vector])])
            #expect(try await bench.ids("query") == ["tt1"])
            let hits = try await bench.search.similar(to: .test("tt1"), facets: [.plot], limit: 5)
            #expect(hits.isEmpty)
        }
    }

    @Test("Searches beside a stream of changes never tell a film twice, unsorted or outside the collection")
    func manySearches() async throws {
        try await SearchBench.with(FakeEmbedder(["query": [1, 0, 0, 0]])) { bench in
            let owned = SearchScope.owned(OwnedSet.test((1...20).map { "tt\($0)" }))
            for id in 1...40 as ClosedRange<Int32> {
                await bench.database.shelve(id, "Film", imdb: "tt\(id)", all: .cosine(Float(id) / 50))
            }
            try await bench.following {
                try await eventually("ready") { bench.index.isReady }
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for round in 1...60 as ClosedRange<Int32> {
                            _ = await bench.database.remove([TitleID(round)])
                            let vector = [Float].cosine(Float(round % 50) / 50)
                            await bench.database.shelve(100 + round, "Film", imdb: "tt\(round)", all: vector)
                        }
                    }
                    for _ in 0..<3 {
                        group.addTask {
                            for text in (0..<60).map({ $0 % 2 == 0 ? "query" : "film" }) {
                                let hits = try await bench.search.search(text, limit: 50, within: owned)
                                #expect(Set(hits.map(\.imdbID)).count == hits.count)
                                #expect(zip(hits, hits.dropFirst()).allSatisfy { $0.score >= $1.score })
                                #expect(hits.allSatisfy { (Int($0.imdbID.rawValue.dropFirst(2)) ?? 99) <= 20 })
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                try await eventually("all read") { bench.index.vectors?.contains(160) == true }
                #expect(try await bench.ids("query", limit: 100).count == 59)
            }
        }
    }
}
