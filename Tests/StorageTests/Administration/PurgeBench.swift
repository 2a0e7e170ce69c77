import Basics
import Domain
import Storage
import TestKit
import Testing

/// A household that watched, rated and kept films and a series, of which one film and an episode lie on the server.
struct PurgeBench {
    static let model = "tiny"

    let media: MediaBench
    let user: UserID
    let profile: ProfileID

    var stores: Stores { media.test.stores }

    /// The films Alien (by two ids), Heat (without) and Local (in a file), and the series Dark with an episode.
    static func with(_ driver: TestDriver, _ body: (PurgeBench) async throws -> Void) async throws {
        try await MediaBench.with(driver) { media async throws in
            let stores = media.test.stores
            let user = try await stores.accounts.addUser(.test("ann@example.org")).id
            let profile = try #require(try await stores.profiles.profiles(of: user, at: .test(0)).first).id
            let films: [TitleDraft] = [.film("Alien", year: 1979, imdb: "tt1", tmdb: 11), .film("Heat", year: 1995)]
            _ = try await stores.catalogue.merge(films, from: .load)
            try await media.save(
                .film("Local", imdb: "tt3", .at("local.mkv")),
                .series("Dark", imdb: "tt9", .test(1, 1, "Secrets", .at("s1e1.mkv", inode: 2))))
            let bench = PurgeBench(media: media, user: user, profile: profile)
            try await bench.indexAll()
            try await body(bench)
        }
    }

    /// The title of this name.
    func id(_ name: String) async throws -> TitleID {
        let titles = try await stores.catalogue.changes(since: 0, limit: 1000).titles
        return try #require(titles.first { $0.metadata.title == name }, "there is no \(name)").id
    }

    func rate(_ name: String, _ value: Int?, at second: Double = 0) async throws -> OpinionOutcome? {
        let opinion = Opinion(try await id(name), value, source: .manual, at: .test(second))
        return try await stores.ratings.take([opinion], of: user, at: .test(second)).first
    }

    /// Every opinion that has a title, by its name.
    func ratings() async throws -> [String: Int] {
        let ratings = try await stores.ratings.ratings(by: user)
        let titles = try await stores.catalogue.titles(ids: ratings.map(\.titleID))
        let names = Dictionary(titles.map { ($0.id, $0.metadata.title) }) { first, _ in first }
        return Dictionary(ratings.map { (names[$0.titleID] ?? "", $0.value) }) { first, _ in first }
    }

    func watch(_ name: String, at seconds: Double...) async throws {
        for second in seconds {
            let report = WatchReport(at: .test(second), position: 0, mark: .finished)
            let title = try await id(name)
            #expect(
                try await stores.watching.report(report, of: title, by: profile, source: .playback, device: nil))
        }
    }

    @discardableResult
    func purge(idle: [String] = [], enrichment: NewJob? = nil) async throws -> PurgedFilms {
        let audit = AuditEntry(at: .test(50), action: "purged", userID: user, address: "192.0.2.1")
        return try await stores.purge.removeFilms(
            FilmPurge(idleJobs: idle, enrichment: enrichment, audit: audit))
    }

    /// Gives every waiting title two vectors.
    func indexAll() async throws {
        let items = try await stores.index.pending(model: Self.model, after: nil, limit: 1000)
        let indexed = items.map { item in
            IndexedTitle(
                titleID: item.title.id, titleRevision: item.title.revision,
                facets: [FacetText(facet: .plot, text: "text", source: .composed)],
                embeddings: [Facet.plot, .mood].map { FacetEmbedding(facet: $0, textHash: "hash", vector: [1, 0]) },
                removedFacets: [])
        }
        try await stores.index.store(indexed, model: Self.model)
    }
}

extension NewJob {
    /// A job that is due at once.
    static func due(_ name: String) -> NewJob {
        NewJob(name: name, parameters: "{}", deduplicationKey: name, runAt: .test(0), createdAt: .test(0))
    }
}
