/// How much each term counts in the taste score. Dense terms are measured in standard deviations over the catalogue,
/// so that neither the embedding model nor the size of a history shifts the balance; people and franchises are 0...1.
///
/// Found by search over held-out ratings; decision record 0019 has the marks.
package struct TermWeights: Sendable, Hashable {
    /// The two readings of the vector term: near to the mean of what is liked, and near to one liked title.
    package var vectorMean: Float = 0.1
    package var vectorNearest: Float = 0.2
    package var people: Float = 1.5
    package var genres: Float = 0.15
    package var keywords: Float = 0.1
    package var studios: Float = 0.1
    package var era: Float = 0.35
    package var franchise: Float = 0.5
    /// Without a model of titles, which is when prior opinion must carry more.
    package var qualityAlone: Float = 0.4
    package var popularityAlone: Float = 0.25
    /// With a model at its full weight; popularity is in it then.
    package var quality: Float = 0.25
    package var others: Float = 0.5
    package var dislikes: Float = 0.15

    package init() {}
}
