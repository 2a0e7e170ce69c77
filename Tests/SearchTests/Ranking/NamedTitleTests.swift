import Domain
import TestKit
import Testing

@testable import Search

@Suite("A film whose title was typed")
struct NamedTitleTests {
    private static let films: [(title: String, original: String?)] = [
        ("The Matrix", nil), ("Amélie", "Le Fabuleux Destin d'Amélie Poulain"), ("Fast & Furious", nil),
        ("Spider-Man: No Way Home", nil), ("WALL·E", nil), ("L'Avventura", nil), ("Große Freiheit", nil), ("$", nil),
        ("Ocean's Eleven", nil), ("Heat", nil),
    ]

    private func with(_ body: (SearchBench) async throws -> Void) async throws {
        // Every query is exactly as far from every film, so that only the name decides.
        try await SearchBench.with(FakeEmbedder(dimension: 1)) { bench in
            for (place, film) in Self.films.enumerated() {
                let draft = TitleDraft.film(film.title, imdb: "tt\(place + 1)") { $0.originalTitle = film.original }
                await bench.database.shelve(Int32(place + 1), draft)
                await bench.database.embed(Int32(place + 1), [.plot: [1]])
            }
            try await bench.catchUp()
            try await body(bench)
        }
    }

    @Test(
        "It comes first, whatever its case, accents, punctuation or article",
        arguments: [
            ("the matrix", 1), ("Matrix", 1), ("MATRIX!", 1), ("a matrix", 1), ("amelie", 2), ("AMÉLIE", 2),
            ("le fabuleux destin d'amelie poulain", 2), ("fabuleux destin d’amelie poulain", 2),
            ("fast and furious", 3), ("spider man no way home", 4), ("wall e", 5), ("l’avventura", 6),
            ("avventura", 6), ("lavventura", 6), ("grosse freiheit", 7), ("GROSSE FREIHEIT", 7), ("$", 8),
            ("oceans eleven", 9), ("heat", 10),
        ])
    func comesFirst(query: String, film: Int) async throws {
        try await with { bench in
            let hits = try await bench.search.search(query, limit: 3, within: .everything)
            #expect(hits.first?.imdbID.rawValue == "tt\(film)")
            #expect(hits.first?.score == 1)
            #expect(Set(hits.map(\.imdbID)).count == hits.count)
        }
    }

    @Test("It is told once, with 1, and the rest follow by their own scores")
    func firstOfMany() async throws {
        try await SearchBench.with(FakeEmbedder(["heat": [1, 0, 0, 0]])) { bench in
            await bench.database.shelve(1, "Heat", imdb: "tt1", all: .cosine(0.2))
            await bench.database.shelve(2, "Fire", imdb: "tt2", all: .cosine(0.9))
            await bench.database.shelve(3, "Ice", imdb: "tt3", all: .cosine(0.3))
            try await bench.catchUp()
            let hits = try await bench.search.search("heat", limit: 20, within: .everything)
            #expect(hits.map(\.imdbID.rawValue) == ["tt1", "tt2", "tt3"])
            #expect(hits.map(\.score) == [1, 0.9, 0.3])
        }
    }

    @Test("Films of one name all come first, by id, and the limit holds for them too")
    func sameName() async throws {
        try await SearchBench.with(FakeEmbedder(["solaris": [1, 0, 0, 0], "Solaris": [1, 0, 0, 0]])) { bench in
            await bench.database.shelve(1, "Solaris", imdb: "tt9", all: .cosine(0.1))
            await bench.database.shelve(2, "Solaris", imdb: "tt2", all: .cosine(0.3))
            await bench.database.shelve(3, "Solaris", imdb: nil, all: .cosine(0.9))
            await bench.database.shelve(4, "Stalker", imdb: "tt4", all: .cosine(0.8))
            try await bench.catchUp()
            #expect(try await bench.ids("Solaris") == ["tt2", "tt9", "tt4"])
            #expect(try await bench.ids("solaris", limit: 1) == ["tt2"])
        }
    }

    @Test("A film that has no vectors yet is found by its name and by nothing else")
    func withoutVectors() async throws {
        try await SearchBench.with(FakeEmbedder(["query": [1, 0, 0, 0], "heat": [1, 0, 0, 0]])) { bench in
            await bench.database.shelve(1, "Alien", imdb: "tt1", all: .cosine(0.5))
            await bench.database.shelve(2, .film("Heat", imdb: "tt2"))
            try await bench.catchUp()
            #expect(try await bench.ids("heat") == ["tt2", "tt1"])
            #expect(try await bench.ids("query") == ["tt1"])
        }
    }
}
