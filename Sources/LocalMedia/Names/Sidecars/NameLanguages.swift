/// The languages that names of subtitles state, and the flags beside them.
enum NameLanguages {
    enum Flag { case `default`, forced, sdh, hi }

    static let flags: [ShortWord: Flag] = {
        let list: [(String, Flag)] = [
            ("default", .default), ("forced", .forced), ("foreign", .forced), ("sdh", .sdh), ("cc", .sdh), ("hi", .hi),
        ]
        var flags: [ShortWord: Flag] = [:]
        for (word, flag) in list {
            if let key = ShortWord(word) { flags[key] = flag }
        }
        return flags
    }()

    /// The BCP 47 tag of a code or an English name in lower case.
    static func tag(_ word: ShortWord) -> String? { tags[word] }

    /// Words that narrow a language, with the subtag that says the same.
    static let regions: [ShortWord: String] = {
        let list = [
            ("brazilian", "BR"), ("brazil", "BR"), ("simplified", "Hans"), ("traditional", "Hant"),
            ("canadian", "CA"), ("castilian", "ES"), ("british", "GB"), ("american", "US"), ("latin", "419"),
        ]
        var regions: [ShortWord: String] = [:]
        for (word, subtag) in list {
            if let key = ShortWord(word) { regions[key] = subtag }
        }
        return regions
    }()

    /// The tag that "pt-BR", "zh_Hans" or "eng-US" stands for, in its usual case.
    static func subtags(_ low: [UInt8], _ range: Range<Int>) -> String? {
        let parts = low[range].split(omittingEmptySubsequences: false) { $0 == NameBytes.dash || $0 == 0x5F }
        guard (2...3).contains(parts.count), let first = parts.first, (2...3).contains(first.count),
            let language = ShortWord(low, first.startIndex..<first.endIndex).flatMap({ tags[$0] }),
            !language.utf8.contains(NameBytes.dash)
        else { return nil }
        var tag = language
        for part in parts.dropFirst() {
            let isFlag = ShortWord(low, part.startIndex..<part.endIndex).map { flags[$0] != nil } ?? false
            guard !isFlag, let subtag = subtag(part) else { return nil }
            tag += "-" + subtag
        }
        return tag
    }

    /// A script or a region.
    private static func subtag(_ part: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: part, as: UTF8.self)
        if part.count == 3, part.allSatisfy(NameBytes.isDigit) { return text }
        guard part.allSatisfy(NameBytes.isLetter) else { return nil }
        if part.count == 2 { return text.uppercased() }
        return part.count == 4 && scripts.contains(text) ? text.prefix(1).uppercased() + text.dropFirst() : nil
    }

    private static let scripts: Set<String> = ["hans", "hant", "latn", "cyrl", "arab", "hira", "kana", "deva"]

    private static let tags: [ShortWord: String] = {
        var tags: [ShortWord: String] = [:]
        for entry in NameLanguageTable.entries.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
            let words = entry.split(separator: " ")
            guard let tag = words.first else { continue }
            for word in words {
                if let key = ShortWord(word.lowercased()) { tags[key] = String(tag) }
            }
        }
        return tags
    }()
}
