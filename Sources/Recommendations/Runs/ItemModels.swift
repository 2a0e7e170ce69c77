import Domain
import NIOPosix
import Synchronization

/// The models of titles, which are learned from what everybody liked.
///
/// They are kept in memory: a nightly run learns anew, and what is asked for by hand takes the last one, or learns it
/// where there is none since the start.
final class ItemModels: Sendable {
    private let reader: TasteReader
    private let marks: any RecommenderMarkStore
    private let how: ItemLearning
    private let kept = Mutex<[TitleKind: LearnedModel]>([:])
    private let learning = JoinedCalls<TitleKind, LearnedModel>()

    init(reader: TasteReader, marks: any RecommenderMarkStore, learning: ItemLearning) {
        self.reader = reader
        self.marks = marks
        how = learning
    }

    /// What was learned; `model` is nil where too few people liked anything.
    struct LearnedModel: Sendable {
        let model: ItemModel?
    }

    /// The recommender in force, over these titles.
    func recommender(over items: ItemsOfKind) async throws -> Recommender {
        guard try await live(items.kind) == .recommender else {
            return Recommender(catalogue: items.catalogue, model: nil)
        }
        let known = kept.withLock { $0[items.kind] }
        let learned = if let known { known } else { try await learn(items.kind) }
        return Recommender(catalogue: items.catalogue, model: learned.model)
    }

    /// Learns from what everybody likes now. However many ask at once, it happens once, and it goes on for the others
    /// when one of them is cancelled.
    @discardableResult
    func learn(_ kind: TitleKind) async throws -> LearnedModel {
        let work = Task { [learning] in
            try await learning.value(kind) { [self] in
                let liked = try await reader.interactions(kind).filter(\.isLiking)
                let learned = try await how.threads.runIfActive { [settings = how.settings] in
                    LearnedModel(model: ItemModel.learned(from: liked.map { Liking($0) }, settings: settings))
                }
                kept.withLock { $0[kind] = learned }
                return learned
            }
        }
        return try await work.valueUnlessCancelled()
    }

    /// The variant that the last measurement found to be the better one.
    private func live(_ kind: TitleKind) async throws -> Scorer {
        let last = try await marks.measurements(kind, limit: 1).first
        return last.flatMap { Scorer(rawValue: $0.live) } ?? .recommender
    }
}
