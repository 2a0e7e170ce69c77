import Testing
import VectorIndex

/// The ranking formulas, spelled out over plain arrays without any index.
struct ReferenceIndex {
    var titles: [Int64: [[Float]?]] = [:]
    let weights: [Double] = [0.4, 0.3, 0.2, 0.1]

    /// Titles in clusters; every facet has a fixed chance to be missing, but each title has one at least.
    static func clustered(_ count: Int, dimension: Int, seed: UInt64, missing: Double = 0.1) -> ReferenceIndex {
        var numbers = SeededNumbers(seed: seed)
        let centres = (0..<12).map { _ in numbers.vector(dimension) }
        var reference = ReferenceIndex()
        for key in 0..<Int64(count) {
            let centre = centres[Int.random(in: 0..<centres.count, using: &numbers)]
            var facets = (0..<4).map { _ -> [Float]? in
                numbers.chance(missing) ? nil : numbers.vector(near: centre, noise: 1.2)
            }
            if facets.allSatisfy({ $0 == nil }) { facets[0] = numbers.vector(near: centre, noise: 1.2) }
            reference.titles[key * 3 + 1] = facets
        }
        return reference
    }

    var changes: [VectorChange] { titles.keys.sorted().map { .put(key: $0, facets: titles[$0] ?? []) } }

    func index(segmentRows: Int = 256) throws -> FacetIndex {
        let dimension = titles.values.first?.compactMap { $0 }.first?.count ?? 1
        let index = try FacetIndex.small(dimension: dimension, segmentRows: segmentRows)
        try index.apply(changes)
        return index
    }

    /// The product's formula; `clamped` counts negative cosines as 0.
    func search(_ query: [Float], count: Int, clamped: Bool = true, within keys: Set<Int64>? = nil) -> [Int64] {
        best(count, within: keys) { facets in
            let present = (0..<4).filter { facets[$0] != nil }.reduce(0) { $0 + weights[$1] }
            return (0..<4).reduce(0) { sum, facet in
                guard let vector = facets[facet] else { return sum }
                let cosine = cosine(query, vector)
                return sum + weights[facet] / present * (clamped ? max(0, cosine) : cosine)
            }
        }
    }

    func similar(to key: Int64, facets chosen: [Int], count: Int) -> [Int64] {
        let own = titles[key] ?? [nil, nil, nil, nil]
        return best(count, within: Set(titles.keys).subtracting([key])) { facets in
            chosen.reduce(0) { sum, facet in
                guard let one = own[facet], let other = facets[facet] else { return sum }
                return sum + cosine(one, other) / Double(chosen.count)
            }
        }
    }

    private func best(_ count: Int, within keys: Set<Int64>?, _ score: ([[Float]?]) -> Double) -> [Int64] {
        var scored: [(key: Int64, score: Double)] = []
        for (key, facets) in titles where keys?.contains(key) ?? true { scored.append((key, score(facets))) }
        scored.sort { $0.score > $1.score || ($0.score == $1.score && $0.key < $1.key) }
        return scored.prefix(count).map(\.key)
    }
}

func cosine(_ a: [Float], _ b: [Float]) -> Double {
    dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
}
