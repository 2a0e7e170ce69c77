/// What the name of a subtitle says behind that of its video: ".Commentary.pt-BR.forced".
package struct SubtitleName: Sendable, Hashable {
    /// A BCP 47 tag; nil if the name states no language.
    package private(set) var language: String?
    package private(set) var title: String?
    package private(set) var isForced = false
    package private(set) var isSDH = false
    package private(set) var isDefault = false

    /// `tokens` is what stands between the video's name and the extension.
    package init(_ tokens: String) {
        self.init(NameText(tokens)[...])
    }

    init(_ text: NameText.Part) {
        var pieces = SubtitleName.pieces(text)
        var reader = Reader()
        while let piece = pieces.last, reader.take(piece, of: text.text) { pieces.removeLast() }
        // "en.Commentary": a language may stand in front of the title, too.
        while let piece = pieces.first, reader.take(piece, of: text.text) { pieces.removeFirst() }
        reader.settle()
        language = reader.language
        isForced = reader.isForced
        isSDH = reader.isSDH
        isDefault = reader.isDefault
        guard let first = pieces.first, let last = pieces.last else { return }
        let range = first.lowerBound..<last.upperBound
        let title = text.text.title(range, keepsDots: text.text.hasSpaces(range))
        self.title = title.isEmpty ? nil : title
    }

    mutating func dropTitle() { title = nil }

    /// The words between dots; a piece that is not a tag of a language is cut at dashes, underscores and blanks, too.
    private static func pieces(_ text: NameText.Part) -> [Range<Int>] {
        let low = text.text.low
        var pieces: [Range<Int>] = []
        for piece in ranges(low, text.range, { $0 == NameBytes.dot || NameBytes.isBlank($0) || isBracket($0) }) {
            if Reader.isWhole(low, piece) {
                pieces.append(piece)
            } else {
                pieces += joined(low, ranges(low, piece) { isJoint($0) || $0 == 0x2B || $0 == 0x2C })
            }
        }
        return pieces
    }

    /// Puts the parts of a tag together again, as "pt" and "BR" of "-pt-BR-forced".
    private static func joined(_ low: [UInt8], _ parts: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        var index = 0
        while index < parts.count {
            let longest = [2, 1].first { further in
                guard index + further < parts.count else { return false }
                let tag = parts[index].lowerBound..<parts[index + further].upperBound
                return NameLanguages.subtags(low, tag) != nil
            }
            let last = index + (longest ?? 0)
            joined.append(parts[index].lowerBound..<parts[last].upperBound)
            index = last + 1
        }
        return joined
    }

    private static func isJoint(_ byte: UInt8) -> Bool { byte == NameBytes.dash || byte == 0x5F }

    private static func isBracket(_ byte: UInt8) -> Bool { NameBytes.isOpener(byte) || NameBytes.isCloser(byte) }

    private static func ranges(
        _ low: [UInt8], _ range: Range<Int>, _ isCut: (UInt8) -> Bool
    ) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where isCut(low[index]) {
            if index > start { ranges.append(start..<index) }
            start = index + 1
        }
        if range.upperBound > start { ranges.append(start..<range.upperBound) }
        return ranges
    }

    /// Gathers what single words say.
    private struct Reader {
        var language: String?
        var isForced = false
        var isSDH = false
        var isDefault = false
        /// "hi" is Hindi, or the flag where another word states the language.
        private var hasHI = false
        private var region: String?

        static func isWhole(_ low: [UInt8], _ piece: Range<Int>) -> Bool {
            ShortWord(low, piece).map { NameLanguages.tag($0) != nil } == true
                || NameLanguages.subtags(low, piece) != nil
        }

        /// Whether the word is known and fits what was read before.
        mutating func take(_ piece: Range<Int>, of text: NameText) -> Bool {
            guard let word = ShortWord(text.low, piece) else { return takeTag(piece, text) }
            switch NameLanguages.flags[word] {
            case .default: isDefault = true
            case .forced: isForced = true
            case .sdh: isSDH = true
            case .hi where hasHI && language == nil: language = "hi"
            case .hi where hasHI: return false
            case .hi: hasHI = true
            case nil: return takeLanguage(word) || takeRegion(word) || takeTag(piece, text)
            }
            return true
        }

        /// Decides what "hi" was.
        mutating func settle() {
            if hasHI, language == nil { language = "hi" } else if hasHI { isSDH = true }
            guard let region, let language, !language.utf8.contains(NameBytes.dash) else { return }
            self.language = language + "-" + region
        }

        private mutating func takeLanguage(_ word: ShortWord) -> Bool {
            guard language == nil, let tag = NameLanguages.tag(word) else { return false }
            // "und" says that the language is unknown, which is no language.
            language = tag == "und" ? nil : tag
            return true
        }

        /// "brazilian" beside "portuguese", "simplified" beside "chinese".
        private mutating func takeRegion(_ word: ShortWord) -> Bool {
            guard let found = NameLanguages.regions[word] else { return false }
            // "Latin American" is read from the right.
            guard region == nil || region == "US" && found == "419" else { return false }
            region = found
            return true
        }

        private mutating func takeTag(_ piece: Range<Int>, _ text: NameText) -> Bool {
            guard language == nil, let tag = NameLanguages.subtags(text.low, piece) else { return false }
            language = tag
            return true
        }
    }
}

extension NameText {
    /// A stretch of a name.
    struct Part {
        let text: NameText
        let range: Range<Int>
    }

    subscript(_ all: UnboundedRange) -> Part { Part(text: self, range: 0..<count) }

    subscript(_ range: Range<Int>) -> Part { Part(text: self, range: range) }
}
