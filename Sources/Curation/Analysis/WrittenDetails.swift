import Domain

/// Details that a language model wrote.
enum WrittenDetails {
    /// Whether the scene may get some.
    static func areWanted(by scene: SceneFacts) -> Bool {
        MarkupText.collapsed(scene.details ?? "").count < CurationLimits.shortDetailsCharacters
    }

    /// The text as it may be proposed, without markup and of whole sentences; nil for one with an address, without
    /// words, or that says what the scene's details say already.
    static func usable(_ text: String, for scene: SceneFacts) -> String? {
        let plain = MarkupText.cleaned(text) ?? MarkupText.collapsed(text)
        let lower = plain.lowercased()
        guard plain.contains(where: \.isLetter), !["://", "www.", "<", ">"].contains(where: lower.contains),
            let sentences = shortened(plain)
        else { return nil }
        return areAlike(sentences, scene.details ?? "") ? nil : sentences
    }

    /// Cut behind the last sentence that fits.
    private static func shortened(_ text: String) -> String? {
        let start = text.prefix(CurationLimits.writtenDetailsCharactersMax)
        if start.endIndex == text.endIndex { return text }
        let end = start.indices.last { place in
            ".!?…。！？".contains(text[place]) && text[text.index(after: place)].isWhitespace
        }
        return end.map { String(text[...$0]) }
    }

    /// By the words that both have, of all words that one of them has.
    private static func areAlike(_ left: String, _ right: String) -> Bool {
        let (left, right) = (words(left), words(right))
        let all = left.union(right).count
        return all > 0 && Double(left.intersection(right).count) >= Double(all) * CurationLimits.sameWordsPart
    }

    private static func words(_ text: String) -> Set<String> {
        let line = FoldedText(text).plain
        return Set(line.words.map { String(decoding: line.bytes[$0], as: UTF8.self) })
    }
}
