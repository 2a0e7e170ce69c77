package import Accounts
package import Basics
import Crypto
package import Domain

/// PINs as they are stored and tried.
///
/// Four digits fall in seconds to whoever has the hash, so what is hashed slowly is a keyed hash under a secret of the
/// server; tries are counted by account over all sessions.
package struct ProfilePINs: Sendable {
    private static let secretName = "profiles.pin"
    private static let secretBytes = 32

    private let passwords: Passwords
    private let secrets: any SecretStore
    private let windows: any RateWindows
    private let world: World

    package init(passwords: Passwords, secrets: any SecretStore, windows: any RateWindows, world: World) {
        self.passwords = passwords
        self.secrets = secrets
        self.windows = windows
        self.world = world
    }

    /// Counts one try. Throws `ProfileError.tooManyAttempts`, also when the PIN would have been right.
    func attempt(by user: UserID, at moment: Instant) async throws -> RateDecision {
        let decision = try await windows.hit(
            "pin.user:\(user)", limit: ActivityLimits.pinAttempts,
            windowSeconds: ActivityLimits.pinAttemptsSeconds, at: moment)
        guard decision.isAllowed else {
            throw ProfileError.tooManyAttempts(retryAfterSeconds: decision.retryAfterSeconds)
        }
        return decision
    }

    func hash(_ pin: String) async throws -> String {
        try await passwords.hash(keyed(pin))
    }

    func verify(_ pin: String, against stored: String?) async throws -> Bool {
        try await passwords.verify(keyed(pin), against: stored)
    }

    private func keyed(_ pin: String) async throws -> String {
        let secret = try await secrets.secret(
            named: Self.secretName, orStore: world.randomBytes(Self.secretBytes))
        let code = HMAC<SHA256>.authenticationCode(for: Array(pin.utf8), using: SymmetricKey(data: secret))
        return Hex.encode(code)
    }
}
