import Streaming
import Testing

@Suite("Versions of files")
struct FileVersionTests {
    private static let facts = FileStatusFacts(
        device: 2, inode: 12_345_678, size: 1000, modifiedSeconds: 784_111_777, modifiedNanoseconds: 5)

    @Test("the same facts give the same tag, in every run")
    func stable() {
        let version = FileVersion(Self.facts)
        #expect(version == FileVersion(Self.facts))
        #expect(version.size == 1000 && version.lastModified == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(version.quotedTag == "\"3e8-8791cacf5b7762ab\"")
    }

    @Test("each fact counts")
    func facts() {
        let changes: [(inout FileStatusFacts) -> Void] = [
            { $0.device = 3 }, { $0.inode = 12_345_679 }, { $0.size = 1001 }, { $0.modifiedSeconds += 1 },
            { $0.modifiedNanoseconds = 6 },
        ]
        let tags = changes.map { change in
            var facts = Self.facts
            change(&facts)
            return FileVersion(facts).entityTag
        }
        #expect(Set(tags + [FileVersion(Self.facts).entityTag]).count == changes.count + 1)
    }

    @Test("a tag tells nothing about devices and inodes, and needs no escaping")
    func discreet() {
        let tag = FileVersion(Self.facts).entityTag
        #expect(!tag.contains("12345678") && !tag.contains(String(12_345_678, radix: 16)))
        #expect(tag.utf8.allSatisfy { $0 == UInt8(ascii: "-") || Character(Unicode.Scalar($0)).isHexDigit })
    }
}

@Suite("Bodies of several parts")
struct MultipartLayoutTests {
    private func layout(_ bounds: (Int64, Int64)..., size: Int64 = 1000) -> MultipartLayout {
        MultipartLayout(
            bounds.compactMap { ByteRange(first: $0.0, last: $0.1) }, of: size, partType: "video/mp4", boundary: "B")
    }

    @Test("text stands before, between and behind the parts")
    func text() {
        let layout = layout((0, 9), (500, 509))
        let file = String(repeating: "x", count: 10)
        let body = layout.parts.map { $0.head + file }.joined() + layout.tail
        let wanted = [
            "--B", "Content-Type: video/mp4", "Content-Range: bytes 0-9/1000", "", file,
            "--B", "Content-Type: video/mp4", "Content-Range: bytes 500-509/1000", "", file, "--B--", "",
        ]
        #expect(body == wanted.joined(separator: "\r\n"))
        #expect(layout.contentType == "multipart/byteranges; boundary=B")
        #expect(layout.byteCount == Int64(body.utf8.count))
    }

    @Test("the length is exact for large parts too")
    func length() {
        let size: Int64 = 1 << 40
        let layout = layout((0, 9), (1 << 32, (1 << 33) - 1), (size - 1, size - 1), size: size)
        let texts = layout.parts.reduce(layout.tail.utf8.count) { $0 + $1.head.utf8.count }
        #expect(layout.byteCount == Int64(texts) + 10 + (1 << 32) + 1)
    }
}

@Suite("Types of media files")
struct MediaTypeTests {
    @Test(
        "by the end of the name, in any case",
        arguments: [
            ("a.mp4", "video/mp4"), ("a.m4v", "video/mp4"), ("a.mkv", "video/x-matroska"), ("a.webm", "video/webm"),
            ("a.mov", "video/quicktime"), ("a.avi", "video/x-msvideo"), ("a.ts", "video/mp2t"),
            ("a.m2ts", "video/mp2t"),
            ("a.mpg", "video/mpeg"), ("a.ogv", "video/ogg"), ("a.wmv", "video/x-ms-wmv"), ("a.flv", "video/x-flv"),
            ("A Film (1999).MKV", "video/x-matroska"), ("a.b.mp4", "video/mp4"), (".mp4", "video/mp4"),
            ("a.txt", "application/octet-stream"), ("a", "application/octet-stream"), ("", "application/octet-stream"),
            ("a.", "application/octet-stream"), ("mp4", "application/octet-stream"),
            ("a.mp4.part", "application/octet-stream"),
        ])
    func names(_ name: String, _ type: String) {
        #expect(MediaType.of(fileName: name) == type)
    }
}

@Suite("Ranges of bytes")
struct ByteRangeTests {
    @Test("only ranges that hold a byte exist")
    func existence() {
        #expect(ByteRange(first: 5, last: 5)?.count == 1)
        #expect(ByteRange(first: 5, last: 4) == nil)
        #expect(ByteRange(first: -1, last: 4) == nil)
        #expect(ByteRange(wholeOf: 0) == nil)
        #expect(ByteRange(wholeOf: .max)?.count == .max)
    }

    @Test("as headers have them")
    func texts() {
        #expect(ByteRange(first: 0, last: 499)?.contentRange(of: 1000) == "bytes 0-499/1000")
        #expect(ByteRange.unsatisfied(size: 1000) == "bytes */1000")
    }
}
