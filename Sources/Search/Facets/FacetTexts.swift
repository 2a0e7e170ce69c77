import Domain

/// The texts that are composed from a title's metadata and its zero-shot tags.
///
/// Measured on 100 judged queries over 3,536 films (NDCG@10 / recall@50 of the search API's formula): plot from the
/// overview alone .107/.288; plot from everything that is known .129/.310, with genres beside the moods and keywords
/// beside the themes and genres. See `Documentation/decisions/0004-facet-texts.md`.
struct FacetTexts {
    let all: [Facet: String]

    init(_ metadata: TitleMetadata, tags: ZeroShotTagger.Tags) {
        let genres = metadata.genres.joined(separator: ", ")
        all = [
            .plot: Self.everything(metadata),
            .mood: Self.sentences([tags.moods.joined(separator: ", "), genres]),
            .themes: (tags.themes + metadata.keywords).joined(separator: ", "),
            .genre: (metadata.genres + metadata.keywords).joined(separator: ", "),
        ]
    }

    /// Everything in one text, the overview last, where a model with a limit cuts first.
    static func everything(_ metadata: TitleMetadata) -> String {
        sentences([
            metadata.title, metadata.tagline ?? "", metadata.genres.joined(separator: ", "),
            metadata.keywords.joined(separator: ", "), metadata.overview ?? "",
        ])
    }

    private static func sentences(_ parts: [String]) -> String {
        parts.filter { !$0.isEmpty }.joined(separator: ". ")
    }
}
