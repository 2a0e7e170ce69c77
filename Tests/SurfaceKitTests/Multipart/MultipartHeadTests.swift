import SurfaceKit
import Testing

@Suite("What the parts of a form say about themselves")
struct MultipartHeadTests {
    private typealias Samples = MultipartSamples

    private static func outcome(_ headers: String) throws -> Samples.Outcome {
        try #require(Samples.outcome(Samples.body([headers + "\r\n\r\n1"])))
    }

    private static func head(_ headers: String) throws -> MultipartHead {
        let outcome = try outcome(headers)
        #expect(outcome.error == nil)
        return try #require(outcome.parts.first?.head)
    }

    @Test(
        "names of fields and files are read as clients write them",
        arguments: [
            (#"name="a""#, "a", nil),
            (#"name=a"#, "a", nil),
            (#" NAME = "a""#, nil, nil),
            (#"name="a"; filename="b.apk""#, "a", "b.apk"),
            (#"filename="b.apk";name="a";"#, "a", "b.apk"),
            (#"name=a;filename=my app.apk"#, "a", "my app.apk"),
            (#"name="a;b"; filename="x=y; z""#, "a;b", "x=y; z"),
            (#"name="a"; filename="""#, "a", ""),
            (#"name="tïtle"; filename="Größe ☃.apk""#, "tïtle", "Größe ☃.apk"),
            // Browsers of today, and curl.
            (#"name="a%22b"; filename="%22x%22 100%25.apk""#, "a\"b", "\"x\" 100%25.apk"),
            (#"name="a%0d%0Ab"; filename="x%0a%2""#, "a\r\nb", "x\n%2"),
            // Browsers of old, curl of old, and other libraries.
            (#"name="a\"b"; filename="x\\y\".apk""#, "a\"b", #"x\y".apk"#),
            (#"name="a"; filename="C:\files\new.apk""#, "a", #"C:\files\new.apk"#),
        ] as [(String, String?, String?)])
    func names(_ parameters: String, _ name: String?, _ fileName: String?) throws {
        let outcome = try Self.outcome("Content-Disposition: form-data; " + parameters)
        #expect(outcome.parts.first?.head.name == name)
        #expect(outcome.parts.first?.head.fileName == fileName)
    }

    @Test(
        "an extended file name wins if it can be read",
        arguments: [
            ("UTF-8''%e2%82%ac%20rates.apk", "€ rates.apk"),
            ("utf-8'en'plain.apk", "plain.apk"),
            ("iso-8859-1''%A3.apk", "£.apk"),
            ("UTF-8''%22", "\""),
            ("UTF-8''%ff.apk", "plain"),
            ("UTF-8''%e2%8", "plain"),
            ("UTF-8''%zz", "plain"),
            ("koi8-r''%c1", "plain"),
            ("nothing", "plain"),
        ])
    func extendedNames(_ value: String, _ fileName: String) throws {
        let both = try Self.head("Content-Disposition: form-data; name=a; filename=plain; filename*=\(value)")
        #expect(both.fileName == fileName)
        let alone = try Self.head("Content-Disposition: form-data; name=a; filename*=\(value)")
        #expect(alone.fileName == (fileName == "plain" ? nil : fileName))
    }

    @Test("header names have no case, and their values no blanks around them")
    func headerForm() throws {
        let head = try Self.head("CONTENT-TYPE:\t text/csv; charset=utf-8 \r\ncontent-disposition:FORM-DATA;name=a")
        #expect(head == MultipartHead(name: "a", contentType: "text/csv; charset=utf-8"))
    }

    @Test("other headers do not matter, an identical transfer encoding neither")
    func otherHeaders() throws {
        let head = try Self.head(
            "X-Any: \"\r\nContent-Length: 1\r\nContent-Transfer-Encoding: Binary\r\n"
                + "Content-Disposition: form-data; name=a")
        #expect(head == MultipartHead(name: "a"))
    }

    @Test("bytes that are no UTF-8 are replaced")
    func otherCharacterSets() throws {
        let start = Array("--XyZ\r\nContent-Disposition: form-data; name=\"a".utf8)
        let outcome = try #require(Samples.outcome(start + [0xe4] + Array("\"\r\n\r\n1\r\n--XyZ--".utf8)))
        #expect(outcome.parts.first?.head.name == "a\u{fffd}")
    }

    @Test(
        "a part without a name is an error",
        arguments: [
            "", "Content-Type: text/plain", "Content-Disposition: form-data",
            "Content-Disposition: form-data; name=\"\"",
            "Content-Disposition: form-data; filename=\"a\"", "Content-Disposition: attachment; name=\"a\"",
            "Content-Disposition: ; name=a", "Content-Disposition:",
        ])
    func missingNames(_ headers: String) throws {
        let body = headers.isEmpty ? "\r\n1" : headers + "\r\n\r\n1"
        #expect(Samples.outcome(Samples.body([body]))?.error == .nameMissing)
    }

    @Test(
        "a header that cannot be read is an error",
        arguments: [
            "no colon", ": no name", "Two Words: 1", " Folded: 1", "X: a\u{0}b", "X: a\rb", "X: a\u{7f}",
            "Content-Disposition: form-data; name=\"a", "Content-Disposition: form-data; name=\"a\"b",
            "Content-Disposition: form-data; name", "Content-Disposition: form-data; =a",
            "Content-Disposition: form-data; name =a", "Content-Disposition: form-data; name=a; NAME=b",
            "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=a",
            "Content-Type: a/b\r\nContent-Type: a/b",
        ])
    func malformedHeaders(_ headers: String) throws {
        #expect(try Self.outcome(headers).error == .malformedHeader)
    }

    @Test("encoded content is refused", arguments: ["base64", "Quoted-Printable", "x-own", ""])
    func transferEncodings(_ encoding: String) throws {
        let headers = "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: \(encoding)"
        #expect(try Self.outcome(headers).error == .encodingUnsupported)
    }
}

@Suite("Boundaries")
struct MultipartBoundaryTests {
    private static let longest = String(repeating: "b", count: 70)

    @Test(
        "boundaries are read with and without quotes",
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"),
            ("Multipart/Form-Data;BOUNDARY=aBc", "aBc"),
            ("multipart/form-data; charset=utf-8; boundary=\"abc\"; x=1", "abc"),
            ("multipart/form-data; boundary=\"a b:c=d?e\"", "a b:c=d?e"),
            ("multipart/form-data; boundary=----WebKitFormBoundaryq8f0 ", "----WebKitFormBoundaryq8f0"),
            ("multipart/form-data; boundary=a'()+_,-./:=?z;", "a'()+_,-./:=?z"),
            ("multipart/form-data; boundary=\(longest)", longest),
        ])
    func boundaries(_ header: String, _ boundary: String) throws {
        let body = "--\(boundary)\r\n\(MultipartSamples.part("a", "1"))\r\n--\(boundary)--\r\n"
        let outcome = try #require(MultipartSamples.outcome(Array(body.utf8), contentType: header))
        #expect(outcome.parts.map(\.content) == ["1"])
    }

    @Test(
        "without a valid boundary there is no parser",
        arguments: [
            "", "multipart/form-data", "multipart/form-data; boundary", "multipart/form-data; boundary=",
            "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"abc",
            "multipart/form-data; boundary=\"abc \"", "multipart/form-data; boundary=a*b",
            "multipart/form-data; boundary=ä", "multipart/form-data; boundary=a; boundary=b",
            "multipart/form-data; boundary=\(longest)b", "multipart/form-data; boundary=a\r\nb",
            "multipart/mixed; boundary=abc", "application/x-www-form-urlencoded", "xmultipart/form-data; boundary=abc",
        ])
    func invalid(_ header: String) {
        #expect(MultipartParser(contentType: header) == nil)
    }
}
