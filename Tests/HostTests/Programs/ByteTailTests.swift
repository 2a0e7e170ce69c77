import Testing

@testable import Host

@Suite("The end of a stream")
struct ByteTailTests {
    @Test(arguments: [
        (["abc"], "abc"), (["abcdefgh"], "abcdefgh"), (["abcdefghi"], "bcdefghi"), (["abcde", "fghij"], "cdefghij"),
        (["a", "", "b"], "ab"), ([], ""), ([String(repeating: "x", count: 100) + "end"], "xxxxxend"),
    ])
    func onlyTheEndIsKept(pieces: [String], expected: String) {
        var tail = ByteTail(limit: 8)
        for piece in pieces { tail.add(Array(piece.utf8)) }
        #expect(tail.text == expected)
    }

    @Test func aCharacterThatWasCutIsLeftOut() {
        var tail = ByteTail(limit: 8)
        tail.add(Array("ääääää".utf8))
        tail.add(Array("b".utf8))
        #expect(tail.text == "äääb")
    }

    @Test func otherBytesAreReplaced() {
        var tail = ByteTail(limit: 8)
        tail.add([0x61, 0xff, 0x62])
        #expect(tail.text == "a\u{fffd}b")
    }

    @Test func itEqualsTheEndOfTheWholeForAnyPieces() {
        var numbers = SeededNumbers(seed: 3)
        for _ in 0..<200 {
            let limit = 1 + numbers.below(40)
            var (tail, whole) = (ByteTail(limit: limit), [UInt8]())
            for _ in 0..<numbers.below(20) {
                let piece = (0..<numbers.below(30)).map { _ in UInt8(0x61 + numbers.below(26)) }
                tail.add(piece)
                whole += piece
            }
            #expect(tail.text == String(decoding: whole.suffix(limit), as: UTF8.self))
        }
    }
}
