/// Many short lists, one behind the other in one piece of memory.
struct PackedLists<Element: Sendable>: Sendable {
    private(set) var elements: [Element] = []
    /// Where each list ends.
    private var ends: [UInt32] = []

    var count: Int { ends.count }

    subscript(place: Int) -> ArraySlice<Element> { elements[start(place)..<Int(ends[place])] }

    mutating func append(_ list: some Collection<Element>) {
        elements.append(contentsOf: list)
        ends.append(UInt32(elements.count))
    }

    /// Appends a range of the lists of another.
    mutating func append(_ other: PackedLists, _ places: Range<Int>) {
        guard !places.isEmpty else { return }
        let start = other.start(places.lowerBound)
        let shift = elements.count - start
        elements.append(contentsOf: other.elements[start..<Int(other.ends[places.upperBound - 1])])
        ends.append(contentsOf: other.ends[places].lazy.map { UInt32(Int($0) + shift) })
    }

    /// The first list at `place` or behind that reaches beyond an element.
    func place(of element: Int, from place: Int) -> Int {
        var place = place
        while Int(ends[place]) <= element { place += 1 }
        return place
    }

    private func start(_ place: Int) -> Int { place == 0 ? 0 : Int(ends[place - 1]) }
}

/// Which titles belong to a set, one bit for each id.
struct TitleBits: Sendable {
    private var words: [UInt64] = []
    private(set) var isEmpty = true

    init(_ titles: some Sequence<TitleNumber> = []) {
        for title in titles { insert(title) }
    }

    mutating func insert(_ title: TitleNumber) {
        let word = Int(title) >> 6
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        words[word] |= 1 << UInt64(title & 63)
        isEmpty = false
    }

    func contains(_ title: TitleNumber) -> Bool {
        let word = Int(title) >> 6
        return word < words.count && words[word] >> UInt64(title & 63) & 1 == 1
    }
}

/// The id of a title without its type; ids are not negative.
typealias TitleNumber = Int32
