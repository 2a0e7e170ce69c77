import SurfaceKit
import Testing

@Suite("Multipart bodies")
struct MultipartParserTests {
    private typealias Samples = MultipartSamples

    private static func error(_ body: [UInt8], limits: MultipartLimits = MultipartLimits()) -> MultipartError? {
        guard var parser = MultipartParser(contentType: Samples.contentType, limits: limits) else { return nil }
        do throws(MultipartError) {
            _ = try parser.feed(body)
            try parser.finish()
            return nil
        } catch {
            return error
        }
    }

    @Test("fields come in their order, each with its content")
    func fields() throws {
        let outcome = try #require(
            Samples.outcome(Samples.body([Samples.part("a", "1"), Samples.part("b", "2\r\n3")])))
        #expect(
            outcome.events == [
                .part(MultipartHead(name: "a")), .data(Array("1".utf8)), .endOfPart,
                .part(MultipartHead(name: "b")), .data(Array("2\r\n3".utf8)), .endOfPart, .end,
            ])
        #expect(outcome.error == nil)
    }

    @Test("a body may have no part at all", arguments: ["--XyZ--", "--XyZ--\r\n", "text before\r\n--XyZ--"])
    func noParts(_ body: String) {
        #expect(Samples.outcome(Array(body.utf8))?.events == [.end])
    }

    @Test("an empty content gives no data, with or without the second line end")
    func emptyContent() throws {
        let body = Samples.body([Samples.part("a", ""), "Content-Disposition: form-data; name=b\r\n"])
        let outcome = try #require(Samples.outcome(body))
        #expect(
            outcome.events == [
                .part(MultipartHead(name: "a")), .endOfPart, .part(MultipartHead(name: "b")), .endOfPart, .end,
            ])
    }

    @Test("text before the first and after the last delimiter does not count")
    func surroundings() throws {
        let body = Samples.body([Samples.part("a", "1")], preamble: "This is MIME.\r\n", epilogue: "\r\n--XyZ\r\nmore")
        let outcome = try #require(Samples.outcome(body))
        #expect(outcome.parts.map(\.content) == ["1"] && outcome.events.last == .end)
    }

    @Test("a boundary in the middle of the first line is no delimiter")
    func boundaryWithinLine() {
        #expect(Self.error(Array("x--XyZ--".utf8)) == .incomplete)
    }

    @Test("what only resembles a delimiter is content")
    func resemblance() throws {
        let content = "\r\n--Xy\r\n-\r\n--\r\r\n--xyz\n--XyZ\r--XyZ\r\n --XyZ"
        let outcome = try #require(Samples.outcome(Samples.body([Samples.part("a", content)])))
        #expect(outcome.parts.map(\.content) == [content])
    }

    @Test("a delimiter may be followed by blanks")
    func padding() throws {
        let body = Array(
            "--XyZ \t\r\n\(Samples.part("a", "1"))\r\n--XyZ\t\r\n\(Samples.part("b", "2"))\r\n--XyZ--".utf8)
        #expect(Samples.outcome(body)?.parts.map(\.content) == ["1", "2"])
    }

    @Test(
        "anything else after a delimiter is an error",
        arguments: ["--XyZ4\r\n", "--XyZ\n", "--XyZ\r\r\n", "--XyZ -- ", "--XyZ-\r\n", "--XyZ \u{0}"])
    func delimiterEnds(_ body: String) {
        #expect(Self.error(Array(body.utf8)) == .malformedDelimiter)
    }

    @Test("a body that ends early is incomplete, wherever it ends")
    func incomplete() {
        let body = Samples.body([Samples.part("a", "1")], epilogue: "")
        for end in body.indices {
            #expect(Self.error(Array(body[..<end])) == .incomplete)
        }
        #expect(Self.error(body) == nil)
    }

    @Test("lines that end in LF alone are refused, not guessed at")
    func lineFeedsAlone() {
        #expect(Self.error(Array("--XyZ\nContent-Disposition: form-data; name=a\n\n1\n--XyZ--\n".utf8)) != nil)
        #expect(Self.error(Samples.body(["Content-Disposition: form-data; name=a\n\n1"])) == .malformedHeader)
    }

    @Test("an error stays")
    func errorsStay() throws {
        var parser = try #require(MultipartParser(contentType: Samples.contentType))
        #expect(throws: MultipartError.malformedDelimiter) { try parser.feed(Array("--XyZ!".utf8)) }
        #expect(throws: MultipartError.malformedDelimiter) { try parser.feed(Samples.body([])) }
        #expect(throws: MultipartError.malformedDelimiter) { try parser.finish() }
    }

    @Test("parts are counted")
    func partsLimit() {
        let parts = (1...64).map { Samples.part("f\($0)", "") }
        #expect(Self.error(Samples.body(parts)) == nil)
        #expect(Self.error(Samples.body(parts + [Samples.part("more", "")])) == .tooManyParts)
        var limits = MultipartLimits()
        limits.partsMax = 1
        #expect(Self.error(Samples.body(Array(parts.prefix(2))), limits: limits) == .tooManyParts)
    }

    @Test("header bytes are counted, for each part anew")
    func headerBytesLimit() {
        let disposition = "Content-Disposition: form-data; name=a\r\n"
        let filler = { (count: Int) in "X: " + String(repeating: "x", count: count - 5) + "\r\n" }
        let room = 8192 - disposition.utf8.count - 2
        let full = disposition + filler(room) + "\r\n1"
        #expect(Self.error(Samples.body([full, full])) == nil)
        #expect(Self.error(Samples.body([disposition + filler(room + 1) + "\r\n1"])) == .headersTooLarge)
        #expect(Self.error(Array(("--XyZ\r\n" + String(repeating: "x", count: 8193)).utf8)) == .headersTooLarge)
    }

    @Test("header lines are counted")
    func headersLimit() {
        let part = { (others: Int) in String(repeating: "X: 1\r\n", count: others) + Samples.part("a", "1") }
        #expect(Self.error(Samples.body([part(15)])) == nil)
        #expect(Self.error(Samples.body([part(16)])) == .headersTooLarge)
    }

    @Test("content may be any bytes")
    func binaryContent() throws {
        let content = (0..<4).flatMap { _ in Array(UInt8.min...UInt8.max) }
        let head = Array("--XyZ\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n".utf8)
        let outcome = try #require(Samples.outcome(head + content + Array("\r\n--XyZ--".utf8)))
        #expect(outcome.events.contains(.data(content)))
    }
}
