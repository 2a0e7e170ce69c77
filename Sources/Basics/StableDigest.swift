/// A 64-bit FNV-1a digest: equal on every machine and in every run, unlike `Hasher`.
///
/// It tells changed text from unchanged text. It is no defence against somebody who wants a collision; secrets and
/// downloaded files use SHA-256. Constants: Fowler, Noll, Vo, <http://www.isthe.com/chongo/tech/comp/fnv/>.
package struct StableDigest: Sendable {
    private var state: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
        }
    }

    /// Adds a text and a separator, so that ("ab", "c") and ("a", "bc") differ.
    package mutating func add(_ text: String) {
        add(text.utf8)
        add(CollectionOfOne(0xff))
    }

    /// Sixteen lower-case hexadecimal digits.
    package var hex: String {
        Hex.encode(stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: state >> UInt64($0)) })
    }

    package static func hex(of texts: String...) -> String {
        var digest = StableDigest()
        for text in texts { digest.add(text) }
        return digest.hex
    }
}
