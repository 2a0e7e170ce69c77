import Testing

@testable import Streaming

@Suite("What texts look like")
struct EncodingModelTests {
    @Test(
        "Classes of scalars",
        arguments: [
            ("a", ScalarClass.ascii), ("é", .latin), ("ř", .latin), ("ế", .latin), ("×", .symbol), ("÷", .symbol),
            ("ß", .latin), ("ω", .greek), ("ж", .cyrillic), ("ї", .cyrillic), ("ש", .hebrew), ("\u{FB2A}", .hebrew),
            ("ع", .arabic), ("ک", .arabic), ("ก", .thai), ("の", .hiragana), ("ネ", .katakana), ("・", .wideSign),
            ("ﾈ", .halfwidthKatakana), ("的", .ideograph), ("𠮷", .ideograph), ("한", .hangul), ("。", .wideSign),
            ("！", .wideSign), ("“", .typographic), ("…", .typographic), ("«", .typographic), ("\u{200F}", .typographic),
            ("\u{A0}", .noBreakSpace), ("¤", .symbol), ("€", .symbol), ("\u{8D}", .control), ("\u{E000}", .privateUse),
            ("\u{FFFD}", .fault),
        ] as [(Unicode.Scalar, ScalarClass)])
    func classes(scalar: Unicode.Scalar, expected: ScalarClass) {
        #expect(ScalarClass(scalar) == expected)
    }

    private func model(_ code: String) throws -> LanguageModel {
        try #require(LanguageModel.all.first { $0.codes.contains(code) })
    }

    @Test("Frequent letters weigh more than rare ones, and those more than foreign ones")
    func weights() throws {
        let russian = try model("ru")
        #expect(russian.weight(of: "о") > russian.weight(of: "у"))
        #expect(russian.weight(of: "у") > russian.weight(of: "ф"))
        #expect(russian.weight(of: "ф") > russian.weight(of: "ї"))
        #expect(russian.weight(of: "ї") > russian.weight(of: "é"))
        #expect(russian.weight(of: "é") > russian.weight(of: "\u{81}"))
        #expect(russian.weight(of: "\u{81}") > russian.weight(of: "\u{FFFD}"))
        #expect(russian.weight(of: "x") == 0)
        let spanish = try model("es")
        #expect(spanish.weight(of: "¿") > 0)
        #expect(try model("de").weight(of: "¿") < 0)
    }

    @Test("Marks are letters of their own, and dashes keep a group's place")
    func groups() throws {
        let thai = try model("th")
        #expect(thai.weight(of: "\u{E49}") > thai.weight(of: "\u{E36}"))
        #expect(thai.weight(of: "\u{E49}") > 0)
        let german = try model("de")
        #expect(german.weight(of: "ß") > german.weight(of: "é"))
    }

    private func oddity(_ text: String, _ encoding: TextEncoding = .windows1252) throws -> Int {
        let sample = EncodingSample(try bytes(text, in: encoding.converterName))
        return try #require(ReadSample(sample, encoding: encoding)).oddity
    }

    @Test("Proper text has nothing odd", arguments: ["é", "schön", "naïve – “yes”", "l’été", "c’est «là»", "½ £ €"])
    func nothingOdd(text: String) throws {
        #expect(try oddity(text) == 0)
    }

    @Test("Odd places", arguments: ["naÏve", "éT", "c½ur", "a»b", "’été", "a„b", "aÉa"])
    func odd(text: String) throws {
        #expect(try oddity(text) <= -200)
    }

    @Test("Capitals are odd in this order: among capitals, at the start, alone, inside a word")
    func capitals() throws {
        let (among, start, alone, inside) = (try oddity("TÜR"), try oddity("Öl"), try oddity("Ö"), try oddity("aÖ"))
        #expect(0 > among && among > start && start > alone && alone > inside)
    }

    @Test("Letters of two alphabets in one word")
    func mixed() throws {
        #expect(try oddity("мир", .windows1251) == 0)
        #expect(try oddity("mир", .windows1251) < -300)
        #expect(try oddity("миr", .windows1251) < -300)
        #expect(try oddity("カラオケ", .shiftJIS) == 0)
        #expect(try oddity("aカb", .shiftJIS) < -500)
    }

    @Test("Capitals count as small letters")
    func counts() throws {
        let sample = EncodingSample(try bytes("Éé ÉÉ x", in: "WINDOWS-1252"))
        let read = try #require(ReadSample(sample, encoding: .windows1252))
        #expect(read.counts == ["é": 4])
        // A small letter that is written as two scalars cannot be counted as one.
        let turkish = EncodingSample(try bytes("İ", in: "WINDOWS-1254"))
        #expect(ReadSample(turkish, encoding: .windows1254)?.counts == ["İ": 1])
    }

    @Test("A sample holds the lines that tell something")
    func sample() throws {
        let sample = EncodingSample(try bytes("1\n00:01 --> 00:02\nDie Tür, die TÜR\n\nplain\nöde", in: "WINDOWS-1252"))
        #expect(sample.bytes == (try bytes("Die Tür, die TÜR\nöde\n", in: "WINDOWS-1252")))
        #expect(sample.highBytes == 3)
        #expect(sample.words == ["die": 2])
    }

    @Test("A sample is bounded, in one line or many")
    func sampleLimit() {
        let limit = StreamingLimits.encodingSampleBytes
        #expect(EncodingSample([UInt8](repeating: 0xE9, count: limit * 3)).highBytes == limit)
        let lines = Array(repeating: [0xE9, 0x0A] as [UInt8], count: limit).flatMap(\.self)
        #expect(EncodingSample(lines).bytes.count <= limit + 1)
        #expect(EncodingSample(Array("plain".utf8)).bytes.isEmpty)
    }

    @Test("The converter reads every encoding as the C library wrote it")
    func converter() throws {
        let texts: [TextEncoding: String] = [
            .windows1250: "Zażółć gęślą jaźń", .windows1251: "Съешь ещё этих мягких булок", .windows1252: "Œuvre – €",
            .windows1253: "Ξεσκεπάζω", .windows1254: "Işığı", .windows1255: "שלום", .windows1256: "مرحبا",
            .windows1257: "Įžąsų", .windows874: "สวัสดี", .iso8859Part1: "naïve", .iso8859Part2: "Žluťoučký",
            .iso8859Part5: "Привет", .iso8859Part7: "Γειά", .iso8859Part9: "Şişli", .iso8859Part15: "cœur €",
            .koi8R: "Привет, Їжак", .gb18030: "你好，世界🎬", .big5: "你好‧世界", .big5HongKong: "你哋喺邊度",
            .shiftJIS: "こんにちは①", .eucKR: "안녕하세요 똠방", .utf16LittleEndian: "a你🎬", .utf16BigEndian: "a你🎬",
        ]
        for encoding in TextEncoding.allCases where encoding != .utf8 {
            let text = try #require(texts[encoding])
            let converter = try #require(CharsetConverter(from: encoding) != nil ? encoding : nil)
            let content = try bytes(text, in: converter.converterName)
            guard let reader = CharsetConverter(from: encoding) else { continue }
            #expect(String(decoding: reader.utf8(content), as: UTF8.self) == text)
            // A descriptor can be used again, also after a text that ends inside a letter.
            _ = reader.utf8(content + [0xE1])
            #expect(String(decoding: reader.utf8(content), as: UTF8.self) == text)
        }
    }
}
