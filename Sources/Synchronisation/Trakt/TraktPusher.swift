package import Basics
package import Domain
package import Jobs
package import Logging

/// Tells Trakt what users think: takes their wishes from the queue, as many as fit into one request of one account, and
/// keeps Trakt's pace.
package struct TraktPusher: Sendable {
    private let store: any TraktWishStore
    private let tokens: TraktRefreshes
    private let trakt: CurrentTrakt
    private let world: World
    private let logger: Logger
    /// Unique for each process.
    private let worker: String

    package init(
        store: any TraktWishStore, tokens: TraktRefreshes, trakt: @escaping CurrentTrakt, world: World, logger: Logger
    ) {
        self.store = store
        self.tokens = tokens
        self.trakt = trakt
        self.world = world
        self.logger = logger
        worker = world.uuid()
    }

    /// Tells what there is to tell until the task is cancelled.
    package func run(sleeper: Sleeper = .live) async {
        while !Task.isCancelled {
            do {
                // What a stopping server gives back is due at once, and would be claimed again for ever.
                while !Task.isCancelled { guard try await pushOnce() else { break } }
            } catch {
                if !Task.isCancelled { logger.warning("Trakt was not told", metadata: ["error": "\(type(of: error))"]) }
            }
            do { try await sleeper(seconds: SynchronisationLimits.traktPollSeconds) } catch { return }
        }
    }

    /// Does one errand. False when there was none. Throws the store's errors.
    @discardableResult
    package func pushOnce() async throws -> Bool {
        guard let trakt = await trakt() else { return false }
        let now = world.now()
        let claim = TraktWishClaim(
            worker: worker, now: now, leaseUntil: now.adding(seconds: SynchronisationLimits.traktLeaseSeconds))
        // In a task of its own: an errand cut off after it was claimed would wait for the end of its lease.
        let claiming = Task { try await store.claimErrand(claim) }
        guard let errand = try await claiming.value else { return false }
        try await store.report(await tell(errand, to: trakt, beganAt: now), on: errand)
        return true
    }

    private func tell(_ errand: TraktErrand, to trakt: any Trakt, beganAt: Instant) async -> TraktErrandReport {
        do {
            let answer = try await tokens.use(errand.user) { token in
                do {
                    return try await send(errand, to: trakt, token)
                } catch let failure as TraktFailure {
                    // What renewing the tokens fails with is no refusal of the wishes.
                    throw TraktRefusal(failure) ?? failure as any Error
                }
            }
            note(errand, answer)
            return TraktErrandReport(errand, beganAt: beganAt, at: world.now())
        } catch {
            let random = Double(world.randomBytes(1).first ?? 0) / 256
            let report = TraktErrandReport(errand, error, beganAt: beganAt, at: world.now(), random: random)
            note(errand, report, error)
            return report
        }
    }

    private func send(
        _ errand: TraktErrand, to trakt: any Trakt, _ token: TraktToken
    ) async throws -> TraktRatingsAnswer {
        let now = world.now()
        let ratings = errand.wishes.compactMap { wish in
            wish.value.flatMap { TraktRating(wish.title, value: $0, at: min(wish.ratedAt, now)) }
        }
        if let batch = TraktBatch.batches(ratings).first { return try await trakt.rate(batch, token) }
        guard let batch = TraktBatch.batches(errand.wishes.map(\.title)).first else { return TraktRatingsAnswer() }
        return try await trakt.unrate(batch, token)
    }

    private func note(_ errand: TraktErrand, _ answer: TraktRatingsAnswer) {
        let unknown = errand.wishes.count { answer.isUnknown($0.title) }
        guard unknown > 0 else { return }
        logger.info(
            "Trakt does not know titles that were rated",
            metadata: ["user.id": "\(errand.user)", "titles": "\(unknown)"])
    }

    /// Of errors that nobody foresaw only the type, because they may hold anything.
    private static func reason(_ error: any Error) -> String {
        let failure = (error as? TraktRefusal)?.failure ?? error as? TraktFailure
        return failure?.description ?? "\(type(of: error))"
    }

    private func note(_ errand: TraktErrand, _ report: TraktErrandReport, _ error: any Error) {
        guard !(error is CancellationError) else { return }
        let metadata: Logger.Metadata = [
            "user.id": "\(errand.user)", "titles": "\(errand.wishes.count)", "given_up": "\(report.dropped.count)",
            "reason": "\(Self.reason(error))",
        ]
        if report.dropped.isEmpty {
            logger.info("Trakt did not take ratings, trying again later", metadata: metadata)
        } else {
            logger.warning("Trakt did not take ratings, which are given up", metadata: metadata)
        }
    }
}
