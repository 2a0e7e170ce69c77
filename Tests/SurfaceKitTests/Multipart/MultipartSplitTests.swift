import SurfaceKit
import Testing

@Suite("Multipart bodies in pieces")
struct MultipartSplitTests {
    private typealias Samples = MultipartSamples

    @Test("the place of a cut does not matter", arguments: Samples.bodies)
    func everyCut(_ body: [UInt8]) {
        let whole = Samples.outcome(body)
        for place in 0...body.count {
            #expect(Samples.outcome([body[..<place], body[place...]]) == whole)
        }
        #expect(Samples.outcome(body.indices.map { body[$0...$0] }) == whole)
    }

    @Test("nor do two cuts, in any places")
    func everyTwoCuts() {
        let body = Samples.body(["Content-Disposition: form-data; name=a\r\n\r\n\r\n--Xy\r\n-"])
        let whole = Samples.outcome(body)
        for first in 0...body.count {
            for second in first...body.count
            where Samples.outcome([body[..<first], body[first..<second], body[second...]]) != whole {
                Issue.record("cut at \(first) and \(second)")
            }
        }
    }

    @Test("nor do many cuts", arguments: Samples.bodies)
    func manyCuts(_ body: [UInt8]) {
        var generator = SeededNumbers(state: UInt64(body.count))
        let whole = Samples.outcome(body)
        for cuts in 2..<60 {
            #expect(Samples.outcome(generator.pieces(body, cuts: cuts)) == whole)
        }
    }

    @Test("contents made of pieces of delimiters come out as they went in", arguments: [1, 2, 3, 4] as [UInt64])
    func treacherousContents(_ seed: UInt64) {
        var generator = SeededNumbers(state: seed)
        let bricks = [
            "\r", "\n", "\r\n", "-", "--", "\r\n--", "\r\n--X", "\r\n--Xy", "XyZ", "--XyZ", "Z", "\n--XyZ", "a",
        ]
        for _ in 0..<500 {
            let contents = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                    bricks.randomElement(using: &generator) ?? ""
                }.joined()
            }
            // At the start of a content a bare boundary is a delimiter, too.
            guard contents.allSatisfy({ !Self.holdsDelimiter("\r\n" + $0) }) else { continue }
            let body = Samples.body(contents.map { Samples.part("f", $0) })
            let pieces = generator.pieces(body, cuts: Int.random(in: 0...12, using: &generator))
            #expect(Samples.outcome(pieces)?.parts.map(\.content) == contents)
        }
    }

    @Test("no more of the content is held back than a delimiter is long", arguments: [1, 5, 7, 64, 1000])
    func boundedMemory(_ pieceBytes: Int) throws {
        var generator = SeededNumbers(state: 7)
        let bricks = ["\r\n--Xy", "\r", "some text", "\r\n", "-", "\r\n\r\n--X"].map { Array($0.utf8) }
        let content = (0..<2000).flatMap { _ in bricks.randomElement(using: &generator) ?? [] }
        var parser = try #require(MultipartParser(contentType: Samples.contentType))
        _ = try parser.feed(Array("--XyZ\r\n\(Samples.part("a", "start"))".utf8))
        var pendingBytes = 0
        var pendingBytesMax = 0
        for start in stride(from: 0, to: content.count, by: pieceBytes) {
            let piece = content[start..<min(start + pieceBytes, content.count)]
            let givenBytes = try parser.feed(piece).reduce(0) { sum, event in
                guard case .data(let bytes) = event else { return sum }
                return sum + bytes.count
            }
            pendingBytes += piece.count - givenBytes
            pendingBytesMax = max(pendingBytesMax, pendingBytes)
        }
        #expect(pendingBytesMax < "\r\n--XyZ".utf8.count)
        #expect(try parser.feed(Array("\r\n--XyZ--".utf8)).suffix(2) == [.endOfPart, .end])
    }

    @Test("damaged bodies give an outcome, the same in any pieces", arguments: [11, 12, 13, 14] as [UInt64])
    func damagedBodies(_ seed: UInt64) {
        var generator = SeededNumbers(state: seed)
        for sample in Samples.bodies {
            for _ in 0..<60 {
                var body = sample
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    Self.damage(&body, &generator)
                }
                let pieces = generator.pieces(body, cuts: Int.random(in: 1...9, using: &generator))
                #expect(Samples.outcome(pieces) == Samples.outcome(body))
            }
        }
    }

    private static func holdsDelimiter(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let delimiter = Array("\r\n--XyZ".utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: delimiter) }
    }

    private static func damage(_ body: inout [UInt8], _ generator: inout SeededNumbers) {
        let place = Int.random(in: 0...body.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where place < body.count: body[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: body.insert(Array("\r\n-;\"\\%".utf8).randomElement(using: &generator) ?? 0, at: place)
        case 2 where place < body.count: body.remove(at: place)
        default: body.append(contentsOf: body[place...])
        }
    }
}
