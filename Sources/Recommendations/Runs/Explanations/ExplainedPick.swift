import Domain

/// A picked title with what speaks for it, by names.
struct ExplainedPick: Sendable {
    let id: TitleID
    let name: String
    /// What a language model is told of it, in one line.
    let facts: String
    /// What is said without a language model.
    let localText: String

    /// Nil for a title that is gone by now.
    init?(_ scored: ScoredTitle, _ titles: [TitleID: Title], _ items: ItemsOfKind) {
        guard let title = titles[scored.title]?.metadata else { return nil }
        id = scored.title
        name = title.title
        facts = Self.facts(of: title, scored, titles)
        localText = LocalExplanation(items.catalogue.explanationFacts(of: scored)).text
    }

    private static func facts(of title: TitleMetadata, _ scored: ScoredTitle, _ titles: [TitleID: Title]) -> String {
        let near = scored.evidence.compactMap { evidence in
            titles[evidence.title].map { near in
                let percent = Int((evidence.similarity * 100).rounded())
                return "\(near.metadata.title.oneLine) (\(percent) % alike, \(evidence.kind.words))"
            }
        }
        let overview = (title.overview ?? "").prefix(RunLimits.overviewCharacters).oneLine
        let year = title.year.map { " (\($0))" } ?? ""
        let parts: [(label: String, value: String)] = [
            ("", title.title.oneLine + year),
            ("Genres: ", title.genres.map(\.oneLine).joined(separator: ", ")),
            ("Directed by: ", title.directors.prefix(2).map(\.oneLine).joined(separator: ", ")),
            ("With: ", title.cast.prefix(3).map(\.oneLine).joined(separator: ", ")),
            ("Near to: ", near.joined(separator: "; ")), ("Story: ", overview),
        ]
        return parts.filter { !$0.value.isEmpty }.map { $0.label + $0.value }.joined(separator: " | ")
    }
}

extension Evidence.Kind {
    fileprivate var words: String {
        switch self {
        case .favourite: "a favourite of theirs"
        case .highlyRated: "which they think much of"
        case .watched: "which they watched"
        }
    }
}
