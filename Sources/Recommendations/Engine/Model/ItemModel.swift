import CRecommendationKernels
package import Domain
import Foundation

/// How a model of titles is learned.
package struct ItemModelSettings: Sendable, Hashable {
    /// Below so many people who like anything there is no model; it has its full weight from `ratersFull` on.
    package var ratersMin = 200
    package var ratersFull = 500
    /// The most liked titles that take part. The model needs 4 bytes for each pair: 144 MB for 6,000.
    package var itemsMax = 6000
    /// What keeps weights small: the larger, the more people must agree.
    package var penalty: Float = 100
    package var threads = 1

    package init() {}
}

/// What liking one title says about others, learned from everybody's likes.
///
/// EASE in closed form: with the Gram matrix G of the likes and P = (G + λI)⁻¹ the weights are B = I - P diag(P)⁻¹.
/// Harald Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019.
package final class ItemModel: Sendable {
    /// In the order of the matrix.
    package let items: [TitleID]
    package let raterCount: Int
    /// How much the model counts, 0...1, by the number of people it learned from.
    package let evidence: Float
    private let columns: [TitleID: Int32]
    /// Row by row: how much liking the row's title speaks for each column's.
    private let weights: [Float]

    private init(_ likes: LikeMatrix, weights: [Float], evidence: Float) {
        items = likes.items
        raterCount = likes.userCount
        columns = Dictionary(uniqueKeysWithValues: likes.items.enumerated().map { ($0.element, Int32($0.offset)) })
        self.weights = weights
        self.evidence = evidence
    }

    /// Nil with too few people, or when the arithmetic fails.
    package static func learned(
        from likings: [Liking], settings: ItemModelSettings = ItemModelSettings()
    ) -> ItemModel? {
        let likes = LikeMatrix(likings, itemsMax: settings.itemsMax)
        guard !likes.items.isEmpty, likes.userCount >= max(settings.ratersMin, 1) else { return nil }
        guard let weights = likes.ease(penalty: settings.penalty, threads: settings.threads) else { return nil }
        let steps = Float(max(settings.ratersFull - settings.ratersMin, 1))
        let evidence = min(Float(likes.userCount - settings.ratersMin + 1) / steps, 1)
        return ItemModel(likes, weights: weights, evidence: evidence)
    }

    /// How much liking `title` speaks for `other`; 0 when either is unknown.
    package func weight(from title: TitleID, to other: TitleID) -> Float {
        guard let row = columns[title], let column = columns[other] else { return 0 }
        return weights[Int(row) * items.count + Int(column)]
    }

    /// For each of the model's titles what liking all of `liked` says; nil when it knows none of them.
    func scores(of liked: [(title: TitleID, weight: Float)]) -> [Float]? {
        let known = liked.compactMap { like in columns[like.title].map { (row: $0, weight: like.weight) } }
        guard !known.isEmpty else { return nil }
        var scores = [Float](repeating: 0, count: items.count)
        crk_sum_rows(weights, items.count, known.map(\.row), known.map(\.weight), known.count, &scores)
        return scores
    }

    func contains(_ title: TitleID) -> Bool { columns[title] != nil }
}
