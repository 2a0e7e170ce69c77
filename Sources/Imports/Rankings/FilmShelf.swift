package import Basics
package import Catalogue
package import Domain

/// A film of the catalogue, and whether it is new there.
package struct ShelvedFilm: Sendable, Hashable {
    package let film: Title
    /// When it came into the catalogue.
    package let createdAt: Instant
    package let isNew: Bool
}

/// Films that people name themselves: found in the catalogue, or added to it without a file.
package struct FilmShelf: Sendable {
    private let imports: any ImportStore
    private let rankings: any RankingStore
    private let matcher: FilmMatcher
    private let enrichment: Enrichment
    private let world: World

    package init(
        imports: any ImportStore, rankings: any RankingStore, matcher: FilmMatcher, enrichment: Enrichment, world: World
    ) {
        self.imports = imports
        self.rankings = rankings
        self.matcher = matcher
        self.enrichment = enrichment
        self.world = world
    }

    /// Films of that name, the exact ones first. Throws `MetadataFailure`.
    package func search(_ text: String, year: Int?) async throws -> [ImportMatch] {
        try await matcher.search(text, year: year)
    }

    /// The film that somebody describes, added where the catalogue does not have it.
    ///
    /// The catalogue belongs to all: of a film with an id the catalogue or the provider tells, and what the person
    /// says counts only while the provider cannot be asked. Throws `FilmError.unknownToProvider`.
    package func put(_ wish: ImportMatch) async throws -> ShelvedFilm {
        guard let id = wish.tmdbID else { return try await shelve(wish.draft, isComplete: false) }
        if let film = try await rankings.film(tmdbID: id) { return try await shelved(film, isNew: false) }
        switch try await matcher.film(tmdbID: id, .interactive) {
        case .found(_, let draft): return try await shelve(draft, isComplete: true)
        case .unknown: throw FilmError.unknownToProvider
        case .unavailable: return try await shelve(wish.draft, isComplete: false)
        }
    }

    private func shelve(_ draft: TitleDraft, isComplete: Bool) async throws -> ShelvedFilm {
        let (film, isNew) = try await imports.film(for: draft, isComplete: isComplete, at: world.now())
        if isNew, !isComplete, enrichment.isConfigured {
            // The film is stored by now; should the queue not take the job, the next sweep asks for it.
            _ = try? await enrichment.request()
        }
        return try await shelved(film, isNew: isNew)
    }

    private func shelved(_ film: Title, isNew: Bool) async throws -> ShelvedFilm {
        let createdAt = try await rankings.createdAt(of: film.id) ?? world.now()
        return ShelvedFilm(film: film, createdAt: createdAt, isNew: isNew)
    }
}
