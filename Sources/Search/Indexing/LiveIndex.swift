import Basics
package import Domain
import Synchronization
package import VectorIndex

/// Everything a search reads: the vectors, the words and the directory of titles, kept up to date by `IndexFollower`.
///
/// Readers never wait for the follower: the vector index publishes whole versions, the directory is locked only for
/// look-ups.
package final class LiveIndex: Sendable {
    private struct State {
        var directory = TitleDirectory()
        /// The catalogue revision that the directory reflects.
        var titleRevision: Int64 = 0
        var vectors: FacetIndex?
        /// What turns queries into such vectors; nil where whoever searches knows.
        var queries: QueryEmbeddings?
        var isReady = false
        var clips: KeptTitles?
        var films: KeptTitles?
        var scopes = BoundedCache<String, (generation: Int, ids: [Int64])>(capacity: SearchLimits.scopesKept)
    }

    package let words: any WordIndex
    private let state = Mutex(State())

    package init(words: any WordIndex) {
        self.words = words
    }

    /// True once everything that was stored at the start has been read.
    package var isReady: Bool { state.withLock { $0.isReady } }

    /// The vectors of the model in use; nil while there are none.
    package var vectors: FacetIndex? { state.withLock { $0.vectors } }

    /// The vectors together with what turns queries into vectors of the same model.
    var meaning: (vectors: FacetIndex?, queries: QueryEmbeddings?) { state.withLock { ($0.vectors, $0.queries) } }

    package var titleCount: Int { state.withLock { $0.directory.count } }

    func entries(_ ids: [TitleID]) -> [WordEntry?] {
        state.withLock { state in ids.map { state.directory[$0] } }
    }

    func votes(of ids: [TitleID]) -> [TitleID: Int] {
        state.withLock { state in
            Dictionary(ids.map { ($0, state.directory[$0]?.voteCount ?? 0) }) { first, _ in first }
        }
    }

    func titleID(of imdbID: IMDbID) -> TitleID? { state.withLock { $0.directory.titleID(of: imdbID) } }

    func titles(named query: String) -> [TitleID] { state.withLock { $0.directory.titles(named: query) } }

    /// The titles of an owned set that the catalogue knows, by id; remembered by the set's etag.
    func titleIDs(of set: OwnedSet) -> [Int64] {
        state.withLock { state in
            if let known = state.scopes[set.etag], known.generation == state.directory.generation { return known.ids }
            // A title may be owned by several of its ids.
            let ids = Set(set.ids.compactMap { state.directory.titleID(of: $0) }).map { Int64($0.rawValue) }.sorted()
            state.scopes[set.etag] = (state.directory.generation, ids)
            return ids
        }
    }

    /// All clips of the archive, or all other titles; nil for the others where there are no clips.
    func titles(areClips: Bool) -> KeptTitles? {
        state.withLock { state in
            guard areClips || state.directory.hasClips else { return nil }
            let place = areClips ? \State.clips : \State.films
            let generation = state.directory.generation
            if let kept = state[keyPath: place], kept.generation == generation { return kept }
            let kept = KeptTitles(ids: state.directory.ids(ofClips: areClips), generation: generation)
            state[keyPath: place] = kept
            return kept
        }
    }

    /// The catalogue revision that the directory reflects. The word index has its own: another process may write it.
    var titleRevision: Int64 { state.withLock { $0.titleRevision } }

    func put(_ entries: [WordEntry], remove ids: [TitleID], revision: Int64) {
        state.withLock { state in
            for id in ids { state.directory.remove(id) }
            for entry in entries { state.directory.put(entry) }
            state.titleRevision = revision
        }
    }

    /// Puts these entries in the place of all that there are.
    func replace(_ entries: [WordEntry], revision: Int64) {
        var directory = TitleDirectory()
        for entry in entries { directory.put(entry) }
        state.withLock { [directory] state in
            var directory = directory
            directory.replace(state.directory)
            state.directory = directory
            state.titleRevision = revision
        }
    }

    func use(_ vectors: FacetIndex, _ queries: QueryEmbeddings? = nil) {
        state.withLock { ($0.vectors, $0.queries) = (vectors, queries) }
    }

    func becomeReady() { state.withLock { $0.isReady = true } }
}
