import Foundation

/// From when the titles of a catalogue are, as a smooth density over years.
struct Eras: Sendable {
    private let first: Int
    /// The mean closeness of the catalogue's titles to each year.
    private let usual: [Float]
    /// Years apart that still count as the same time: one standard deviation of the bell curve.
    private static let width = 3.0
    /// As many titles of the catalogue's own mix stand behind each taste, so that one liked title does not decide.
    private static let prior: Float = 5

    init(years: [Int?]) {
        let known = years.compactMap(\.self).filter { (1870...2200).contains($0) }
        first = known.min() ?? 0
        let count = known.isEmpty ? 0 : (known.max() ?? 0) - first + 1
        var titles = [Float](repeating: 0, count: count)
        for year in known { titles[year - first] += 1 }
        let total = Float(max(known.count, 1))
        let start = first
        usual = (0..<count).map { place in
            titles.indices.reduce(Float(0)) {
                $0 + titles[$1] * Self.closeness($1 + start, place + start)
            } / total
        }
    }

    /// For each title how much more its time is liked than the catalogue's mix would make it, as a logarithm; not a
    /// number where the year is unknown.
    func ratios(of titles: [(year: Int, weight: Float)], years: [Int?]) -> [Float] {
        let total = titles.reduce(Float(0)) { $0 + $1.weight }
        let table = usual.indices.map { place in
            let near = titles.reduce(Float(0)) { $0 + $1.weight * Self.closeness($1.year, place + first) }
            let expected = usual[place] + 1e-6
            return log((near + Self.prior * expected) / ((total + Self.prior) * expected))
        }
        return years.map { year in
            guard let year, table.indices.contains(year - first) else { return .nan }
            return table[year - first]
        }
    }

    private static func closeness(_ a: Int, _ b: Int) -> Float {
        let distance = Double(a - b) / width
        return Float(exp(-0.5 * distance * distance))
    }
}
