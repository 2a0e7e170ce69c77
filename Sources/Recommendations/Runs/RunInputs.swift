import Domain
import Foundation

/// What a run was made with, so that two runs can be compared.
struct RunInputs: Encodable {
    private let candidatesMax: Int
    private let selectedCount: Int
    private let historyMax: Int
    private let similarity: Double
    private let novelty: Double
    private let rating: Double
    private let diversity: Double
    private let dislikes: String
    private let includesWatched: Bool
    private let titles: Int
    private let vectors: Int
    private let vectorModel: String?
    /// People that the model of titles learned from; nil where it had no part.
    private let raters: Int?
    private let history: Int

    init(_ request: PickRequest, _ items: ItemsOfKind, raters: Int?) {
        let (settings, weights) = (request.settings, request.settings.weights)
        candidatesMax = settings.candidatesMax
        selectedCount = settings.selectedCount
        historyMax = settings.historyMax
        (similarity, novelty, rating) = (weights.similarity, weights.novelty, weights.rating)
        diversity = weights.diversity
        dislikes = request.dislikes.rawValue
        includesWatched = request.includesWatched
        titles = items.traits.count
        vectors = items.vectorCount
        vectorModel = items.vectorModel
        self.raters = raters
        history = request.history.count
    }

    /// Equal inputs give equal text.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
