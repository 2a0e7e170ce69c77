import Basics
import Crypto
import Domain

/// Counts wrong passwords by address and name together, by name, and by address: one forgotten password does not lock
/// the household behind one address. All ways of signing in that use it share what was counted.
struct PasswordGuesses: Sendable {
    /// One attempt, which was counted before it was known to be wrong.
    struct Guess: Sendable {
        fileprivate let buckets: [String]
        fileprivate let moment: Instant
    }

    let windows: any RateWindows
    let world: World

    /// Counts before the work is done, so that many at once cannot slip through. Throws
    /// `AccountError.tooManyAttempts`; a refusal is not counted.
    func count(name: String, address: String) async throws -> Guess {
        let now = world.now()
        let limits = Self.limits(name: name, address: address)
        for (place, window) in limits.enumerated() {
            let decision = try await windows.hit(
                window.bucket, limit: window.limit, windowSeconds: AccountsLimits.signInWindowSeconds, at: now)
            guard decision.isAllowed else {
                for earlier in limits[..<place] { try await windows.takeBack(earlier.bucket, eventAt: now) }
                throw AccountError.tooManyAttempts(retryAfterSeconds: decision.retryAfterSeconds)
            }
        }
        return Guess(buckets: limits.map(\.bucket), moment: now)
    }

    /// It was no guess after all.
    func takeBack(_ guess: Guess) async throws {
        for bucket in guess.buckets { try await windows.takeBack(bucket, eventAt: guess.moment) }
    }

    /// It was right, so that earlier ones of the same address and name were slips.
    func forgive(_ guess: Guess) async throws {
        try await takeBack(guess)
        if let pair = guess.buckets.first { try await windows.clear(pair) }
    }

    private static func limits(name: String, address: String) -> [(bucket: String, limit: Int)] {
        let digest = Hex.encode(SHA256.hash(data: Array(name.trimmed.lowercased().utf8)))
        return [
            ("app.pair:\(address):\(digest)", AccountsLimits.wrongPasswordsOfPair),
            ("app.name:" + digest, AccountsLimits.wrongPasswordsOfName),
            ("app.address:" + address, AccountsLimits.wrongPasswordsOfAddress),
        ]
    }
}
