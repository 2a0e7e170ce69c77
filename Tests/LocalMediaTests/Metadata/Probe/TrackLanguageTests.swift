import Testing

@testable import LocalMedia

@Suite("Languages of tracks")
struct TrackLanguageTests {
    @Test(arguments: [
        ("eng", "en"), ("ENG", "en"), ("en", "en"), ("English", "en"), ("ger", "de"), ("deu", "de"), ("fre", "fr"),
        ("fra", "fr"),
        ("chi", "zh"), ("zho", "zh"), ("cze", "cs"), ("ces", "cs"), ("dut", "nl"), ("nld", "nl"), ("gre", "el"),
        ("ell", "el"),
        ("per", "fa"), ("fas", "fa"), ("rum", "ro"), ("ron", "ro"), ("slo", "sk"), ("slk", "sk"), ("wel", "cy"),
        ("cym", "cy"),
        ("alb", "sq"), ("sqi", "sq"), ("arm", "hy"), ("hye", "hy"), ("baq", "eu"), ("eus", "eu"), ("bur", "my"),
        ("mya", "my"),
        ("geo", "ka"), ("kat", "ka"), ("ice", "is"), ("isl", "is"), ("mac", "mk"), ("mkd", "mk"), ("mao", "mi"),
        ("mri", "mi"),
        ("may", "ms"), ("msa", "ms"), ("tib", "bo"), ("bod", "bo"), ("nob", "nb"), ("nno", "nn"), ("jpn", "ja"),
        ("kor", "ko"),
        ("fil", "fil"), ("yue", "yue"), ("gsw", "gsw"), ("cmn", "zh"), ("zxx", "zxx"), ("scr", "hr"), ("iw", "he"),
        ("mol", "ro"),
        ("pob", "pt-BR"), ("pt-BR", "pt-BR"), ("pt_br", "pt-BR"), ("por-br", "pt-BR"), ("zh-hans", "zh-Hans"),
        ("ZH-HANT-TW", "zh-Hant-TW"), ("es-419", "es-419"), ("en-gb-oed", "en-GB-oed"), ("sr-Latn", "sr-Latn"),
        ("Portuguese", "pt"), ("Vietnamese", "vi"), ("Norwegian", "no"),
    ])
    func codesBecomeTags(written: String, expected: String) {
        #expect(TrackLanguage.tag(written) == expected)
    }

    @Test(arguments: [
        "und", "UND", "unk", "mis", "unknown", "", "-", "e", "english subtitles", "en-", "en--us", "d'oh", "éng",
        "en-ninechars",
        "1", "12", "en us", "klingonese", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "x-custom",
    ])
    func whatIsNoTagIsNone(written: String) {
        #expect(TrackLanguage.tag(written) == nil)
    }

    @Test func everyCodeOfTwoLettersStandsForItself() {
        let short = LanguageTable.tags.filter { $0.key.utf8.count == 2 && $0.key == $0.value }
        #expect(short.count == 183)
        let long = LanguageTable.tags.filter { $0.key.utf8.count == 3 && $0.value.utf8.count == 2 }
        #expect(Set(long.values).isSuperset(of: Set(short.keys)), "each has a code of three letters")
    }
}
