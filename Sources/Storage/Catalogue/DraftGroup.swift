import Domain

/// What several sources say of one title, weakest first, and what is known of it besides.
struct DraftGroup {
    let kind: TitleKind
    /// With names as the vocabulary has them.
    var drafts: [SourcedDraft]
    /// The title that it was before, unless their ids say otherwise.
    var known: TitleID?
    /// Fields that are locked afterwards; the drafts themselves may still change them.
    var locked: Set<MetadataField> = []
    /// The kind was seen, not guessed: a known title of another kind is another title, whatever its ids.
    var isKindSure = false

    var imdbID: IMDbID? { drafts.last { $0.draft.imdbID != nil }?.draft.imdbID }
    var tmdbID: Int? { drafts.last { $0.draft.tmdbID != nil }?.draft.tmdbID }
    var hasID: Bool { imdbID != nil || tmdbID != nil }
    var hasFacets: Bool { drafts.contains { !$0.draft.facets.isEmpty } }

    /// The names and years under which the title may be stored, those of the strongest source first.
    var names: [(title: String, year: Int?)] {
        let year = drafts.last { $0.draft.metadata.year != nil }?.draft.metadata.year
        return drafts.reversed().map { ($0.draft.metadata.title, $0.draft.metadata.year ?? year) }
            .filter { !$0.title.isEmpty }
    }

    func cleaned(_ vocabulary: inout Vocabulary) -> DraftGroup {
        var group = self
        group.drafts = drafts.map { SourcedDraft(source: $0.source, draft: $0.draft.cleaned(&vocabulary)) }
        return group
    }
}
