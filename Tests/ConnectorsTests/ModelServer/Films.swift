import Domain

extension Title {
    /// A film with some facts.
    static func film(_ name: String = "Solaris", _ change: (inout TitleMetadata) -> Void = { _ in }) -> Title {
        var metadata = TitleMetadata(title: name)
        metadata.year = 1972
        metadata.genres = ["Drama", "Science Fiction"]
        metadata.keywords = ["grief", "space station"]
        metadata.overview = "A psychologist visits a station\nabove an ocean."
        change(&metadata)
        let identity = TitleIdentity(
            id: TitleID(1), uuid: "00000000-0000-4000-8000-000000000001", kind: .movie, imdbID: nil, tmdbID: nil)
        return Title(identity: identity, state: .known, metadata: metadata, provenance: Provenance(), revision: 1)
    }
}

extension WrittenFacets {
    /// What the model server's chat model says.
    static let usual = WrittenFacets(mood: "hushed, tender", themes: "memory and loss")
}
