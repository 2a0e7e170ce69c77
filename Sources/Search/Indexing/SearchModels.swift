package import Domain
package import Embedding
package import NIOPosix
import Synchronization

/// The model whose vectors are searched, and the one that takes its place when it has vectors of everything.
///
/// Vectors of different models cannot be compared, so a new model is asked nothing before its own are complete.
package final class SearchModels: Sendable {
    private struct State: Sendable {
        var serving: SearchModel?
        var next: SearchModel?
    }

    /// Tells the follower that there may be something to do.
    let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    private let state = Mutex(State())
    private let make: @Sendable (any TextEmbedder) -> SearchModel
    private let noteServing: @Sendable (_ model: String) -> Void

    /// `writer` writes facet texts, `path` names the file with the vectors of a model, `threads` reads and writes it.
    /// `noteServing` is told which model answers from now on.
    package init(
        writer: (any FacetWriter)?, threads: NIOThreadPool, path: @escaping @Sendable (_ model: String) -> String,
        noteServing: @escaping @Sendable (_ model: String) -> Void = { _ in }
    ) {
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        make = { embedder in
            SearchModel(
                embedder: embedder,
                snapshot: VectorSnapshot(embedder: embedder, path: path(embedder.model.id), threads: threads),
                composer: FacetComposer(embedder: embedder, writer: writer))
        }
        self.noteServing = noteServing
    }

    /// The model that answers; nil while there is none.
    package var serving: (any TextEmbedder)? { current.serving?.embedder }
    /// The model that new vectors are made with.
    package var wanted: (any TextEmbedder)? {
        let (serving, next) = current
        return (next ?? serving)?.embedder
    }

    var current: (serving: SearchModel?, next: SearchModel?) { state.withLock { ($0.serving, $0.next) } }

    /// New vectors are made with this model from now on. The model that answers goes on until all are there; where
    /// there is none, the new one answers with what it has.
    package func want(_ embedder: any TextEmbedder) {
        let model = make(embedder)
        let answers = state.withLock { state -> Bool in
            if let serving = state.serving, serving.id != model.id {
                // Whoever only has another key keeps the vectors that were read.
                state.next = model.taking(state.next)
                return false
            }
            state.serving = model.taking(state.serving)
            state.next = nil
            return true
        }
        if answers { noteServing(model.id) }
        signal.yield()
    }

    /// At the start: this model answered before it, and does until the wanted one is complete.
    package func resume(_ former: any TextEmbedder) {
        let model = make(former)
        state.withLock { $0.serving = model }
    }

    /// The next model answers, unless another one is wanted by now.
    func promote(_ model: SearchModel) {
        let isPromoted = state.withLock { state in
            guard state.next?.id == model.id else { return false }
            (state.serving, state.next) = (model, nil)
            return true
        }
        if isPromoted { noteServing(model.id) }
    }

    /// How titles get vectors of the wanted model; nil without one.
    package func indexing(_ store: any IndexStore) -> TitleIndexing? {
        let (serving, next) = current
        return (next ?? serving).map { model in
            TitleIndexing(store: store, embedder: model.embedder, composer: model.composer) { [weak self] in
                self?.wanted?.model.id == model.id
            }
        }
    }
}

/// A model with all that goes with it.
struct SearchModel: Sendable {
    let embedder: any TextEmbedder
    let snapshot: VectorSnapshot
    let queries: QueryEmbeddings
    let composer: FacetComposer

    var id: String { snapshot.model }

    init(embedder: any TextEmbedder, snapshot: VectorSnapshot, composer: FacetComposer) {
        self.embedder = embedder
        self.snapshot = snapshot
        queries = QueryEmbeddings(embedder: embedder)
        self.composer = composer
    }

    /// The same with the vectors that `other` has read, where those are of this model.
    func taking(_ other: SearchModel?) -> SearchModel {
        guard let other, other.id == id else { return self }
        return SearchModel(embedder: embedder, snapshot: other.snapshot, composer: composer)
    }
}
