import Testing

@testable import Streaming

@Suite("Pieces of cue text")
struct CueMarkupTests {
    private func slice(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

    /// The references that are understood, and their length.
    static let references: [(text: String, scalar: Unicode.Scalar?, length: Int)] = [
        ("&amp;", "&", 5), ("&AMP;x", "&", 5), ("&lt;", "<", 4), ("&gt;", ">", 4), ("&quot;", "\"", 6),
        ("&apos;", "'", 6), ("&nbsp;", "\u{A0}", 6), ("&lrm;", "\u{200E}", 5), ("&rlm;", "\u{200F}", 5),
        ("&#65;", "A", 5), ("&#x41;", "A", 6), ("&#X41;", "A", 6), ("&#x1F3AC;", "🎬", 9),
        ("&#1114111;", "\u{10FFFF}", 10),
        ("&#0;", nil, 4), ("&#10;", nil, 5), ("&#127;", nil, 6), ("&#x2028;", nil, 8), ("&#xFEFF;", nil, 8),
        ("&#x2060;", nil, 8), ("&#xD800;", nil, 8), ("&#x110000;", nil, 10),
    ]

    @Test("Character references", arguments: references)
    func reference(text: String, scalar: Unicode.Scalar?, length: Int) throws {
        let reference = try #require(CharacterReference(slice(text)))
        #expect(reference.scalar == scalar)
        #expect(reference.lengthBytes == length)
    }

    @Test(
        "What is no reference",
        arguments: [
            "", "&", "&;", "&amp", "&am p;", "&unknown;", "&#;", "&#x;", "&#+5;", "&#-5;", "&#xG;", "&#99999999999;",
            "amp;", "& amp;", "&éclair;",
        ])
    func noReference(text: String) {
        #expect(CharacterReference(slice(text)) == nil)
    }

    /// Blocks between braces, one after another, and what they leave: style, alignment, drawing.
    static let overrideForms:
        [(blocks: [String], style: SubtitleStyle, alignment: SubtitleAlignment?, isDrawing: Bool)] = [
            ([""], [], nil, false), (["\\i1"], .italic, nil, false), (["\\i1", "\\i0"], [], nil, false),
            (["\\i1\\b1\\u1"], [.italic, .bold, .underline], nil, false), (["\\i1", "\\i"], [], nil, false),
            (["\\b700"], .bold, nil, false), (["\\b500"], [], nil, false), (["\\b1", "\\r"], [], nil, false),
            (["\\u1", "\\rDefault"], [], nil, false), (["\\an8"], [], .top, false),
            (["\\an8", "\\an2"], [], .top, false),
            (["\\an5\\i1"], .italic, .middle, false), (["\\an0"], [], nil, false), (["\\an99"], [], nil, false),
            (["\\a1"], [], .bottomLeft, false), (["\\a5"], [], .topLeft, false), (["\\a10"], [], .middle, false),
            (["\\a4"], [], nil, false), (["\\p1"], [], nil, true), (["\\p1", "\\p0"], [], nil, false),
            (["\\pos(1,2)"], [], nil, false), (["\\pbo5"], [], nil, false), (["\\t(\\i1)"], [], nil, false),
            (["\\t(0,1,\\clip(m 0 0)\\i1)\\b1"], .bold, nil, false),
            (["\\fs20\\fnI1\\c&H00&\\be1\\blur1\\bord1"], [], nil, false),
            (["comment"], [], nil, false), (["comment\\i1"], .italic, nil, false), (["\\i 1"], .italic, nil, false),
            (["\\alpha&H80&\\1a&H80&"], [], nil, false), (["\\\\i1"], .italic, nil, false), (["\\"], [], nil, false),
        ]

    @Test("Tags between braces", arguments: overrideForms)
    func overrides(blocks: [String], style: SubtitleStyle, alignment: SubtitleAlignment?, isDrawing: Bool) {
        var builder = CueTextBuilder()
        var tags = OverrideTags()
        for block in blocks { tags.apply(slice(block), to: &builder) }
        #expect(builder.style == style)
        #expect(tags.isDrawing == isDrawing)
        builder.append(slice("x"))
        #expect(builder.finish()?.alignment == alignment)
    }

    /// The same text read as each of the three relatives.
    static let dialectForms: [(text: String, subRip: String, webVTT: String, sami: String)] = [
        ("a<b>c</b>", "a<b>c</b>", "a<b>c</b>", "a<b>c</b>"), ("a\nb", "a / b", "a / b", "a b"),
        ("a<br>b", "a / b", "a / b", "a / b"), ("a<0:1>b", "a<0:1>b", "ab", "a<0:1>b"), ("a<>b", "a<>b", "ab", "a<>b"),
        ("a<.x>b", "a<.x>b", "ab", "a<.x>b"), ("a<v Bo>b", "ab", "ab", "ab"), ("a</x>b", "ab", "ab", "ab"),
        ("<3", "<3", "<3", "<3"), ("a<!--b-->c", "a<!--b-->c", "a<!--b-->c", "a<!--b-->c"),
        ("a<i", "a<i", "a<i", "a<i"),
        ("a<i<b>c", "a<i<b>c</b>", "a<i<b>c</b>", "a<i<b>c</b>"), ("{\\i1}a", "<i>a</i>", "<i>a</i>", "<i>a</i>"),
        ("{\\i1\na", "{\\i1 / a", "{\\i1 / a", "{\\i1 a"), ("{i}a", "{i}a", "{i}a", "{i}a"),
        ("&lt;i&gt;", "<i>", "<i>", "<i>"),
        ("{\\p1}m 0 &amp; <i>0{\\p0}a", "<i>a</i>", "<i>a</i>", "<i>a</i>"),
        ("<I CLASS=x>a", "<i>a</i>", "<i>a</i>", "<i>a</i>"),
        ("<italic>a", "a", "a", "a"), ("<b/>a", "<b>a</b>", "<b>a</b>", "<b>a</b>"),
    ]

    @Test("Dialects", arguments: dialectForms)
    func dialects(text: String, subRip: String, webVTT: String, sami: String) throws {
        for (dialect, expected) in [(CueMarkup.Dialect.subRip, subRip), (.webVTT, webVTT), (.sami, sami)] {
            let cue = SubtitleCue(
                startMilliseconds: 0, endMilliseconds: 1, text: try #require(CueMarkup.text(slice(text), dialect)))
            #expect(summary([cue]) == ["0-1 \(expected)"], "\(dialect)")
        }
    }

    @Test("A tag or a block that never ends within reason is text")
    func longTags() throws {
        let long = String(repeating: "x", count: StreamingLimits.subtitleTagBytesMax)
        #expect(CueMarkup.text(slice("<i \(long)>a"), .subRip)?.plain == "<i \(long)>a")
        #expect(CueMarkup.text(slice("{\\\(long)}a"), .subRip)?.plain == "{\\\(long)}a")
        let allowed = long.dropLast(10)
        #expect(CueMarkup.text(slice("<i \(allowed)>a"), .subRip)?.plain == "a")
    }

    @Test("Nothing is read behind the limit of a text")
    func limit() throws {
        let limit = StreamingLimits.subtitleTextCharactersMax
        let text = String(repeating: "é", count: limit - 1) + "<b>xyz</b>{\\an8}"
        let read = try #require(CueMarkup.text(slice(text), .subRip))
        #expect(read.lines.first?.last == SubtitleRun("x", .bold))
        #expect(read.plain.count == limit)
        #expect(read.alignment == nil)
    }

    /// What cleaning makes of a text.
    static let cleanings: [(text: String, cleaned: String)] = [
        ("", ""), ("plain äöü 你好 🎬", "plain äöü 你好 🎬"), ("a\r\nb", "a\r\nb"), ("a\0\0b", "ab"), ("a\tb", "a b"),
        ("a\u{1}\u{1F}\u{7F}b", "ab"), ("a\u{80}\u{9F}b", "ab"), ("a\u{85}b", "a b"), ("a\u{A0}b", "a\u{A0}b"),
        ("a\u{2028}b\u{2029}c", "a b c"), ("\u{FEFF}a\u{FEFF}", "a"), ("a\u{B}b\u{C}c", "a b c"),
        ("a\u{2027}b", "a\u{2027}b"),
        ("“a” – …", "“a” – …"), ("ﻼ\u{FFFD}", "ﻼ\u{FFFD}"), ("\u{FEFF}\u{FEFF}\0", ""), ("a\u{2060}b", "a\u{2060}b"),
        ("Â\u{C2}", "Â\u{C2}"), ("a\u{0}", "a"),
    ]

    @Test("Cleaning", arguments: cleanings)
    func cleaning(text: String, cleaned: String) {
        let result = PlainText.cleaned(Array(text.utf8))
        #expect(Array(cleaned.utf8) == result)
        #expect(PlainText.cleaned(result) == result)
    }

    @Test("Whatever is cleaned holds only what references may name")
    func cleaningProperty() {
        for seed in 0..<200 {
            var random = SeededRandom(seed)
            let scalars = (0..<50).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...(seed % 2 == 0 ? 0x100 : 0x3000), using: &random))
            }
            let text = String(String.UnicodeScalarView(scalars))
            let cleaned = String(decoding: PlainText.cleaned(Array(text.utf8)), as: UTF8.self)
            for scalar in cleaned.unicodeScalars {
                #expect(PlainText.allows(scalar) || ["\n", "\r", "\u{2060}"].contains(scalar))
            }
        }
    }
}
