import Basics
import Domain
import Jobs

/// What a provider knows of a film that somebody adds, as far as it says so soon enough.
struct FilmDetails: Sendable {
    let matcher: FilmMatcher
    let names: any FilmNameStore
    let patience: Patience

    /// What is known of a film, and whether that is all that a provider knows.
    struct Known: Sendable {
        let draft: TitleDraft
        let isComplete: Bool
    }

    /// A film that the catalogue knows well is not asked about, and neither is one without the provider's id.
    func known(of match: ImportMatch) async throws -> Known {
        let standard = Known(draft: match.draft, isComplete: false)
        guard matcher.hasProvider, let id = match.tmdbID, match.runtimeMinutes == nil else { return standard }
        let stored = try await names.films(imdbIDs: [], tmdbIDs: [id])
        guard stored.allSatisfy({ $0.runtimeMinutes == nil }) else { return standard }
        return await answer(id) ?? standard
    }

    /// A provider that does not answer is no reason not to add a film: it is asked again later.
    private func answer(_ id: Int) async -> Known? {
        await patience.answer { [matcher] in
            guard case .found(_, let draft) = try? await matcher.film(tmdbID: id, .interactive) else { return nil }
            return Known(draft: draft, isComplete: true)
        }
    }
}

extension ImportDesk {
    var details: FilmDetails {
        FilmDetails(
            matcher: matcher, names: stores.names,
            patience: Patience(seconds: ImportsLimits.detailSeconds) { [sleeper = work.sleeper] in
                try await sleeper(seconds: $0)
            })
    }
}
