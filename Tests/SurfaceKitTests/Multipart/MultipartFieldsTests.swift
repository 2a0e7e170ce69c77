import SurfaceKit
import Testing

@Suite("Fields of multipart forms")
struct MultipartFieldsTests {
    private typealias Samples = MultipartSamples

    private static func fields(_ parts: [String], bytesMax: Int = 100) throws -> MultipartFields {
        let parser = try #require(MultipartParser(contentType: Samples.contentType))
        return try MultipartFields(Samples.body(parts), parser: parser, bytesMax: bytesMax)
    }

    @Test("each name has its values in order")
    func values() throws {
        let fields = try Self.fields([Samples.part("a", "1"), Samples.part("b", "ü\r\n"), Samples.part("a", "")])
        #expect(fields.first("a") == "1" && fields.all("a") == ["1", ""])
        #expect(fields.first("b") == "ü\r\n" && fields.names == ["a", "b"])
        #expect(fields.first("c") == nil && fields.all("c").isEmpty)
    }

    @Test("values that come in pieces are put together")
    func pieces() throws {
        var parser = try #require(MultipartParser(contentType: Samples.contentType))
        var fields = MultipartFields()
        for byte in Samples.body([Samples.part("a", "long € text"), Samples.part("b", "2")]) {
            for event in try parser.feed([byte]) { try fields.take(event) }
        }
        #expect(fields.first("a") == "long € text" && fields.first("b") == "2")
    }

    @Test("names and values together are limited")
    func limit() throws {
        let parts = [Samples.part("abc", "1234567"), Samples.part("defg", "123456")]
        #expect(try Self.fields(parts, bytesMax: 20).names.count == 2)
        #expect(throws: MultipartError.fieldsTooLarge) { try Self.fields(parts, bytesMax: 19) }
        #expect(throws: MultipartError.fieldsTooLarge) {
            try Self.fields([Samples.part(String(repeating: "n", count: 101), "")])
        }
    }

    @Test("a file is refused, even one that was not chosen", arguments: ["x.apk", ""])
    func files(_ fileName: String) {
        let part = "Content-Disposition: form-data; name=a; filename=\"\(fileName)\"\r\n\r\n"
        #expect(throws: MultipartError.fileUnexpected) { try Self.fields([part]) }
    }

    @Test("a body that ends early has no fields")
    func incomplete() throws {
        let parser = try #require(MultipartParser(contentType: Samples.contentType))
        #expect(throws: MultipartError.incomplete) {
            try MultipartFields(Array("--XyZ\r\n\(Samples.part("a", "1"))".utf8), parser: parser)
        }
    }

    @Test("fields are collected beside a file that goes elsewhere")
    func besideFiles() throws {
        var parser = try #require(MultipartParser(contentType: Samples.contentType))
        let file = "Content-Disposition: form-data; name=apk; filename=x.apk\r\n\r\nPK"
        var fields = MultipartFields()
        var fileBytes: [UInt8] = []
        var isFile = false
        for event in try parser.feed(Samples.body([Samples.part("a", "1"), file, Samples.part("b", "2")])) {
            if case .part(let head) = event { isFile = head.fileName != nil }
            if isFile {
                if case .data(let bytes) = event { fileBytes += bytes }
            } else {
                try fields.take(event)
            }
        }
        #expect(fields.names == ["a", "b"] && fileBytes == Array("PK".utf8))
    }
}
