import Basics
import Domain
import Jobs

/// When a title is asked about again.
struct EnrichmentSchedule: Sendable {
    let world: World

    func fetch(_ item: EnrichmentItem, _ answer: TitleLookUp.Answer, at now: Instant) -> TitleFetch {
        let failures = answer.lookup.failure == nil ? 0 : item.failures + 1
        let wait =
            switch answer.lookup {
            case .found: CatalogueLimits.enrichedSeconds
            case .unknown: CatalogueLimits.unknownSeconds
            case .failed: CatalogueLimits.enrichmentRetry.seconds(attempt: failures, random: random)
            }
        var fetch = TitleFetch(
            titleID: item.titleID, lookup: answer.lookup, failures: failures, nextAttemptAt: now.adding(seconds: wait))
        (fetch.episodes, fetch.isByName, fetch.detail) = (answer.episodes, answer.isByName, answer.detail)
        return fetch
    }

    private var random: Double { Double(world.randomBytes(1).first ?? 0) / 256 }
}

/// What a run has done so far.
struct EnrichmentTally {
    private let total: Int
    private var found = 0
    private var unknown = 0
    private var failed = 0

    init(total: Int) {
        self.total = total
    }

    mutating func add(_ fetches: [TitleFetch]) {
        for fetch in fetches {
            switch fetch.lookup {
            case .found: found += 1
            case .unknown: unknown += 1
            case .failed: failed += 1
            }
        }
    }

    var summary: String { "\(found) found, \(unknown) unknown, \(failed) to be tried again" }

    /// New stubs may have come since the total was counted.
    func progress(_ message: String) -> JobProgress {
        let done = found + unknown + failed
        return JobProgress(done: done, total: max(total, done), message: message)
    }
}

extension MetadataLookup {
    var failure: MetadataFailure? {
        if case .failed(let failure) = self { failure } else { nil }
    }
}
