import CRecommendationKernels

/// Unit vectors of titles, and what it takes to compare them as they stand around their mean.
///
/// All texts about films resemble each other, so plain cosines are large for any two of them. Cosines of the vectors
/// less their mean tell apart better what is near.
struct VectorTable: Sendable {
    /// 0 when no title has a vector.
    let dimension: Int
    let has: [Bool]
    /// Row by row; zeros where there is none.
    private let values: [Float]
    private let mean: [Float]
    /// Of each vector with the mean.
    private let meanDots: [Float]
    private let meanSquare: Float
    /// One over the length of each vector less the mean; 0 where there is none.
    private let scales: [Float]

    init(_ vectors: [[Float]?]) {
        let dimension = Self.commonDimension(of: vectors)
        var has = [Bool](repeating: false, count: vectors.count)
        var values = [Float](repeating: 0, count: vectors.count * dimension)
        values.withUnsafeMutableBufferPointer { buffer in
            for (row, vector) in vectors.enumerated() {
                guard let vector, dimension > 0, vector.count == dimension, let first = buffer.baseAddress else {
                    continue
                }
                let place = first + row * dimension
                place.update(from: vector, count: dimension)
                has[row] = crk_normalise(place, dimension) == 1
                if !has[row] { place.update(repeating: 0, count: dimension) }
            }
        }
        self.dimension = dimension
        self.has = has
        self.values = values
        mean = Self.mean(of: values, dimension: dimension, count: has.count { $0 })
        var dots = [Float](repeating: 0, count: has.count)
        crk_multiply(values, has.count, dimension, mean, &dots)
        let square = crk_dot(mean, mean, dimension)
        (meanDots, meanSquare) = (dots, square)
        scales = has.indices.map { row in
            let length = 1 - 2 * dots[row] + square
            return has[row] && length > 1e-6 ? 1 / length.squareRoot() : 0
        }
    }

    var isEmpty: Bool { dimension == 0 }

    /// Plain cosine; nil when either has no vector.
    func cosine(_ a: Int, _ b: Int) -> Float? {
        guard has[a], has[b] else { return nil }
        return values.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { crk_dot($0 + a * dimension, $0 + b * dimension, dimension) }
        }
    }

    /// The cosine of the vectors less the mean; nil when either has none.
    func centredCosine(_ a: Int, _ b: Int) -> Float? {
        guard let cosine = cosine(a, b) else { return nil }
        return (cosine - meanDots[a] - meanDots[b] + meanSquare) * scales[a] * scales[b]
    }

    /// For each title the cosine around the mean to the weighted sum of `titles`, but for a factor.
    func likeness(to titles: [WeightedRow]) -> [Float] {
        var taste = [Float](repeating: 0, count: dimension)
        for title in titles where has[title.row] {
            let weight = title.weight * scales[title.row]
            for (place, value) in centred(title.row).enumerated() { taste[place] += weight * value }
        }
        var likeness = [Float](repeating: 0, count: has.count)
        crk_multiply(values, has.count, dimension, taste, &likeness)
        let offset = crk_dot(mean, taste, dimension)
        for row in likeness.indices { likeness[row] = (likeness[row] - offset) * scales[row] }
        return likeness
    }

    /// For each title how near it is to the nearest of `titles`.
    struct Nearness {
        /// A smooth maximum of cosines around the mean.
        var soft: [Float]
        /// The largest plain cosine; 0 where there is none.
        var cosines: [Float]
    }

    func nearness(to titles: [WeightedRow]) -> Nearness {
        let near = titles.filter { has[$0.row] && scales[$0.row] > 0 }
        var nearness = Nearness(
            soft: [Float](repeating: 0, count: has.count), cosines: [Float](repeating: 0, count: has.count))
        guard !near.isEmpty else { return nearness }
        let heaviest = near.map(\.weight).max() ?? 1
        let vectors = near.flatMap { title in centred(title.row).map { $0 * scales[title.row] } }
        let weights = near.map { $0.weight / heaviest }
        let lengths = near.map { 1 / scales[$0.row] }
        let offsets = near.map { (meanDots[$0.row] - meanSquare) * scales[$0.row] }
        let isComplete = withQueries(vectors, offsets, weights, lengths) { queries in
            withUnsafePointer(to: queries) {
                crk_nearest(values, has.count, dimension, $0, scales, &nearness.soft, &nearness.cosines) == 0
            }
        }
        for row in has.indices {
            nearness.cosines[row] = isComplete && has[row] ? nearness.cosines[row] + meanDots[row] : 0
        }
        return nearness
    }

    private func withQueries(
        _ vectors: [Float], _ offsets: [Float], _ weights: [Float], _ lengths: [Float],
        _ work: (crk_queries) -> Bool
    ) -> Bool {
        vectors.withUnsafeBufferPointer { vectors in
            offsets.withUnsafeBufferPointer { offsets in
                weights.withUnsafeBufferPointer { weights in
                    lengths.withUnsafeBufferPointer { lengths in
                        work(
                            crk_queries(
                                vectors: vectors.baseAddress, count: offsets.count, offsets: offsets.baseAddress,
                                weights: weights.baseAddress, lengths: lengths.baseAddress))
                    }
                }
            }
        }
    }

    private func centred(_ row: Int) -> [Float] {
        zip(values[(row * dimension)..<((row + 1) * dimension)], mean).map { $0 - $1 }
    }

    /// The most frequent one; of equally frequent ones the larger.
    private static func commonDimension(of vectors: [[Float]?]) -> Int {
        var counts: [Int: Int] = [:]
        for case let vector? in vectors where !vector.isEmpty { counts[vector.count, default: 0] += 1 }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    private static func mean(of values: [Float], dimension: Int, count: Int) -> [Float] {
        var sums = [Double](repeating: 0, count: dimension)
        guard dimension > 0, count > 0 else { return sums.map(Float.init) }
        values.withUnsafeBufferPointer { values in
            for start in stride(from: 0, to: values.count, by: dimension) {
                for place in 0..<dimension { sums[place] += Double(values[start + place]) }
            }
        }
        return sums.map { Float($0 / Double(count)) }
    }
}
