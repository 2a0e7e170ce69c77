import Basics
import Domain
import Embedding
import Jobs
import Synchronization
import TestKit
import Testing

@testable import Search

@Suite("The indexing job")
final class IndexTitlesTests: Sendable {
    private let database = FakeDatabase()
    private let reports = Mutex<[JobProgress]>([])

    private func job(_ embedder: FakeEmbedder) -> IndexTitles {
        IndexTitles(store: database, embedder: embedder, composer: FacetComposer(embedder: embedder))
    }

    /// Runs the job; it loses its lease after `reportsMax` reports.
    private func run(_ embedder: FakeEmbedder, reportsMax: Int = .max) async throws {
        let context = JobContext(id: JobID(1)) { progress, _ in
            self.reports.withLock { reports in
                reports.append(progress)
                return reports.count < reportsMax
            }
        }
        try await job(embedder).run(.init(), context: context)
    }

    /// Films of which no two share a text.
    private func fill(_ count: Int) async {
        for id in 1...Int32(count) {
            await database.shelve(
                id,
                .film("Film \(id)", imdb: "tt\(id)") { metadata in
                    metadata.overview = "A story about the number \(id)."
                    metadata.genres = ["genre\(id)"]
                    metadata.keywords = ["keyword\(id)"]
                })
        }
    }

    private var pending: [IndexingItem] {
        get async {
            await database.pending(model: "toy", kinds: Set(TitleKind.allCases), after: nil, limit: .max)
        }
    }

    @Test("Every title gets four texts and their vectors, and the job ends with everything done")
    func wholeRun() async throws {
        let embedder = FakeEmbedder()
        await fill(3)
        try await run(embedder)
        #expect(await pending.isEmpty)
        for id in (1...3).map({ TitleID($0) }) {
            let texts = await database.facets(of: id)
            #expect(texts.map(\.facet) == Facet.allCases)
            for text in texts {
                let stored = await database.vectors[id]?.byFacet[text.facet]
                #expect(stored?.vector == embedder.vector(of: text.text))
                #expect(stored?.textHash == StableDigest.hex(of: text.text))
            }
        }
        #expect(reports.withLock { $0.last } == JobProgress(done: 3, total: 3, message: "Done"))
    }

    @Test("An empty catalogue and one that is up to date ask nothing of the embedder")
    func nothingToDo() async throws {
        let embedder = FakeEmbedder()
        try await run(embedder)
        #expect(embedder.calls.isEmpty)
        await fill(2)
        try await run(embedder)
        let (before, version) = (await database.snapshot(), await database.vectorVersion)
        embedder.forgetCalls()
        try await run(embedder)
        #expect(embedder.calls.isEmpty)
        #expect(await database.snapshot() == before)
        #expect(await database.vectorVersion == version)
    }

    @Test("A step embeds all its plots in one call and all that follows from them in another, no text twice")
    func callsPerStep() async throws {
        let embedder = FakeEmbedder()
        await fill(SearchLimits.titlesPerStep * 2)
        try await run(embedder)
        let calls = embedder.calls.filter { $0.count != Vocabulary.entries.count }
        #expect(calls.count == 4)
        #expect(calls.allSatisfy { Set($0).count == $0.count })
        #expect(Set(calls[0]).isDisjoint(with: calls[1]))
        #expect(Set(calls[0]).isDisjoint(with: calls[2]))
    }

    @Test("Titles that share a text share its embedding")
    func sharedTexts() async throws {
        let embedder = FakeEmbedder()
        for id in 1...4 as ClosedRange<Int32> {
            await database.shelve(id, .film("Film \(id)") { $0.genres = ["Drama"] })
        }
        try await run(embedder)
        #expect(embedder.texts.count { $0 == "Drama" } == 1)
        #expect(await database.vectors.values.count { $0.byFacet[.genre] != nil } == 4)
    }

    @Test("Stopped after some steps, the next run embeds nothing that is stored", arguments: [1, 2, 3])
    func resumes(steps: Int) async throws {
        let embedder = FakeEmbedder()
        await fill(SearchLimits.titlesPerStep * 3 + 5)
        // One report before the first step, then one for each.
        await #expect(throws: CancellationError.self) { try await run(embedder, reportsMax: steps + 1) }
        let stored = await database.vectors.count
        #expect(stored == SearchLimits.titlesPerStep * steps)
        let known = Set(await database.texts.values.flatMap { $0.values.map(\.text) })
        embedder.forgetCalls()
        reports.withLock { $0 = [] }
        try await run(embedder)
        #expect(reports.withLock { $0.first?.done } == stored)
        #expect(known.intersection(embedder.texts).isEmpty)
        #expect(await database.vectors.count == SearchLimits.titlesPerStep * 3 + 5)
        #expect(await pending.isEmpty)
    }

    @Test("Cancelled in the middle of a step, nothing of the step is stored and the next run does it whole")
    func cancelledInStep() async throws {
        // The vocabulary and two calls for the first step; the fifth call is in the middle of the second.
        let cancelling = FakeEmbedder { number in
            if number == 5 { withUnsafeCurrentTask { $0?.cancel() } }
        }
        await fill(SearchLimits.titlesPerStep * 2)
        let running = Task { try await self.run(cancelling) }
        await #expect(throws: CancellationError.self) { try await running.value }
        #expect(await database.vectors.count == SearchLimits.titlesPerStep)
        try await run(FakeEmbedder())
        #expect(await pending.isEmpty)
    }

    @Test("Progress never goes back and never beyond the catalogue")
    func monotoneProgress() async throws {
        await fill(SearchLimits.titlesPerStep * 2 + 1)
        await database.beforeStore { database in
            await database.shelve(1, .film("Film 1") { $0.overview = "Told anew." })
            await database.beforeStore(nil)
        }
        try await run(FakeEmbedder())
        let seen = reports.withLock { $0 }
        #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.done <= $1.done && $0.total <= $1.total })
        #expect(seen.allSatisfy { $0.done <= $0.total })
        #expect(seen.last?.done == SearchLimits.titlesPerStep * 2 + 1)
    }

    @Test("A title that changed between reading and storing is done again in the same run")
    func changedInBetween() async throws {
        let embedder = FakeEmbedder()
        await fill(SearchLimits.titlesPerStep + 3)
        await database.beforeStore { database in
            await database.shelve(2, .film("Renamed"))
            await database.beforeStore(nil)
        }
        try await run(embedder)
        #expect(await pending.isEmpty)
        #expect(await database.facets(of: TitleID(2)).first?.text == "Renamed")
        #expect(await database.vectors[TitleID(2)]?.byFacet[.plot]?.vector == embedder.vector(of: "Renamed"))
    }

    @Test("A title that changes without end does not keep the job running without end")
    func changesWithoutEnd() async throws {
        await fill(2)
        await database.beforeStore { await $0.shelve(2, .film("Film \(await $0.titleVersion)")) }
        try await run(FakeEmbedder())
        #expect(await pending.map(\.title.id) == [TitleID(2)])
        #expect(await database.stored.count == SearchLimits.indexPassesMax)
    }

    @Test("A removed title is left out, and the job goes on")
    func removedInBetween() async throws {
        await fill(3)
        await database.beforeStore { database in _ = await database.remove([TitleID(2)]) }
        try await run(FakeEmbedder())
        #expect(await database.vectors.keys.sorted() == [TitleID(1), TitleID(3)])
    }

    @Test("Only the facets whose text changed are embedded again")
    func onlyChanged() async throws {
        let embedder = FakeEmbedder()
        await fill(2)
        try await run(embedder)
        let mood = FacetText(facet: .mood, text: "gentle and slow", source: .user)
        #expect(await database.setFacet(mood, of: TitleID(1)))
        embedder.forgetCalls()
        try await run(embedder)
        #expect(embedder.texts == ["gentle and slow"])
        #expect(await database.facets(of: TitleID(1))[1] == mood)
        #expect(await database.stored.last?.map { $0.embeddings.map(\.facet) } == [[.mood]])
    }

    @Test("A facet that lost its words loses its vector")
    func lostFacet() async throws {
        await database.shelve(1, .film("Alien") { $0.genres = ["Horror"] })
        try await run(FakeEmbedder())
        #expect(await database.vectors[TitleID(1)]?.byFacet[.genre] != nil)
        await database.shelve(1, .film("Alien"))
        try await run(FakeEmbedder())
        #expect(await database.vectors[TitleID(1)]?.byFacet.keys.contains(.genre) == false)
        #expect(await database.vectors[TitleID(1)]?.byFacet.count == 3)
    }

    @Test("An embedder that is down fails the job with its own words, and what was stored before stays")
    func embedderDown() async throws {
        let embedder = FakeEmbedder()
        await fill(1)
        try await run(embedder)
        await database.shelve(2, .film("New"))
        embedder.fail(with: EmbeddingError.remoteUnavailable("down"))
        await #expect(throws: EmbeddingError.remoteUnavailable("down")) { try await run(embedder) }
        #expect(await database.vectors.count == 1)
        embedder.fail(with: nil)
        try await run(embedder)
        #expect(await database.vectors.count == 2)
    }
}
