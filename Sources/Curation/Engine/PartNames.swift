import Domain

/// Finds performers by their last or first name alone, where no other performer of the archive has it.
struct PartNames: Sendable {
    struct Hit: Sendable {
        let entity: Int
        let isLast: Bool
        let word: Int
    }

    /// By the hash of the word; -1 where several have it.
    private var last: [UInt64: Int] = [:]
    private var first: [UInt64: Int] = [:]

    init(_ index: NameIndex) {
        for (place, entity) in index.entities.enumerated() where entity.facts.kind == .performer {
            let line = FoldedText(entity.facts.name).plain
            guard line.words.count > 1, let head = line.words.first, let tail = line.words.last else { continue }
            Self.add(line, tail, place, to: &last)
            Self.add(line, head, place, to: &first)
        }
    }

    private static func add(_ line: FoldedText.Line, _ word: Range<Int>, _ entity: Int, to parts: inout [UInt64: Int]) {
        let letters = word.count { line.bytes[$0] & 0xC0 != 0x80 }
        guard letters > 1 else { return }
        let hash = NameHash.of(line.bytes, word)
        parts[hash] = parts[hash] == nil ? entity : -1
    }

    func hits(in text: FoldedText, taken: [Bool]) -> [Hit] {
        let line = text.plain
        var hits: [Hit] = []
        for place in line.words.indices where !taken[place] {
            let hash = NameHash.of(line.bytes, line.words[place])
            if let entity = last[hash], entity >= 0 { hits.append(Hit(entity: entity, isLast: true, word: place)) }
            if let entity = first[hash], entity >= 0 { hits.append(Hit(entity: entity, isLast: false, word: place)) }
        }
        return hits
    }
}
