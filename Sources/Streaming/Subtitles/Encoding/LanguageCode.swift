/// Names of languages, as far as they tell which encodings to expect.
enum LanguageCode {
    /// The two letters of ISO 639-1 for "pt-BR", "por", "POR" and the like; other codes in small letters as they are.
    static func primary(_ tag: String) -> String {
        let code = tag.lowercased().prefix { $0 != "-" && $0 != "_" }
        return shortCodes[String(code)] ?? String(code)
    }

    /// The codes of ISO 639-2 and outdated or regional ones.
    private static let shortCodes: [String: String] = [
        "alb": "sq", "ara": "ar", "baq": "eu", "bel": "be", "bos": "hr", "bs": "hr", "bul": "bg", "cat": "ca",
        "ces": "cs", "chi": "zh", "cmn": "zh", "cze": "cs", "dan": "da", "deu": "de", "dut": "nl", "ell": "el",
        "eng": "en", "est": "et", "fas": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "glg": "pt",
        "gl": "pt", "gre": "el", "heb": "he", "hrv": "hr", "hun": "hu", "ice": "is", "isl": "is", "ita": "it",
        "iw": "he", "jpn": "ja", "kor": "ko", "lav": "lv", "lit": "lt", "mac": "mk", "mkd": "mk", "mo": "ro",
        "nb": "no", "nld": "nl", "nn": "no", "nno": "no", "nob": "no", "nor": "no", "per": "fa", "pol": "pl",
        "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl", "spa": "es",
        "sqi": "sq", "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "urd": "ur", "yue": "zh",
        "zho": "zh",
    ]
}
