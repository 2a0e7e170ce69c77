import Host
import Testing

@Suite("128-bit digests")
struct Digest128Tests {
    /// Computed with an independent implementation, in Python's whole numbers.
    @Test(arguments: [
        ("", "6c62272e07bb014262b821756295c58d"),
        ("a", "d228cb696f1a8caf78912b704e4a8964"),
        ("ab", "08809544bbab1be95aa0733055b69a62"),
        ("abc", "a68d622cec8b5822836dbc7977af7f3b"),
        ("foobar", "343e1662793c64bf6f0d3597ba446f18"),
    ])
    func theUsualNumbersComeOut(text: String, expected: String) {
        var digest = Digest128()
        digest.add(text.utf8)
        #expect(digest.description == expected)
        #expect(Digest128(expected) == digest)
    }

    @Test(arguments: [
        "", "6c62", "6c62272e07bb014262b821756295c58g", "6C62272E07BB014262B821756295C58D",
        "+c62272e07bb014262b821756295c58d", "6c62272e07bb014262b821756295c58d0",
    ])
    func onlyItsOwnTextIsRead(text: String) {
        #expect(Digest128(text) == nil)
    }

    @Test func piecesMakeTheSameDigestAsTheWhole() {
        var numbers = SeededNumbers(seed: 128)
        for _ in 0..<50 {
            let bytes = numbers.bytes(numbers.below(300))
            let cut = numbers.below(bytes.count + 1)
            var (whole, pieces) = (Digest128(), Digest128())
            whole.add(bytes)
            pieces.add(bytes[..<cut])
            pieces.add(bytes[cut...])
            #expect(whole == pieces)
            #expect(Digest128(whole.description) == whole)
        }
    }

    @Test func numbersAreEightBytesFromTheLeast() {
        var (number, bytes) = (Digest128(), Digest128())
        number.add(UInt64(0x0807_0605_0403_0201))
        number.add(Int64(-1))
        bytes.add([1, 2, 3, 4, 5, 6, 7, 8])
        bytes.add([UInt8](repeating: 0xff, count: 8))
        #expect(number == bytes)
    }

    @Test func aSingleBitChangesTheDigest() {
        var numbers = SeededNumbers(seed: 7)
        let bytes = numbers.bytes(64)
        var digests: Set<Digest128> = []
        for bit in 0..<512 {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            var digest = Digest128()
            digest.add(changed)
            digests.insert(digest)
        }
        #expect(digests.count == 512)
    }
}
