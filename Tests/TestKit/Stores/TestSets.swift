package import Basics
package import Domain

extension SetChange {
    /// A change of a test, with room for `sizeMax` films.
    package static func test(
        _ user: UserID, etag: String = "e", at moment: Instant = .test(0), sizeMax: Int = 10_000,
        enrichment: NewJob? = nil
    ) -> SetChange {
        SetChange(user: user, etag: etag, at: moment, sizeMax: sizeMax, enrichment: enrichment)
    }
}

extension OwnedSetStore {
    /// Adds ids as a client without idempotency key does; returns how many were new.
    @discardableResult
    package func add(_ ids: [IMDbID], to user: UserID, etag: String, at moment: Instant) async throws -> Int {
        try await add(ids, with: .test(user, etag: etag, at: moment), once: nil).outcome.verdicts
            .count { $0 == .accepted }
    }
}

extension OnceResult {
    /// What was done; throws `NotDone` when the request only repeated an earlier one.
    package var outcome: Outcome {
        get throws {
            guard case .done(let outcome, _) = self else { throw NotDone() }
            return outcome
        }
    }

    package var repeatedAnswer: KeptAnswer? {
        if case .repeated(let answer) = self { answer } else { nil }
    }
}

package struct NotDone: Error {}
