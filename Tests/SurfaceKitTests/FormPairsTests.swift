import Testing

@testable import SurfaceKit

@Suite("Query strings and forms")
struct FormPairsTests {
    @Test(
        "values are decoded",
        arguments: [
            ("a=1", "1"), ("b=2&a=1", "1"), ("a=1&a=2", "1"), ("a=", ""), ("a", ""), ("a=b+c", "b c"),
            ("a=b%20c", "b c"),
            ("a=b%2Bc", "b+c"), ("a=b%26c%3Dd", "b&c=d"), ("a=b=c", "b=c"), ("a=%C3%A9", "é"), ("a=é", "é"),
            ("%61=1", "1"), ("&&a=1&&", "1"),
        ])
    func values(_ text: String, _ value: String) {
        #expect(FormPairs(text).first("a") == value)
    }

    @Test("a missing name is nil, also when it begins alike", arguments: ["", "b=1", "ab=1", "A=1", "=1"])
    func missing(_ text: String) {
        #expect(FormPairs(text).first("a") == nil)
    }

    @Test(
        "a percent sign that begins no escape stands for itself",
        arguments: [
            ("a=100%", "100%"), ("a=100%+fun", "100% fun"), ("a=%zz+b", "%zz b"), ("a=%4", "%4"),
            ("a=5%25+%+%41", "5% % A"),
        ])
    func stray(_ text: String, _ value: String) {
        #expect(FormPairs(text).first("a") == value)
    }

    @Test("bytes that are no UTF-8 become replacement characters instead of staying encoded")
    func notUTF8() {
        #expect(FormPairs("a=caf%E9+b").first("a") == "caf\u{FFFD} b")
    }

    @Test(
        "blank is what nobody can see",
        arguments: [
            ("", true), (" \t\n\r", true), ("\u{a0}\u{2003}\u{3000}", true), ("\u{0}\u{1b}", true), ("a", false),
            ("-", false),
            ("🎬", false), (" . ", false),
        ])
    func blank(_ text: String, _ isBlank: Bool) {
        #expect(text.isBlank == isBlank)
    }
}
