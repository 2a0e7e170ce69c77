import Testing

@testable import Streaming

@Suite("Decoding text")
struct TextDecodingTests {
    private static let sample = "1\n00:00:01,000 --> 00:00:02,000\nGrüße, Привет, 你好, 🎬\n"

    @Test("A byte order mark decides and does not become text")
    func marks() throws {
        let text = Self.sample
        let cases: [([UInt8], String, TextEncoding)] = [
            ([0xEF, 0xBB, 0xBF], "UTF-8", .utf8), ([0xFF, 0xFE], "UTF-16LE", .utf16LittleEndian),
            ([0xFE, 0xFF], "UTF-16BE", .utf16BigEndian),
        ]
        for (mark, charset, encoding) in cases {
            let decoded = decodeText(mark + (try bytes(text, in: charset)), language: "ja")
            #expect(decoded.text == text)
            #expect(decoded.encoding == encoding)
        }
    }

    @Test("UTF-16 without a mark shows in its zeros", arguments: [Self.sample, "1\n00:00:01,000 --> 0:2\n你为什么不说话\n"])
    func wide(text: String) throws {
        let little = decodeText(try bytes(text, in: "UTF-16LE"), language: nil)
        let big = decodeText(try bytes(text, in: "UTF-16BE"), language: nil)
        #expect(little.text == text && little.encoding == .utf16LittleEndian)
        #expect(big.text == text && big.encoding == .utf16BigEndian)
    }

    @Test("Valid UTF-8 is UTF-8, whatever the language", arguments: ["", "plain", "é", "你好", "🎬", "ÃƒÂ©"])
    func valid(text: String) {
        let decoded = decodeText(Array(text.utf8), language: "ru")
        #expect(decoded.text == text)
        #expect(decoded.encoding == .utf8)
    }

    @Test("Zeros from a broken disk are not UTF-16")
    func zeros() {
        let decoded = decodeText(Array("1\n2\n".utf8) + [UInt8](repeating: 0, count: 4_000), language: nil)
        #expect(decoded.encoding == .utf8)
        #expect(decoded.text.hasPrefix("1\n2\n\0"))
    }

    @Test("A damaged letter does not turn a whole UTF-8 file into something else")
    func damagedUTF8() {
        let text = String(repeating: "Überall schöne Grüße. ", count: 10)
        let decoded = decodeText(Array(text.utf8) + [0xFF] + Array("Ende".utf8), language: "de")
        #expect(decoded.encoding == .utf8)
        #expect(decoded.text == text + "\u{FFFD}Ende")
        let cutOff = decodeText(Array(text.utf8) + [0xE2, 0x82], language: "de")
        #expect(cutOff.encoding == .utf8)
        #expect(cutOff.text == text + "\u{FFFD}")
    }

    @Test("A last letter that looks like the start of a sequence")
    func lastByte() {
        #expect(decodeText(Array("caf".utf8) + [0xE9], language: nil).text == "café")
    }

    @Test("Surrogates without a partner and a byte too many")
    func damagedUTF16() {
        let bytes: [UInt8] = [0xFF, 0xFE, 0x41, 0, 0x00, 0xD8, 0x42, 0, 0x43]
        let decoded = decodeText(bytes, language: nil)
        #expect(decoded.encoding == .utf16LittleEndian)
        #expect(decoded.text.hasPrefix("A"))
        #expect(decoded.text.contains("\u{FFFD}"))
    }

    @Test("Bytes that mean nothing become replacement characters, and what follows is kept")
    func nothing() {
        let decoded = decodeText([0x41, 0x81, 0x42, 0xE9, 0x43], language: "en")
        #expect(decoded.encoding == .windows1252)
        #expect(decoded.text == "A\u{FFFD}BéC")
    }

    @Test("The backslash of Shift_JIS stays one, because tags need it")
    func backslash() throws {
        let content = try bytes("{\\an8}どうして黙っているの？", in: "CP932")
        #expect(decodeText(content, language: "ja").text == "{\\an8}どうして黙っているの？")
    }

    @Test("A text longer than one piece of the converter")
    func long() throws {
        let text = String(repeating: "Он уехал в Москву, и мы больше не виделись.\n", count: 5_000)
        let decoded = decodeText(try bytes(text, in: "KOI8-R"), language: "ru")
        #expect(decoded.text == text)
    }

    @Test("The scan counts what it should")
    func scan() {
        func counts(_ bytes: [UInt8]) -> [Int] {
            let scan = UTF8Scan(bytes)
            return [scan.sequences, scan.faults, scan.isCutOff ? 1 : 0]
        }
        #expect(counts(Array("aé你🎬".utf8)) == [3, 0, 0])
        #expect(counts([0xC0, 0xAF]) == [0, 2, 0])
        #expect(counts([0xED, 0xA0, 0x80]) == [0, 3, 0])
        #expect(counts([0xE0, 0x80, 0x80]) == [0, 3, 0])
        #expect(counts([0xF4, 0x90, 0x80, 0x80]) == [0, 4, 0])
        #expect(counts([0x61, 0xF0, 0x9F, 0x8E]) == [0, 0, 1])
        #expect(counts([0xE2]) == [0, 0, 1])
    }

    @Test("Random bytes are read as something, in every language")
    func random() {
        for seed in 0..<60 {
            var random = SeededRandom(seed)
            let content = (0..<Int.random(in: 0...400, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            for language in [nil, "zh", "ja", "ko", "ru", "he", "en"] {
                let decoded = decodeText(content, language: language)
                #expect(
                    decodeText(Array(decoded.text.utf8), language: nil).text == decoded.text
                        || decoded.text.utf8.contains(0))
            }
        }
    }
}
