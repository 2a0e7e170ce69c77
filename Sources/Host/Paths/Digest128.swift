/// A 128-bit FNV-1a digest: equal on every machine and in every run.
///
/// It tells changed from unchanged and finds a moved file again. Two different inputs share a digest by accident with
/// a probability of about 3e-39; that ten million files hold a single such pair, with one of about 1.5e-25. It is no
/// defence against somebody who wants a collision: those are easy to make. Offset basis and prime: Fowler, Noll, Vo,
/// <http://www.isthe.com/chongo/tech/comp/fnv/>.
package struct Digest128: Hashable, Sendable {
    private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b

    package init() {}

    package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            state = (state ^ UInt128(byte)) &* Self.prime
        }
    }

    /// Adds eight bytes, the least significant first.
    package mutating func add(_ number: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            state = (state ^ UInt128(number >> shift & 0xff)) &* Self.prime
        }
    }

    package mutating func add(_ number: Int64) { add(UInt64(bitPattern: number)) }

    package mutating func add(_ other: Digest128) {
        add(UInt64(truncatingIfNeeded: other.state))
        add(UInt64(truncatingIfNeeded: other.state >> 64))
    }
}

extension Digest128: LosslessStringConvertible {
    private static let digits = 32

    /// Thirty-two lower-case hexadecimal digits.
    package var description: String {
        let hex = String(state, radix: 16)
        return String(repeating: "0", count: Self.digits - hex.utf8.count) + hex
    }

    /// Reads what `description` wrote; nil for anything else.
    package init?(_ text: String) {
        let isHex = text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard text.utf8.count == Self.digits, isHex, let state = UInt128(text, radix: 16) else { return nil }
        self.state = state
    }
}
