package import Domain

/// What can be wrong with a film that somebody names by its id.
package enum FilmError: Error, Equatable, Sendable {
    /// The provider says that there is no such film.
    case unknownToProvider
}

/// Other films than the one that was found.
extension ImportDesk {
    /// Whether there is a provider to ask, beside the catalogue.
    package var hasProvider: Bool { matcher.hasProvider }

    /// Films of that name, the exact ones first. Throws `MetadataFailure`.
    package func search(_ text: String, year: Int?) async throws -> [ImportMatch] {
        try await matcher.search(text, year: year)
    }

    /// Takes the film with this id for an undecided one, as the provider describes it.
    ///
    /// While it cannot be asked, what the session or the catalogue says is taken, and what the caller says
    /// (`fallback`) only when nobody else knows the film. Throws `FilmError.unknownToProvider` and, of `ImportError`,
    /// `indexOutOfRange` and `alreadyProcessed`.
    package func setMatch(
        _ index: Int, to tmdbID: Int, fallback: ImportMatch, in session: ImportSession
    ) async throws -> ImportItem {
        let item = try await pending(index, in: session)
        let match: ImportMatch
        switch try await matcher.film(tmdbID: tmdbID, .interactive) {
        case .found(let found, _): match = found
        case .unknown: throw FilmError.unknownToProvider
        case .unavailable: match = try await known(tmdbID, in: item) ?? fallback
        }
        return try await settle(item, on: match, at: index, in: session)
    }

    /// Takes a film for an undecided one that this server itself has found: an alternative, or a hit of a search.
    /// Throws `ImportError` as above.
    package func setMatch(_ index: Int, to match: ImportMatch, in session: ImportSession) async throws -> ImportItem {
        try await settle(pending(index, in: session), on: match, at: index, in: session)
    }

    private func pending(_ index: Int, in session: ImportSession) async throws -> ImportItem {
        let item = try await item(index, of: session)
        guard item.status == .pending else { throw ImportError.alreadyProcessed }
        return item
    }

    private func known(_ tmdbID: Int, in item: ImportItem) async throws -> ImportMatch? {
        let found = ([item.match].compactMap(\.self) + item.alternatives).first { $0.tmdbID == tmdbID }
        if let found { return found }
        return try await stores.names.films(imdbIDs: [], tmdbIDs: [tmdbID]).first
    }

    /// What a person chose is sure.
    private func settle(
        _ item: ImportItem, on match: ImportMatch, at index: Int, in session: ImportSession
    ) async throws -> ImportItem {
        let chosen = ImportItem(film: item.film, match: match, confidence: 1, quality: .high, alternatives: [])
        try await stores.imports.setMatch(chosen, at: index, in: session.id)
        return chosen
    }
}
