/// The words by which shops tell editions of a film apart.
enum EditionWords {
    /// No phrase is longer.
    static let phraseBytesMax = 40

    /// Whether all that is written in brackets are words of editions: `4K UHD`, `dt./OV`, `English Subtitled`.
    static func areWords(_ inner: Substring) -> Bool {
        inner.split(omittingEmptySubsequences: false) { "/,|+".contains($0) }.allSatisfy(isWord)
    }

    /// Whether a text names an edition by itself: `The Final Cut`, `25th Anniversary Edition`.
    static func isPhrase(_ text: Substring) -> Bool {
        isShort(text) && isPhrase(key: key(text))
    }

    static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while text.utf8.first == UInt8(ascii: " ") { text.removeFirst() }
        while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
        return text
    }

    private static func isWord(_ text: Substring) -> Bool {
        guard isShort(text) else { return false }
        let key = key(text)
        return words.contains(key) || isPhrase(key: key) || isOfLanguage(key)
    }

    private static func isPhrase(key: String) -> Bool {
        let phrase = key.hasPrefix("the ") ? String(key.dropFirst(4)) : key
        return phrases.contains(phrase) || isAnniversary(phrase)
    }

    /// `25th anniversary`, alone or with `edition` behind it.
    private static func isAnniversary(_ phrase: String) -> Bool {
        let parts = phrase.split(separator: " ")
        guard parts.count == 2 || parts.count == 3 && parts[2] == "edition", parts[1] == "anniversary" else {
            return false
        }
        let digits = parts[0].prefix { ("0"..."9").contains($0) }
        return (1...3).contains(digits.count) && ["st", "nd", "rd", "th"].contains(parts[0].dropFirst(digits.count))
    }

    /// `english subtitled`, `brazilian portuguese version`.
    private static func isOfLanguage(_ key: String) -> Bool {
        guard let space = key.lastIndex(of: " ") else { return false }
        return languageWords.contains(String(key[key.index(after: space)...]))
            && LanguageNames.all.contains(String(key[..<space]))
    }

    private static func isShort(_ text: Substring) -> Bool { text.utf8.count <= phraseBytesMax * 2 }

    private static func key(_ text: Substring) -> String {
        String(trimmed(text).lowercased().map { $0 == "\u{2019}" ? "'" : $0 })
    }

    private static let languageWords: Set<String> = ["subtitled", "dubbed", "audio", "version"]

    private static let words: Set<String> = [
        "4k", "uhd", "4k uhd", "ultra hd", "hd", "sd", "hdr", "hdr10", "dolby vision", "imax", "imax enhanced", "3d",
        "dt.", "dt", "ov", "omu", "omeu", "original version", "subtitled", "dubbed", "bonus content",
        "plus bonus content", "plus bonus features", "with bonus content", "with bonus features", "rated", "colorized",
        "black & white",
    ]

    private static let phrases: Set<String> = [
        "director's cut", "final cut", "extended", "extended cut", "extended edition", "extended version", "theatrical",
        "theatrical cut", "theatrical version", "theatrical release", "unrated", "unrated cut", "unrated edition",
        "unrated version", "uncut", "special edition", "collector's edition", "remastered", "remastered feature",
        "digitally remastered", "restored", "anniversary edition",
    ]
}
