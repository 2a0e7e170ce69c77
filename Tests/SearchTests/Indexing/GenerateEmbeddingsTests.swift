import Basics
import Domain
import Embedding
import Jobs
import Synchronization
import TestKit
import Testing

@testable import Search

@Suite("The administrator's jobs for vectors")
final class GenerateEmbeddingsTests: Sendable {
    private let database = FakeDatabase()
    private let updates = Mutex<[JobUpdate]>([])

    private func context(_ name: String, checkpoint: String? = nil) -> JobContext {
        JobContext(id: JobID(1), name: name, checkpoint: checkpoint) { update in
            self.updates.withLock { $0.append(update) }
            return true
        }
    }

    private func indexing(_ embedder: FakeEmbedder) -> TitleIndexing {
        TitleIndexing(store: database, embedder: embedder, composer: FacetComposer(embedder: embedder))
    }

    /// Some films and half as many series.
    private func fill(_ count: Int) async {
        for id in 1...Int32(count) {
            await database.shelve(id, .film("Film \(id)") { $0.overview = "A story about the number \(id)." })
        }
        for id in 1...Int32(count / 2) {
            var metadata = TitleMetadata(title: "Series \(id)")
            metadata.overview = "Episodes about the number \(id)."
            await database.shelve(
                1000 + id, TitleDraft(kind: .series, imdbID: nil, tmdbID: nil, metadata: metadata))
        }
    }

    private var report: JobProgressReport? {
        updates.withLock { $0.last?.report }.flatMap { JobProgressReport(json: $0) }
    }

    @Test("Films get their vectors, series do not, and the counts are told")
    func films() async throws {
        await fill(70)
        let job = GenerateMovieEmbeddings(indexing(FakeEmbedder()))
        try await job.run(.init(), context: context(GenerateMovieEmbeddings.name))
        #expect(await database.vectors.keys.allSatisfy { $0.rawValue <= 70 })
        #expect(await database.vectors.count == 70)
        let report = try #require(report)
        #expect(report.result == ["generated": 70, "failed": 0] && report.currentStepIndex == 2)
        #expect(report.itemsProcessed == 70 && report.itemsTotal == 70)
        try await job.run(.init(), context: context(GenerateMovieEmbeddings.name))
        #expect(self.report?.result == ["generated": 0, "failed": 0])
    }

    @Test("Series get their vectors, films do not")
    func series() async throws {
        await fill(6)
        let job = GenerateSeriesEmbeddings(indexing(FakeEmbedder()))
        try await job.run(.init(), context: context(GenerateSeriesEmbeddings.name))
        #expect(await Set(database.vectors.keys.map(\.rawValue)) == [1001, 1002, 1003])
        #expect(report?.result == ["seriesGenerated": 3, "episodesGenerated": 0, "failed": 0])
    }

    @Test("A step that fails is counted and told, and the rest goes on")
    func oneFailure() async throws {
        await fill(SearchLimits.titlesPerStep * 3)
        let count = Mutex(0)
        await database.beforeStore { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            if number == 2 { throw JobFailure("The disk is full.") }
        }
        let job = GenerateMovieEmbeddings(indexing(FakeEmbedder()))
        try await job.run(.init(), context: context(GenerateMovieEmbeddings.name))
        let report = try #require(report)
        #expect(
            report.result == [
                "generated": SearchLimits.titlesPerStep * 2, "failed": SearchLimits.titlesPerStep,
            ])
        #expect(report.logs.contains { $0.level == .error && $0.message.hasSuffix("The disk is full.") })
    }

    @Test("When nothing works the run ends with the reason, and the next attempt counts on")
    func allFail() async throws {
        await fill(SearchLimits.titlesPerStep * 5)
        await database.beforeStore { _ in throw JobFailure("The disk is full.") }
        let job = GenerateMovieEmbeddings(indexing(FakeEmbedder()))
        await #expect(throws: JobFailure.self) {
            try await job.run(.init(), context: context(GenerateMovieEmbeddings.name))
        }
        await database.beforeStore(nil)
        let resumed = context(GenerateMovieEmbeddings.name, checkpoint: #"{"generated": 7, "failed": 3}"#)
        try await job.run(.init(), context: resumed)
        #expect(report?.result == ["generated": SearchLimits.titlesPerStep * 5 + 7, "failed": 0])
    }
}
