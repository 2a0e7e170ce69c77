import AsyncHTTPClient
import Basics
import Catalogue
import Connectors
import Domain
import Jobs
import Storage
import TestKit
import Testing

/// Files of a real folder, looked up at a TMDB that speaks over HTTP.
@Suite("Scanned titles at TMDB")
struct ScannedFilmsAtTMDBTests {
    private static let works: [FakeWork] = [
        .matrix,
        FakeWork(id: 949, imdb: "tt0113277", "Heat", overview: "Cops.") { $0.date = "1995-12-15" },
        FakeWork(id: 11_949, imdb: "tt0093164", "Heat", overview: "Other cops.") { $0.date = "1986-11-14" },
        FakeWork(id: 1, imdb: "tt1", "Twin", overview: "One.") { $0.date = "2001-01-01" },
        FakeWork(id: 2, imdb: "tt2", "Twin", overview: "Two.") { $0.date = "2001-06-01" },
        FakeWork(.series, id: 70_523, imdb: "tt5753856", "Dark", overview: "Time.") { work in
            work.date = "2017-12-01"
            work.seasons[1] = [
                FakeEpisode(id: 1, 1, "Secrets", overview: "A child is lost.", date: "2017-12-01"),
                FakeEpisode(id: 2, 2, "Lies", overview: "Things die.", date: "2017-12-02"),
            ]
        },
    ]

    private func with(_ body: @escaping @Sendable (ScanBench, FakeTMDB, TMDB) async throws -> Void) async throws {
        let (fake, client) = (FakeTMDB(Self.works), OutgoingHTTP.makeClient())
        do {
            try await fake.serve { address in
                let settings = TMDBSettings(key: FakeTMDB.key, baseURL: address + "/3", timeoutSeconds: 300)
                let tmdb = TMDB(settings: settings, http: OutgoingHTTP(client: client))
                try await ScanBench.with(.mixed) { try await body($0, fake, tmdb) }
            }
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
    }

    @Test("names, ids and descriptions find what they mean, and nothing else")
    func films() async throws {
        try await with { bench, fake, tmdb in
            try bench.disk.write([
                "The Matrix (1999).mkv", "Heat (1995).mkv", "heat.1986.1080p.mkv", "Twin (2001).mkv",
                "Nobody (1950).mkv",
                "Some Name [tmdbid-603].mkv", "Described (1995).mkv", "Dark/Season 1/Dark.S01E01.mkv",
                "Dark/Season 1/Dark.S01E02.mkv",
            ])
            try bench.disk.write(
                "Described (1995).nfo", "<movie><title>Hot</title><uniqueid type=\"imdb\">tt0113277</uniqueid></movie>")
            try await bench.scan()
            #expect(
                try await bench.stores.enrichment.dueCount(at: bench.clock.now) > 0, "a scan leaves something to ask")
            try await bench.enrich(from: tmdb)
            let texts: [(String, String?)] = [
                ("heat.1986.1080p.mkv", "Other cops."), ("Twin (2001).mkv", nil), ("Nobody (1950).mkv", nil),
                ("Described (1995).mkv", "Cops."), ("Some Name [tmdbid-603].mkv", FakeWork.matrix.overviews["en-US"]),
            ]
            for (path, text) in texts {
                #expect(try await bench.video(path).title.metadata.overview == text, "\(path)")
            }
            let described = try await bench.video("Described (1995).mkv").title
            #expect(described.metadata.title == "Hot" && described.metadata.posterPath == "/poster949.jpg")
            #expect(described.imdbID?.rawValue == "tt0113277" && described.tmdbID == 949)
            // What has the name only, and is a film that is here already, stays as it is.
            #expect(try await bench.video("Heat (1995).mkv").title.tmdbID == nil)
            #expect(try await bench.video("The Matrix (1999).mkv").title.imdbID == nil)
            #expect(try await bench.episodes(of: "Dark") == ["1x01 Secrets", "1x02 Lies"])
            let asked = await fake.paths.count
            try await bench.scan(isFull: true)
            try await bench.enrich(from: tmdb)
            #expect(await fake.paths.count == asked, "nothing is asked for twice")
        }
    }

    @Test("with TMDB out of order everything stays, and comes later")
    func outage() async throws {
        try await with { bench, fake, tmdb in
            try bench.disk.write("Heat (1995).mkv")
            try await bench.scan()
            await fake.answerAlways(.tmdbError(401, 7))
            await #expect(throws: JobFailure.self) { try await bench.enrich(from: tmdb) }
            #expect(try await bench.names() == ["Heat"])
            await fake.answerAlways(nil)
            bench.clock.advance(seconds: 400)
            try await bench.enrich(from: tmdb)
            #expect(try await bench.video("Heat (1995).mkv").title.metadata.overview == "Cops.")
        }
    }
}

extension ScanBench {
    /// Runs the job once, as a worker would.
    fileprivate func enrich(from provider: any TitleProvider) async throws {
        let job = EnrichTitles(store: stores.enrichment, provider: provider, world: clock.world) {}
        let context = JobContext(id: JobID(1), world: clock.world) { _, _ in true }
        try await job.run(.init(), context: context)
    }
}
