/// Finds the files of one folder that are parts of one title.
struct PartStacks {
    struct Stack {
        /// The name without what marks the part.
        let text: NameText
        /// In the order of playing.
        let files: [Int]
    }

    private(set) var stacks: [Stack] = []
    /// Files that stand alone.
    private(set) var singles: [Int] = []
    /// Parts of which some are missing or there twice. They are among the singles, too.
    private(set) var incomplete: [[Int]] = []

    private struct Base: Hashable {
        let bytes: [UInt8]
        let isLetter: Bool
    }

    private struct Member {
        let file: Int
        let marker: PartMarker
    }

    init(_ files: [Int], _ tree: LibraryTree) {
        var groups: [Base: [Member]] = [:]
        var order: [Base] = []
        for file in files {
            guard let marker = PartMarker(tree.files[file].stem) else {
                singles.append(file)
                continue
            }
            var bytes = tree.files[file].stem.low
            bytes.replaceSubrange(marker.range, with: [0])
            let base = Base(bytes: bytes, isLetter: marker.isLetter)
            if groups[base] == nil { order.append(base) }
            groups[base, default: []].append(Member(file: file, marker: marker))
        }
        for base in order { add(groups[base, default: []], tree) }
        singles.sort()
    }

    private mutating func add(_ members: [Member], _ tree: LibraryTree) {
        let ordered = members.sorted { ($0.marker.number, $0.file) < ($1.marker.number, $1.file) }
        guard let first = ordered.first else { return }
        if ordered.count > 1, ordered.map(\.marker.number) == Array(1...ordered.count) {
            stacks.append(Stack(text: tree.files[first.file].stem.without(first.marker), files: ordered.map(\.file)))
            return
        }
        singles += ordered.map(\.file)
        if ordered.count > 1 || first.marker.namesMedium { incomplete.append(ordered.map(\.file)) }
    }
}

extension NameText {
    /// The name without what marks the part.
    func without(_ marker: PartMarker) -> NameText {
        guard marker.range.upperBound < count else { return part(0..<marker.range.lowerBound) }
        var text = self
        text.clear(marker.range)
        return text
    }
}
