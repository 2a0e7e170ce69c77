/// The same numbers for the same seed: the generator SplitMix64 (Steele, Lea, Flood, 2014).
package struct SeededNumbers: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    /// `count` different elements in a drawn order; all of them when there are no more.
    package mutating func draw<Element>(_ count: Int, of elements: [Element]) -> [Element] {
        var elements = elements
        let drawn = Swift.min(count, elements.count)
        for place in 0..<drawn {
            let other = place + Int(next() % UInt64(elements.count - place))
            elements.swapAt(place, other)
        }
        return Array(elements.prefix(drawn))
    }
}
