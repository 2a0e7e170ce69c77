import Domain
import Recommendations
import Storage
import TestKit
import Testing
import VectorIndex

@Suite("Choosing titles: odd histories and catalogues")
struct BadHistoryTests {
    @Test("who only dislikes gets nothing")
    func onlyDislikes() async throws {
        try await RunBench.with { bench in
            try await bench.rate(["Far Orbit": 1, "Paid Debt": 2])
            let run = try await bench.run()
            #expect(run.state == .completed && run.selectedCount == 0)
        }
    }

    @Test("who has watched everything gets nothing, unless it may be watched again")
    func everything() async throws {
        try await RunBench.with { bench in
            for name in bench.titles.keys.sorted() { try await bench.watch(name) }
            #expect(try await bench.picks().isEmpty)
            try await bench.choose { $0.includesWatched = true }
            #expect(try await bench.picks().isEmpty == false)
        }
    }

    @Test("a catalogue of one genre is no trouble")
    func oneGenre() async throws {
        let films = RunFilms.all.map { draft in
            var draft = draft
            draft.metadata.genres = ["Drama"]
            return draft
        }
        try await RunBench.with(films: films) { bench in
            try await bench.watch("Far Orbit")
            #expect(try await bench.picks().count == 24)
        }
    }

    @Test("an empty catalogue gives an empty run")
    func noTitles() async throws {
        try await RunBench.with(films: []) { bench in
            let run = try await bench.run()
            #expect(run.state == .completed && run.candidateCount == 0)
            #expect(try await bench.run(.series).selectedCount == 0)
        }
    }

    @Test("without vectors the rest of what is known decides")
    func noVectors() async throws {
        try await RunBench.with { bench in
            bench.knobs.vectors = nil
            try await bench.rate(["Far Orbit": 10, "Red Orbit": 9])
            bench.knobs.settings.movies.selectedCount = 3
            let picks = try await bench.picks()
            #expect(picks.count == 3 && picks.contains { RunFilms.space.contains($0) })
        }
    }

    @Test("vectors of another model are used as they are, and a run says which they were")
    func anotherModel() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Far Orbit")
            let titles = try await bench.stores.catalogue.changes(since: 0, limit: 1000).titles
            bench.knobs.vectors = try RunBench.vectors(of: titles, model: "other:64", dimension: 64)
            let run = try await bench.run()
            #expect(run.selectedCount > 0)
            let inputs = try await bench.stores.recommendations.inputs(of: run.id)
            #expect(inputs?.contains(#""vector_model":"other:64""#) == true)
            bench.knobs.vectors = CurrentVectors(index: try FacetIndex(dimension: 8), model: "empty:8")
            bench.world.advance(seconds: RunLimits.catalogueStaleSeconds + 1)
            #expect(try await bench.run().selectedCount > 0)
        }
    }

    @Test("a model that changes in the middle of a run changes nothing of that run")
    func changeMeanwhile() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Far Orbit")
            let former = try await bench.picks()
            let titles = try await bench.stores.catalogue.changes(since: 0, limit: 1000).titles
            let other = try RunBench.vectors(of: titles, model: "other:16", dimension: 16)
            bench.knobs.sources.beforeEntries = { bench.knobs.vectors = other }
            let run = try await bench.run()
            #expect(try await bench.names(in: run) == former)
            bench.knobs.sources.beforeEntries = nil
            bench.world.advance(seconds: RunLimits.catalogueStaleSeconds + 1)
            let inputs = try await bench.stores.recommendations.inputs(of: bench.run().id)
            #expect(inputs?.contains("other:16") == true)
        }
    }

    @Test("the catalogue is read once for many people, and again when it has changed")
    func sharing() async throws {
        try await RunBench.with { bench in
            try await bench.watch("Far Orbit")
            try await bench.run()
            try await bench.run()
            async let one = bench.reader.items(.movie)
            async let two = bench.reader.items(.movie)
            _ = try await (one, two)
            #expect(bench.knobs.sources.catalogueReads == 1)
            _ = try await bench.stores.catalogue.merge([.film("New One", imdb: "tt0009002")], from: .load)
            #expect(try await bench.reader.items(.movie).traits.count == 26)
            #expect(bench.knobs.sources.catalogueReads == 2)
        }
    }
}
