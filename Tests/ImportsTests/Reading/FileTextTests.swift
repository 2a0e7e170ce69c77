import Testing

@testable import Imports

@Suite("Reading: the text of a file")
struct FileTextTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: FileText.utf8(bytes), as: UTF8.self) }

    private func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        ("\u{FEFF}" + text).utf16.flatMap { unit in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return isBigEndian ? bytes.reversed() : bytes
        }
    }

    @Test(arguments: ["", "Amélie", "千と千尋の神隠し", "🎬 Clap"])
    func utf8StaysAsItIsWithAndWithoutAMark(title: String) {
        #expect(text(Array(title.utf8)) == title)
        #expect(text([0xEF, 0xBB, 0xBF] + Array(title.utf8)) == title)
    }

    @Test(arguments: [true, false])
    func utf16IsReadByItsMark(isBigEndian: Bool) {
        #expect(text(utf16("Amélie, 🎬\n千", isBigEndian: isBigEndian)) == "Amélie, 🎬\n千")
    }

    @Test func halfAUnitAndHalfAPairOfUTF16DoNoHarm() {
        #expect(text([0xFF, 0xFE, 0x41, 0x00, 0x42]) == "A")
        #expect(text([0xFF, 0xFE, 0x3C, 0xD8, 0x41, 0x00]) == "\u{FFFD}A")
        #expect(text([0xFF, 0xFE]).isEmpty)
    }

    @Test func whatIsNoUTF8IsWindows1252() {
        #expect(text([0x41, 0x6D, 0xE9, 0x6C, 0x69, 0x65]) == "Amélie")
        #expect(text([0x80, 0x20, 0x93, 0x48, 0x69, 0x94, 0x20, 0x96, 0x20, 0x92]) == "€ “Hi” – ’")
        #expect(text([0x41, 0x81, 0xFF, 0x42]) == "A\u{81}ÿB")
    }

    @Test(arguments: [[0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE5, 0x8D]] as [[UInt8]])
    func overlongFormsSurrogatesAndCutLettersAreNoUTF8(bytes: [UInt8]) {
        #expect(text(bytes).unicodeScalars.allSatisfy { $0.value < 0x2200 })
    }

    @Test func zeroBytesAreLeftOutBecauseNoDatabaseTakesThem() {
        #expect(text([0x41, 0x00, 0x42, 0x00]) == "AB")
    }
}
