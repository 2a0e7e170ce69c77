import Domain
import Synchronization
import TestKit

/// A provider whose answers a test writes down; it does not know any other id.
final class ScriptedProvider: TitleProvider {
    private struct State {
        var answers: [String: MetadataLookup] = [:]
        var candidates: [TitleQuery: [TitleCandidate]] = [:]
        var episodes: [Int: [ProvidedEpisode]] = [:]
        var failure: MetadataFailure?
        var seasonFailure: MetadataFailure?
        var searched: [TitleQuery] = []
        var seasons: [Int] = []
        var always: MetadataLookup?
        var asked: [String] = []
    }

    let name = "scripted"
    let source = FieldSource.tmdb
    /// Where tests hold questions back.
    let gate = RequestGate()
    private let state = Mutex(State())

    /// The IMDb ids in the order of the questions.
    var asked: [String] { state.withLock { $0.asked } }

    /// What was searched for, in the order of the questions.
    var searched: [TitleQuery] { state.withLock { $0.searched } }

    /// The seasons that were asked for, in the order of the questions.
    var seasons: [Int] { state.withLock { $0.seasons } }

    /// What a search finds; any other finds nothing.
    func find(_ query: TitleQuery, _ candidates: TitleCandidate...) {
        state.withLock { $0.candidates[query] = candidates }
    }

    /// Adds episodes of whatever series.
    func list(_ episodes: ProvidedEpisode...) {
        state.withLock { state in
            for episode in episodes { state.episodes[episode.season, default: []].append(episode) }
        }
    }

    /// Searches and lists of episodes fail from now on; nil ends that.
    func failLists(_ failure: MetadataFailure?) {
        state.withLock { $0.failure = failure }
    }

    /// The same for lists of episodes alone.
    func failSeasons(_ failure: MetadataFailure?) {
        state.withLock { $0.seasonFailure = failure }
    }

    func find(_ query: TitleQuery, _ urgency: RequestUrgency) async throws -> [TitleCandidate] {
        try state.withLock { state in
            state.searched.append(query)
            if let failure = state.failure { throw failure }
            return state.candidates[query] ?? []
        }
    }

    func episodes(
        ofSeries id: Int, season: Int, _ urgency: RequestUrgency
    ) async throws -> [ProvidedEpisode] {
        try state.withLock { state in
            state.seasons.append(season)
            if let failure = state.failure ?? state.seasonFailure { throw failure }
            return state.episodes[season] ?? []
        }
    }

    func answer(_ id: String, _ lookup: MetadataLookup) {
        state.withLock { $0.answers[id] = lookup }
    }

    func answerAlways(_ lookup: MetadataLookup?) {
        state.withLock { $0.always = lookup }
    }

    func lookUp(_ reference: TitleReference, _ urgency: RequestUrgency) async throws -> MetadataLookup {
        await gate.pass()
        try Task.checkCancellation()
        return state.withLock { state in
            let id = reference.imdbID?.rawValue ?? reference.tmdbID.map { "tmdb\($0)" } ?? ""
            state.asked.append(id)
            return state.always ?? state.answers[id] ?? .unknown
        }
    }
}

extension MetadataLookup {
    /// A film of this id and name.
    static func film(_ id: String, _ name: String, _ change: (inout TitleMetadata) -> Void = { _ in }) -> Self {
        .found(.film(name, year: 1999, imdb: id, change))
    }

    static let outage = Self.failed(MetadataFailure("The service is down", concernsService: true))
    static let odd = Self.failed(MetadataFailure("This answer is odd", concernsService: false))
}
