import Domain

/// Asks a provider about one title: by its ids, or by its name where there are none, and about the episodes of a
/// series.
struct TitleLookUp: Sendable {
    let provider: any TitleProvider
    let urgency: RequestUrgency

    /// What a provider said.
    struct Answer: Sendable {
        var lookup: MetadataLookup
        var episodes: [ProvidedEpisode] = []
        var isByName = false
        var detail = ""
    }

    /// Throws `CancellationError` only.
    func ask(_ item: EnrichmentItem) async throws -> Answer {
        var answer = try await title(item)
        guard case .found(let draft) = answer.lookup, draft.kind == .series, let id = draft.tmdbID else {
            return answer
        }
        for season in item.seasons.prefix(CatalogueLimits.seasonsAskedMax) {
            do {
                answer.episodes += try await provider.episodes(ofSeries: id, season: season, urgency)
            } catch let failure as MetadataFailure where failure.concernsService {
                // Asked for again as a whole, as soon as anything that failed.
                return Answer(lookup: .failed(failure))
            } catch is MetadataFailure {
                // One odd season is no reason to know nothing of the others.
            }
        }
        return answer
    }

    private func title(_ item: EnrichmentItem) async throws -> Answer {
        guard let name = item.name else {
            return Answer(lookup: try await provider.lookUp(item.reference, urgency))
        }
        do {
            switch try await TitleNameMatch(query: name).ask(provider, urgency) {
            case .open(let reason): return Answer(lookup: .unknown, detail: reason)
            case .found(let candidate):
                let reference = TitleReference(kind: candidate.kind, imdbID: nil, tmdbID: candidate.tmdbID)
                return Answer(
                    lookup: try await provider.lookUp(reference, urgency), isByName: true,
                    detail: "by its name, as \(candidate.metadata.title), \(provider.name) \(candidate.tmdbID)")
            }
        } catch let failure as MetadataFailure {
            return Answer(lookup: .failed(failure))
        }
    }
}
