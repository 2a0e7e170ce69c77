package import Domain

extension Title {
    /// A stored title as a draft describes it.
    package static func test(_ id: Int32, _ draft: TitleDraft, revision: Int64 = 1) -> Title {
        Title(
            identity: TitleIdentity(
                id: TitleID(id), uuid: "00000000-0000-4000-8000-00000000000\(id % 10)", kind: draft.kind,
                imdbID: draft.imdbID, tmdbID: draft.tmdbID),
            state: .known, metadata: draft.metadata, provenance: Provenance(), revision: revision)
    }
}

extension WordDocument {
    /// The words of a film.
    package static func test(
        _ id: Int32, _ title: String, votes: Int = 0, _ change: (inout TitleMetadata) -> Void = { _ in }
    ) -> WordDocument {
        let draft = TitleDraft.film(title) { metadata in
            metadata.voteCount = votes
            change(&metadata)
        }
        return WordDocument(Title.test(id, draft))
    }
}
