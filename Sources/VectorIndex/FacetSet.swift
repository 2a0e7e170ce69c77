/// A choice among the four facets of a title. Bit n stands for the facet at place n: plot, mood, themes, genre.
package struct FacetSet: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let plot = FacetSet(rawValue: 1)
    package static let mood = FacetSet(rawValue: 2)
    package static let themes = FacetSet(rawValue: 4)
    package static let genre = FacetSet(rawValue: 8)
    package static let all: FacetSet = [.plot, .mood, .themes, .genre]

    static let facetCount = 4

    /// The places of the chosen facets, upwards.
    var positions: [Int] {
        (0..<Self.facetCount).filter { rawValue >> UInt8($0) & 1 == 1 }
    }
}
