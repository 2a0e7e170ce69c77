/// Languages of audio and subtitle tracks.
enum TrackLanguage {
    /// The BCP 47 tag for what a file says: `eng` and `English` become `en`, `ger` `de`, and `pt_br` `pt-BR`.
    ///
    /// Languages with no code of two letters keep the one of three. Nil for `und` and for what is no language tag.
    static func tag(_ text: String) -> String? {
        guard text.utf8.count <= LocalMediaLimits.languageTagCharactersMax else { return nil }
        let parts = text.lowercased().split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }.map(
            String.init)
        guard let first = parts.first, parts.allSatisfy(isSubtag) else { return nil }
        guard let language = primary(first) else { return nil }
        // A replacement that brings its own region is complete.
        guard !language.contains("-") else { return language }
        return ([language] + parts.dropFirst().enumerated().map { subtag($0.element, at: $0.offset) })
            .joined(separator: "-")
    }

    private static func primary(_ code: String) -> String? {
        if unknown.contains(code) { return nil }
        if let known = LanguageTable.tags[code] { return known }
        return (2...3).contains(code.utf8.count) && code.utf8.allSatisfy { (97...122).contains($0) } ? code : nil
    }

    /// Scripts are written `Hans`, regions `BR`, everything else in lower case.
    private static func subtag(_ text: String, at place: Int) -> String {
        let isLetters = text.utf8.allSatisfy { (97...122).contains($0) }
        if text.utf8.count == 4, isLetters, place == 0 { return text.prefix(1).uppercased() + text.dropFirst() }
        return text.utf8.count == 2 && isLetters && place <= 1 ? text.uppercased() : text
    }

    private static func isSubtag(_ text: String) -> Bool {
        (1...8).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
            || LanguageTable.tags[text] != nil
    }

    private static let unknown: Set<String> = ["und", "unk", "unknown", "undetermined", "mis", "none"]
}
