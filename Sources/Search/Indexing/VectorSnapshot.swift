package import Embedding
package import NIOPosix
import Synchronization
import VectorIndex

/// The vector index of one model together with the file that a later start reads instead of the database.
///
/// The file is derived: whatever is wrong with it, the index is read from the database again.
package final class VectorSnapshot: Sendable {
    private struct State {
        var index: FacetIndex?
        var revision: Int64 = 0
        var unsavedChanges = 0
    }

    package let model: String
    private let embedder: any TextEmbedder
    private let path: String
    private let threads: NIOThreadPool
    private let state = Mutex(State())

    /// `path` names the file, whose folder exists; `threads` does the blocking reads and writes.
    package init(embedder: any TextEmbedder, path: String, threads: NIOThreadPool) {
        model = embedder.model.id
        self.embedder = embedder
        self.path = path
        self.threads = threads
    }

    /// The index and the revision it reflects: read from the file at the first call, empty when that is no good.
    func current() async throws -> (index: FacetIndex, revision: Int64) {
        if let known = state.withLock({ state in state.index.map { ($0, state.revision) } }) { return known }
        let dimension = try await dimension()
        let loaded = try await threads.runIfActive { try self.load(dimension: dimension) }
        state.withLock { state in
            state.index = loaded.index
            state.revision = loaded.revision
        }
        return loaded
    }

    /// Forgets every vector and begins at revision 0 again.
    func startOver() async throws -> (index: FacetIndex, revision: Int64) {
        let empty = try FacetIndex(dimension: try await dimension())
        state.withLock { $0 = State(index: empty) }
        return (empty, 0)
    }

    /// A remote model's width is known only from an answer.
    private func dimension() async throws -> Int {
        let known = embedder.model.dimension
        return known > 0 ? known : try await embedder.embedQuery("film").count
    }

    func note(revision: Int64, changes: Int) {
        state.withLock { state in
            state.revision = revision
            state.unsavedChanges += changes
        }
    }

    /// Writes the file when enough has changed since the last time.
    func saveIfWorthwhile() async throws {
        let work = state.withLock { state -> (index: FacetIndex, revision: Int64)? in
            guard let index = state.index,
                // A share of the index, so that growing it does not write it all over and over.
                state.unsavedChanges >= max(SearchLimits.snapshotAfterChanges, index.count / SearchLimits.snapshotShare)
            else { return nil }
            state.unsavedChanges = 0
            return (index, state.revision)
        }
        guard let work else { return }
        try await threads.runIfActive { [path, model] in
            try work.index.write(to: path, stamp: SnapshotStamp(model: model, revision: work.revision))
        }
    }

    private func load(dimension: Int) throws -> (index: FacetIndex, revision: Int64) {
        do {
            let expected = SnapshotExpectation(model: model, dimension: dimension)
            let opened = try FacetIndex.open(path: path, expecting: expected)
            return (opened.index, opened.stamp.revision)
        } catch VectorIndexError.snapshot {
            return (try FacetIndex(dimension: dimension), 0)
        }
    }
}
