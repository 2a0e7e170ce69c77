import Basics
import Domain

/// What follows from Trakt's answer to an errand.
extension TraktErrandReport {
    private static let backoff = Backoff(
        firstSeconds: SynchronisationLimits.traktRetryFirstSeconds,
        secondsMax: SynchronisationLimits.traktRetrySecondsMax)

    /// Titles that Trakt does not know are done as well: telling them again would not help.
    init(_ errand: TraktErrand, beganAt: Instant, at now: Instant) {
        self.init(beganAt: beganAt, nextAt: now.adding(seconds: SynchronisationLimits.traktPaceSeconds))
        done = errand.wishes
    }

    /// `random` is in 0..<1.
    init(_ errand: TraktErrand, _ error: any Error, beganAt: Instant, at now: Instant, random: Double) {
        let pace = now.adding(seconds: SynchronisationLimits.traktPaceSeconds)
        self.init(beganAt: beganAt, nextAt: pace)
        let attempt = (errand.wishes.map(\.attempts).max() ?? 0) + 1
        let later = now.adding(seconds: Self.backoff.seconds(attempt: attempt, random: random))
        let wishes = errand.wishes
        switch error {
        case is CancellationError:
            nextAt = now
        case TraktFailure.rateLimited(let seconds):
            nextAt = now.adding(seconds: seconds)
            giveUp(wishes.filter { $0.isOld(at: now) }, error)
        case let refusal as TraktRefusal where refusal.concernsOne && wishes.count > 1:
            // One of them is to blame, and each by itself tells which.
            again = wishes
            isAlone = true
        case let refusal as TraktRefusal:
            giveUp(wishes, refusal.failure)
        case TraktFailure.reconnect, TraktFailure.notConnected, TraktFailure.notConfigured:
            // The wishes wait for the user or the administrator.
            nextAt = later
        default:
            again = wishes.filter { !$0.isOld(at: now) }
            (againAt, nextAt) = (later, later)
            giveUp(wishes.filter { $0.isOld(at: now) }, error)
        }
    }

    private mutating func giveUp(_ wishes: [TraktWish], _ error: any Error) {
        guard !wishes.isEmpty else { return }
        dropped = wishes
        let reason = (error as? TraktFailure)?.description ?? "This server could not send them"
        problem = "\(wishes.count == 1 ? "A rating" : "\(wishes.count) ratings") did not get to Trakt: \(reason)"
    }
}

/// That Trakt does not take what it was told, and will not take it later.
struct TraktRefusal: Error {
    let failure: TraktFailure
    /// Whether a title of the request is to blame, and not the account.
    let concernsOne: Bool

    /// Nil for failures that may pass, or that somebody can do something about.
    init?(_ failure: TraktFailure) {
        switch failure {
        case .accountLimit, .accountLocked, .membersOnly: concernsOne = false
        case .rejected: concernsOne = true
        default: return nil
        }
        self.failure = failure
    }
}

extension TraktWish {
    /// Whether it has been told in vain for long enough.
    fileprivate func isOld(at now: Instant) -> Bool {
        now.seconds(since: wishedAt) >= SynchronisationLimits.traktWishSecondsMax
    }
}
