import Foundation
import Search

/// Whether what a language model says of a pick can be shown: short, and with no name or number that was not among the
/// facts.
struct ExplanationCheck {
    /// The words of the facts, folded.
    private let words: Set<String>
    private let facts: String
    /// Folded names of titles that the text is not about.
    private let others: [String]

    private static let markup = ["{", "}", "<", ">", "```", "http", "index", "explanation"]
    private static let sentenceEnds: Set<Character> = [".", "!", "?", ":"]

    init(facts: [String], others: [String]) {
        self.facts = " " + TextFolding.folded(facts.joined(separator: " ")) + " "
        words = Set(TextFolding.words(of: facts.joined(separator: " ")))
        self.others = others.map { " " + TextFolding.folded($0) + " " }.filter { $0.count > 2 }
    }

    /// The text in one line; nil for one that cannot be shown.
    func usable(_ text: String) -> String? {
        let text = text.oneLine
        guard RunLimits.explanationCharacters.contains(text.count),
            !Self.markup.contains(where: { text.lowercased().contains($0) }), namesOnlyFacts(text),
            !namesAnother(text)
        else { return nil }
        return text
    }

    /// Numbers anywhere, and capitals that are not due to the beginning of a sentence, stand for something.
    private func namesOnlyFacts(_ text: String) -> Bool {
        let tokens = text.split(separator: " ")
        var begins = true
        for (place, token) in tokens.enumerated() {
            let isName = Self.isCapital(token)
            let nextIsName = place + 1 < tokens.count && Self.isCapital(tokens[place + 1])
            let isTelling = token.contains(where: \.isNumber) || isName && (!begins || nextIsName)
            if isTelling, !TextFolding.words(of: Self.withoutGenitive(token)).allSatisfy(isKnown) { return false }
            begins = token.last.map { Self.sentenceEnds.contains($0) } ?? false
        }
        return true
    }

    private func isKnown(_ word: String) -> Bool { words.contains(word) || Self.ordinary.contains(word) }

    private func namesAnother(_ text: String) -> Bool {
        let folded = " " + TextFolding.folded(text) + " "
        // A short name is a word of its own right.
        return others.contains { $0.count > Self.nameCharactersMin && folded.contains($0) && !facts.contains($0) }
    }

    /// Words that are written with a capital anywhere, and say nothing.
    private static let ordinary: Set<String> = ["i", "you", "your", "youll", "youve", "the", "a", "an", "and", "if"]
    /// With the blanks around it.
    private static let nameCharactersMin = 6

    private static func isCapital(_ token: Substring) -> Bool {
        token.first { $0.isLetter || $0.isNumber }?.isUppercase ?? false
    }

    private static func withoutGenitive(_ token: Substring) -> Substring {
        let bare = token.drop { !$0.isLetter && !$0.isNumber }
        for ending in ["'s", "\u{2019}s"] {
            if let end = bare.range(of: ending, options: .backwards) { return bare[..<end.lowerBound] }
        }
        return bare
    }
}
