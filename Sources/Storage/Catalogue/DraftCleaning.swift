import Domain

extension TitleDraft {
    /// The draft as it can be stored on both drivers and compared with what is stored: no NUL, no empty texts, names
    /// as the vocabulary spells them.
    func cleaned(_ vocabulary: inout Vocabulary) -> TitleDraft {
        var draft = self
        let texts: [WritableKeyPath<TitleMetadata, String?>] = [
            \.originalTitle, \.releaseDate, \.overview, \.tagline, \.contentRating, \.posterPath,
        ]
        for text in texts {
            draft.metadata[keyPath: text] = metadata[keyPath: text].map(Folding.storable).flatMap {
                $0.isEmpty ? nil : $0
            }
        }
        draft.metadata.title = Folding.tidied(metadata.title)
        draft.metadata.genres = vocabulary.spelled(metadata.genres, .genre)
        draft.metadata.keywords = vocabulary.spelled(metadata.keywords, .keyword)
        draft.metadata.studios = vocabulary.spelled(metadata.studios, .studio)
        draft.metadata.credits = vocabulary.spelled(metadata.credits)
        draft.metadata.countries = metadata.countries.map(Folding.storable)
        draft.metadata.languages = metadata.languages.map(Folding.storable)
        return draft
    }
}
