import Foundation

/// What the title of a chapter says about it.
enum ChapterTitle {
    enum Meaning: Equatable {
        case intro
        case credits
        case neither
    }

    /// Compares whole words, without case, accents and punctuation.
    ///
    /// Phrases that can hardly mean anything else count anywhere in a title. Words of everyday language count only
    /// when they are the whole title, apart from a number: `Ending 2` is, `The Ending of Time` is not.
    static func meaning(of title: String) -> Meaning {
        let words = words(of: title)
        let text = " " + words.joined(separator: " ") + " "
        func says(_ phrases: [String]) -> Bool { phrases.contains { text.contains(" \($0) ") } }
        let bare = bare(words)
        if says(neither) { return .neither }
        // Before the credits, because "opening credits" are an intro.
        if says(introPhrases) || introWords.contains(bare) { return .intro }
        if says(creditsPhrases) || creditsWords.contains(bare) {
            return says(openingWords) ? .intro : .credits
        }
        return .neither
    }

    private static func words(of title: String) -> [String] {
        let folded = String(title.prefix(LocalMediaLimits.probeTextCharactersMax))
            .folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil).lowercased()
        return folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// Without what only counts chapters: numbers and, before a number, the word "chapter".
    private static func bare(_ words: [String]) -> String {
        words.enumerated().filter { place, word in
            let isNumber = word.allSatisfy(\.isNumber)
            let isCounted =
                counters.contains(word) && place + 1 < words.count && words[place + 1].allSatisfy(\.isNumber)
            return !isNumber && !isCounted
        }.map(\.element).joined(separator: " ")
    }

    private static let counters: Set<String> = ["chapter", "kapitel", "chapitre"]

    private static let introPhrases = [
        "intro", "opening credits", "opening titles", "main titles", "title sequence", "vorspann", "generique de debut",
    ]

    private static let introWords: Set<String> = [
        "introduction", "opening", "theme", "op", "opening theme", "main title", "theme song",
    ]

    private static let creditsPhrases = [
        "credits", "end credits", "closing credits", "outro", "end titles", "abspann", "generique de fin",
    ]

    private static let creditsWords: Set<String> = ["ending", "closing", "ed", "ending theme", "closing theme"]

    /// With one of these, credits are those at the start.
    private static let openingWords = ["opening", "intro", "introduction"]

    /// With one of these, a chapter is part of the story or an extra, whatever else its title says. The scene behind
    /// the credits is no credits.
    private static let neither = [
        "recap", "previously on", "preview", "prologue", "cold open", "avant", "scene", "post credits", "post credit",
        "after credits", "after the credits", "mid credits", "mid credit", "pre credits", "before the credits",
    ]
}
