import Foundation
import LocalMedia
import Testing

@Suite("NFO: encodings")
struct NFOEncodingTests {
    private func title(_ bytes: [UInt8]) throws -> String? { try NFOFile.read(bytes).first?.title }

    private func file(_ title: [UInt8], encoding: String? = nil) -> [UInt8] {
        let declaration = encoding.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>\n" } ?? ""
        return Array("\(declaration)<movie><title>".utf8) + title + Array("</title></movie>".utf8)
    }

    private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let bytes = [UInt8(unit & 0xff), UInt8(unit >> 8)]
            return bigEndian ? bytes.reversed() : bytes
        }
    }

    @Test(arguments: [nil, "utf-8", "UTF-8", "utf8", "US-ASCII", "klingon", ""])
    func withoutAnotherWordItIsUTF8(encoding: String?) throws {
        #expect(try title(file(Array("Ærø – 七人".utf8), encoding: encoding)) == "Ærø – 七人")
    }

    @Test(arguments: [nil, "utf-8", "UTF-16", "windows-1252", "iso-8859-1", "Latin1", "euc-kr"])
    func whatIsNoUTF8IsWindows1252(encoding: String?) throws {
        #expect(try title(file([0xc6, 0x72, 0xf8, 0x20, 0x96, 0x20, 0x80], encoding: encoding)) == "Ærø – €")
    }

    @Test func theFiveUnusedBytesOfWindows1252DoNoHarm() throws {
        let title = try #require(try title(file([0x41, 0x81, 0x8d, 0x8f, 0x90, 0x9d, 0xe9, 0x42])))
        #expect(title.hasPrefix("A") && title.hasSuffix("éB"))
    }

    @Test(arguments: [
        ("windows-1251", [0xcf, 0xf0, 0xe8] as [UInt8], "При"),
        ("koi8-r", [0xf0, 0xd2, 0xc9], "При"),
        ("iso-8859-5", [0xbf, 0xe0, 0xd8], "При"),
        ("Windows-1250", [0x8a, 0xe8, 0x9e], "Ščž"),
        ("iso-8859-2", [0xa9, 0xe8, 0xbe], "Ščž"),
        ("windows-1253", [0xc1, 0xe8], "Αθ"),
        ("iso-8859-7", [0xc1, 0xe8], "Αθ"),
        ("windows-1254", [0xdd, 0xfe], "İş"),
        ("iso-8859-9", [0xdd, 0xfe], "İş"),
        ("iso-8859-15", [0xa4, 0xbd], "€œ"),
        ("windows-1255", [0xf9, 0xec], "של"),
        ("windows-1256", [0xe3, 0xd1], "مر"),
        ("windows-1257", [0xe0, 0xeb], "ąė"),
        ("gb2312", [0xd6, 0xd0, 0xce, 0xc4], "中文"),
        ("GBK", [0xd6, 0xd0, 0xce, 0xc4], "中文"),
        ("big5", [0xa4, 0xa4, 0xa4, 0xe5], "中文"),
        ("shift_jis", [0x93, 0xfa, 0x96, 0x7b], "日本"),
        ("euc-kr", [0xc7, 0xd1, 0xb1, 0xb9], "한국"),
    ])
    func aDeclarationIsBelieved(encoding: String, bytes: [UInt8], expected: String) throws {
        #expect(try title(file(bytes, encoding: encoding)) == expected)
    }

    @Test(arguments: [true, false])
    func sixteenBitsAreReadWithAndWithoutAMark(bigEndian: Bool) throws {
        let text = #"<?xml version="1.0" encoding="utf-16"?><movie><title>Ærø 🎬 七</title></movie>"#
        let bytes = utf16(text, bigEndian: bigEndian)
        let mark: [UInt8] = bigEndian ? [0xfe, 0xff] : [0xff, 0xfe]
        #expect(try title(mark + bytes) == "Ærø 🎬 七")
        #expect(try title(bytes) == "Ærø 🎬 七")
        #expect(try title(mark + bytes + [0x41]) == "Ærø 🎬 七", "an odd byte at the end is dropped")
    }

    @Test func aByteOrderMarkOfUTF8BeatsTheDeclaration() throws {
        #expect(try title([0xef, 0xbb, 0xbf] + file(Array("é".utf8), encoding: "iso-8859-1")) == "é")
    }

    @Test func halfASurrogateBecomesAReplacement() throws {
        let text =
            utf16("<movie><title>a", bigEndian: false) + [0x00, 0xd8] + utf16("</title></movie>", bigEndian: false)
        #expect(try title([0xff, 0xfe] + text) == "a\u{fffd}")
    }

    @Test(arguments: [
        ("Tom &amp; Jerry", "Tom & Jerry"), ("Tom & Jerry", "Tom & Jerry"), ("A&E", "A&E"), ("&&amp;&", "&&&"),
        ("Tom &amp;amp; Jerry", "Tom & Jerry"), ("&lt;3", "<3"), ("I <3 U", "I <3 U"), ("a < b > c", "a < b > c"),
        ("&#233;&#xE9;&#XE9;", "ééé"), ("&eacute;&Uuml;&szlig;", "éÜß"), ("a&nbsp;b", "a b"), ("&hellip;", "…"),
        ("&rsquo;&ldquo;&ndash;&euro;", "’“–€"), ("&nosuch;", "&nosuch;"), ("&#xD800;x", "x"), ("&#0;&#8;x", "x"),
        ("&#99999999999;", "&#99999999999;"), ("&#-5;", "&#-5;"), ("&#x;", "&#x;"), ("&;", "&;"),
        ("<![CDATA[a & b <c>]]>", "a & b <c>"), ("a<![CDATA[b]]>c<!-- no -->d", "abcd"), ("a\u{7}b", "ab"),
        ("a<?php x ?>b", "ab"), ("x <y and z", "x <y and z"),
    ])
    func referencesAndLooseMarks(written: String, expected: String) throws {
        #expect(try title(Array("<movie><title>\(written)</title></movie>".utf8)) == expected)
    }

    @Test(arguments: [
        ("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\nb", "a\nb"), ("<![CDATA[a\r\nb]]>", "a\nb"),
        ("a&#13;b", "ab"), ("\n\t a \n", "a"),
    ])
    func lineEndsAreNewlines(written: String, expected: String) throws {
        #expect(try NFOSamples.movie("<plot>\(written)</plot>").plot == expected)
    }
}
