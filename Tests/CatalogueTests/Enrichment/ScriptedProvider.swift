import Domain
import Synchronization
import TestKit

/// A provider whose answers a test writes down; it does not know any other id.
final class ScriptedProvider: MetadataProvider {
    private struct State {
        var answers: [String: MetadataLookup] = [:]
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
            let id = reference.imdbID?.rawValue ?? ""
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
