/// Where each code point stands in a text. Places count from 1, so that 0 says that there is none.
struct CodePointTable {
    private let text: UnsafeMutableBufferPointer<Int>
    private let bits: Int
    /// By the hash of a code point, or the next free slot: its last place; negative for a popular code point.
    private let slots: UnsafeMutableBufferPointer<Int>
    /// By place: the place before it with the same code point.
    let earlier: UnsafeMutableBufferPointer<Int>

    init(of text: UnsafeMutableBufferPointer<Int>, bits: Int, _ memory: inout MemoryParts) {
        self.text = text
        self.bits = bits
        slots = memory.zeros(1 << bits)
        earlier = memory.zeros(text.count + 1)
        for place in text.indices {
            let slot = slot(of: text[place])
            earlier[place + 1] = slots[slot]
            slots[slot] = place + 1
        }
        if text.count >= ImportsLimits.popularLengthMin { markPopular() }
    }

    /// So many that at most half of the slots of a text of this length are taken.
    static func bits(for count: Int) -> Int {
        var bits = 4
        while 1 << bits < 2 * count { bits += 1 }
        return bits
    }

    /// 0 for a code point that is not in the text or that is popular.
    func lastPlace(of codePoint: Int) -> Int { max(0, slots[slot(of: codePoint)]) }

    private func slot(of codePoint: Int) -> Int {
        let hash = UInt32(truncatingIfNeeded: codePoint) &* 0x9e37_79b1
        var slot = Int(hash >> UInt32(32 - bits))
        while slots[slot] != 0, text[abs(slots[slot]) - 1] != codePoint { slot = (slot + 1) & (1 << bits - 1) }
        return slot
    }

    /// Popular is what stands in more than one of a hundred places, and once more.
    private func markPopular() {
        let most = text.count / 100 + 1
        for slot in slots.indices where slots[slot] > 0 {
            var count = 0
            var place = slots[slot]
            while place > 0 {
                count += 1
                place = earlier[place]
            }
            if count > most { slots[slot] = -slots[slot] }
        }
    }
}
