import Domain
import Synchronization
import TestKit

/// Catalogue and index store over one memory, as their ports describe them, for one model.
actor FakeDatabase {
    struct Vectors {
        var byFacet: [Facet: FacetEmbedding] = [:]
        var titleRevision: Int64 = 0
        var revision: Int64?
    }

    struct Removal {
        let id: TitleID
        let revision: Int64
        let vectorRevision: Int64
    }

    var titles: [TitleID: Title] = [:]
    var texts: [TitleID: [Facet: FacetText]] = [:]
    var vectors: [TitleID: Vectors] = [:]
    var removals: [Removal] = []
    var (titleVersion, vectorVersion) = (Int64(0), Int64(0))
    /// Each call of `store`, in order.
    var stored: [[IndexedTitle]] = []
    private var problem: (any Error)?
    private var beforeStore: (@Sendable (FakeDatabase) async throws -> Void)?
    let feed = FakeFeed()

    /// Every read of a feed throws this error; nil to recover.
    func fail(with problem: (any Error)?) { self.problem = problem }

    func check() throws {
        if let problem { throw problem }
    }

    /// What happens between the reading of a batch and its storing.
    func beforeStore(_ work: (@Sendable (FakeDatabase) async throws -> Void)?) { beforeStore = work }

    func willStore() async throws { try await beforeStore?(self) }

    /// Adds or changes a title, and tells the followers.
    func shelve(_ id: Int32, _ draft: TitleDraft, state: TitleState = .known) {
        titleVersion += 1
        let identity = TitleIdentity(
            id: TitleID(id), uuid: "uuid-\(id)", kind: draft.kind, imdbID: draft.imdbID, tmdbID: draft.tmdbID)
        titles[TitleID(id)] = Title(
            identity: identity, state: state, metadata: draft.metadata, provenance: Provenance(),
            revision: titleVersion)
        for (facet, text) in draft.facets {
            texts[TitleID(id), default: [:]][facet] = FacetText(facet: facet, text: text, source: .load)
        }
        feed.tell(.titles)
    }

    /// Gives a title vectors as indexing would, and tells the followers.
    func embed(_ id: Int32, _ byFacet: [Facet: [Float]]) {
        vectorVersion += 1
        let entries = byFacet.map { ($0, FacetEmbedding(facet: $0, textHash: "test", vector: $1)) }
        vectors[TitleID(id)] = Vectors(
            byFacet: Dictionary(entries) { first, _ in first }, titleRevision: titleVersion, revision: vectorVersion)
        feed.tell(.vectors)
    }

    /// A film with the same vector for every facet.
    func shelve(_ id: Int32, _ title: String, imdb: String?, all vector: [Float], votes: Int = 0) {
        shelve(id, .film(title, imdb: imdb) { $0.voteCount = votes })
        embed(id, Dictionary(Facet.allCases.map { ($0, vector) }) { first, _ in first })
    }

    /// Goes back to an empty database, as after the restoring of an old backup.
    func loseEverything() {
        (titles, texts, vectors, removals) = ([:], [:], [:], [])
        (titleVersion, vectorVersion) = (0, 0)
    }

    /// What the titles' facets are in the order of the ids, for comparison of whole runs.
    func snapshot() -> [TitleID: [Facet: String]] {
        vectors.mapValues { $0.byFacet.mapValues(\.textHash) }
    }

    static func page<Row>(
        _ rows: [(Int64, Row)], since: Int64, limit: Int, version: Int64
    ) -> (rows: [Row], revision: Int64, isLast: Bool) {
        let after = rows.filter { $0.0 > since }.sorted { $0.0 < $1.0 }
        let page = after.prefix(limit)
        let isLast = after.count <= limit
        return (page.map(\.1), isLast ? version : page.last?.0 ?? version, isLast)
    }
}

/// A change feed that the test speaks through. Every follower hears everything from its subscription on.
final class FakeFeed: ChangeFeed {
    private let followers = Mutex<[AsyncStream<ChangeArea>.Continuation]>([])

    var followerCount: Int { followers.withLock { $0.count } }

    func changes() -> AsyncStream<ChangeArea> {
        let (stream, continuation) = AsyncStream.makeStream(of: ChangeArea.self)
        followers.withLock { $0.append(continuation) }
        return stream
    }

    func tell(_ area: ChangeArea) {
        for follower in followers.withLock({ $0 }) { follower.yield(area) }
    }
}
