import Basics
import Domain
import SQL
import Storage
import TestKit
import Testing

/// How many statements scans and lists take, and what happens when two scans run at once.
@Suite struct MediaStatementTests {
    /// Statements over more rows than one holds are counted once for each part.
    private static let parts = 5

    @Test(arguments: TestDriver.available)
    func `a scan of thousands of titles takes as many statements as one of a few`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let few = try await bench.saving(batch(1...10, "few"))
            let many = try await bench.saving(batch(1001...1500, "many"))
            #expect(few.count <= 60, "\(few.statements.joined(separator: "\n"))")
            #expect(Set(many.statements.map(kind)).subtracting(few.statements.map(kind)).isEmpty)
            #expect(many.count <= few.count * Self.parts, "\(many.statements.map(kind).joined(separator: "\n"))")
            #expect(try await bench.videos.page(.all(), offset: 0, limit: 0).total == 1020)
        }
    }

    @Test(arguments: TestDriver.available)
    func `two thousand unchanged titles are read and not written`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let titles = batch(1...1000, "big")
            let outcome = try await bench.media.save(titles, in: bench.folder, at: .test(0))
            #expect(outcome == UpsertOutcome(added: 4000))
            let again = try await bench.known(batch: titles)
            let (second, counter) = try await StatementCounter.counting {
                try await bench.media.save(again, in: bench.folder, at: .test(1))
            }
            #expect(second == UpsertOutcome(unchanged: 4000))
            #expect(counter.statements.allSatisfy { $0.hasPrefix("SELECT") } && counter.count <= 30)
        }
    }

    @Test(arguments: TestDriver.available)
    func `reading takes a fixed number of statements`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            _ = try await bench.media.save(batch(1...60, "x"), in: bench.folder, at: .test(0))
            let ids = try await bench.videos.page(.all(), offset: 0, limit: 1000).ids
            let series = try await bench.videos.newest(.all { $0.kind = .series }, limit: 1)[0]
            let filter = VideoFilter.all { ($0.text, $0.genre, $0.voteMin) = ("x", "Drama", 1) }
            let store = bench.videos
            #expect(try await statements { try await store.page(filter, offset: 0, limit: 100) } == 2)
            #expect(try await statements { try await store.named("x", filter, limit: 60) } == 1)
            #expect(try await statements { try await store.named("x", .all(), limit: 200) } == 3)
            #expect(try await statements { try await store.kept(ids, by: filter) } == 1)
            #expect(try await statements { try await store.newest(filter, limit: 100) } == 1)
            #expect(try await statements { try await store.begun(by: .all, positionMin: 0, limit: 100) } == 1)
            #expect(try await statements { try await store.videos(ids, for: .all) } == 11)
            #expect(try await statements { try await store.videos([ids[0]], for: .all) } == 11)
            #expect(try await statements { try await store.episodes(of: series, for: .all) } == 13)
            #expect(try await statements { try await store.libraryCounts(for: .all) } == 1)
            #expect(try await statements { try await bench.media.counts() } == 4)
            #expect(try await statements { try await bench.media.files(of: bench.folder) } == 2)
            #expect(try await statements { try await bench.media.libraries() } == 2)
        }
    }

    @Test(arguments: TestDriver.available)
    func `two scans at once make every title and file once`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let titles = batch(1...30, "both")
            let outcomes = try await concurrently(4) { _ in
                try await bench.media.save(titles, in: bench.folder, at: .test(0))
            }
            #expect(outcomes.map(\.added).sorted() == [0, 0, 0, 120])
            #expect(try await bench.test.count("media_file") == 90)
            #expect(try await bench.test.count("title_file") == 90)
            #expect(try await bench.test.count("listing") == 60)
            #expect(try await bench.test.stores.catalogue.counts() == [.known: 120])
        }
    }

    @Test(arguments: TestDriver.available)
    func `scans, probes and removals at once leave nothing behind`(driver: TestDriver) async throws {
        try await MediaBench.with(driver) { bench async throws in
            let titles = batch(1...20, "busy")
            _ = try await bench.media.save(titles, in: bench.folder, at: .test(0))
            let files = try await bench.media.unprobed(after: nil, limit: 60)
            _ = try await concurrently(4) { number in
                switch number {
                case 0: _ = try? await bench.media.save(titles, in: bench.folder, at: .test(1))
                case 1:
                    for file in files {
                        try? await bench.media.saveProbe(
                            MediaProbe(), tracks: [.stream(1)], problem: nil, of: file)
                    }
                case 2: _ = try await bench.media.removeLibrary(bench.library.id)
                default: _ = try await bench.media.purge(missingBefore: .test(9), in: nil)
                }
            }
            for table in ["media_file", "title_file", "subtitle_track", "listing", "title_library"] {
                #expect(try await bench.test.count(table) == 0, "\(table)")
            }
        }
    }

    private func statements(_ work: () async throws -> some Sendable) async throws -> Int {
        try await StatementCounter.counting { _ = try await work() }.1.count
    }

    /// A statement whatever the number of its rows.
    private func kind(_ statement: String) -> String { String(statement.prefix(60)) }
}

/// For each number a film and a series of two episodes, with all that belongs to them.
private func batch(_ numbers: ClosedRange<Int>, _ name: String) -> [ScannedTitle] {
    numbers.flatMap { number -> [ScannedTitle] in
        let film = ScannedTitle.film(
            "\(name) film \(number)", year: 2000,
            .at("\(name)/f\(number).mkv").with { $0.subtitles = [.sidecar("\(name)/f\(number).srt")] }
        ) { metadata in
            metadata.genres = ["Drama", "Genre \(number % 20)"]
            metadata.credits = [Credit(name: "Person \(name) \(number)", role: .cast)]
            metadata.studios = ["Studio \(number % 50)"]
            metadata.voteAverage = 5
        }.with { $0.artwork = [.test(.poster, "\(name)/f\(number).jpg")] }
        let series = ScannedTitle.series(
            "\(name) series \(number)", .test(1, 1, "A \(number)", .at("\(name)/s\(number)-1.mkv")),
            .test(1, 2, "B \(number)", .at("\(name)/s\(number)-2.mkv")))
        return [film, series]
    }
}

extension MediaBench {
    fileprivate func saving(_ titles: [ScannedTitle]) async throws -> StatementCounter {
        try await StatementCounter.counting { _ = try await media.save(titles, in: folder, at: .test(0)) }.1
    }

    /// Like `known`, without a question for each series.
    fileprivate func known(batch titles: [ScannedTitle]) async throws -> [ScannedTitle] {
        let stored = Dictionary(
            try await media.files(of: folder).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        return titles.map { title in
            var title = title
            title.known = title.files.first.flatMap { stored[$0.path]?.titles.first }
            title.files = title.files.map { file in file.with { $0.known = stored[file.path]?.id } }
            title.episodes = title.episodes.map { episode in
                var episode = episode
                episode.known = episode.files.first.flatMap { stored[$0.path]?.titles.first }
                episode.files = episode.files.map { file in file.with { $0.known = stored[file.path]?.id } }
                return episode
            }
            return title
        }
    }
}
