import Domain
import Foundation

/// A model of titles as it bears on the titles of one catalogue.
struct ItemLikes: Sendable {
    let model: ItemModel
    /// For each of the model's titles its place in the catalogue; -1 when it is not there.
    private let rows: [Int32]
    private let count: Int
    /// The history is forgotten by this many titles, to 1/e: what was liked lately says more about what comes next.
    private static let memory = 30.0

    init(_ model: ItemModel, catalogue: ItemCatalogue) {
        self.model = model
        rows = model.items.map { catalogue.rows[$0].map(Int32.init) ?? -1 }
        count = catalogue.count
    }

    /// For each title of the catalogue what those think who like the same, in standard deviations from nothing; nil
    /// when the model knows nothing of the history. `evidence` is how much of it the model knows, 0...1.
    func scores(for taste: Taste) -> (values: [Float], evidence: Float)? {
        var liked: [(title: TitleID, weight: Float)] = []
        for (_, entry) in taste.history where entry.tellsOfTaste && model.contains(entry.title) {
            let age = exp(-Double(liked.count) / Self.memory)
            liked.append((entry.title, Float(age * HistoryWeights.opinionFactor(entry.rating))))
        }
        guard let scores = model.scores(of: liked) else { return nil }
        let mean = scores.reduce(0) { $0 + Double($1) } / Double(scores.count)
        let squares = scores.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let deviation = Float((squares / Double(scores.count)).squareRoot())
        guard deviation > 0 else { return nil }
        var values = [Float](repeating: 0, count: count)
        for (place, row) in rows.enumerated() where row >= 0 { values[Int(row)] = scores[place] / deviation }
        return (values, Float(liked.count) / Float(liked.count + 1))
    }
}
