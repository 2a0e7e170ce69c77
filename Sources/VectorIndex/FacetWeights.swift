/// How much each facet counts. Only the proportions matter: weights are scaled to the sum 1.
package struct FacetWeights: Sendable, Equatable {
    package let plot: Float
    package let mood: Float
    package let themes: Float
    package let genre: Float

    package init(plot: Float, mood: Float, themes: Float, genre: Float) {
        self.plot = plot
        self.mood = mood
        self.themes = themes
        self.genre = genre
    }

    /// The weights of the product's search formula.
    package static let seed = FacetWeights(plot: 0.4, mood: 0.3, themes: 0.2, genre: 0.1)

    var values: [Float] { [plot, mood, themes, genre] }

    /// Every weight is positive and finite, so that any mix of present facets has a sum to divide by.
    var isValid: Bool {
        values.allSatisfy { $0.isFinite && $0 > 0 }
    }

    /// For each of the 16 sets of present facets the weight of each facet: a missing facet's weight is spread over the
    /// others proportionally. Row-major, 16 x 4.
    var table: [Float] {
        (0..<16).flatMap { (mask: Int) -> [Float] in
            let present = values.enumerated().map { mask >> $0.offset & 1 == 1 ? Double($0.element) : 0 }
            let sum = present.reduce(0, +)
            return present.map { sum > 0 ? Float($0 / sum) : 0 }
        }
    }
}
