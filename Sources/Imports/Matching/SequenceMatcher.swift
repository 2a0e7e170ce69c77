/// How alike two texts are, exactly as the `ratio` of Python's `difflib.SequenceMatcher` has it for texts without junk:
/// the share of both texts that lies in common parts, the longest of which is taken first, then the longest on either
/// side of it, and so on.
package enum SequenceMatcher {
    package enum Case: Sendable {
        case kept
        /// Both texts are compared in Python's lower case.
        case lowered
    }

    /// 0...1, and not always the same with the texts exchanged. The first 1,000 code points of each count.
    package static func ratio(_ first: String, _ second: String, _ letters: Case = .kept) -> Double {
        let countMax = min(first.utf8.count, ImportsLimits.comparedCodePointsMax)
        let secondCountMax = min(second.utf8.count, ImportsLimits.comparedCodePointsMax)
        let tableBits = CodePointTable.bits(for: secondCountMax)
        // One piece of memory for all parts, because most titles are so short that making each would cost the most.
        let size = 2 * countMax + 3 * (secondCountMax + 1) + 1 << tableBits
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { memory in
            var parts = MemoryParts(memory)
            let first = CodePoints.of(first, letters, in: parts.zeros(countMax))
            let second = CodePoints.of(second, letters, in: parts.zeros(secondCountMax))
            guard !first.elementsEqual(second) else { return 1 }
            let table = CodePointTable(of: second, bits: tableBits, &parts)
            let places = parts.zeros(first.count)
            for index in first.indices { places[index] = table.lastPlace(of: first[index]) }
            var blocks = MatchingBlocks(
                first: first, second: second, places: places, earlier: table.earlier,
                runs: parts.zeros(second.count + 1))
            return 2 * Double(blocks.length(first.indices, second.indices)) / Double(first.count + second.count)
        }
    }
}

/// Hands out parts of one piece of memory, which is large enough for all of them.
struct MemoryParts {
    private var rest: UnsafeMutableBufferPointer<Int>.SubSequence

    init(_ memory: UnsafeMutableBufferPointer<Int>) {
        rest = memory[...]
    }

    mutating func zeros(_ count: Int) -> UnsafeMutableBufferPointer<Int> {
        let part = UnsafeMutableBufferPointer(rebasing: rest.prefix(count))
        rest = rest.dropFirst(count)
        part.initialize(repeating: 0)
        return part
    }
}
