package import Basics
import Crypto
package import Domain

/// A code as it is shown to the person who wants to connect a device.
package struct PairingCode: Sendable, Equatable {
    /// Eight ASCII digits; leading zeros count.
    package let digits: String
    package let expiresAt: Instant

    package init(digits: String, expiresAt: Instant) {
        self.digits = digits
        self.expiresAt = expiresAt
    }
}

/// What a device gets for a code.
package enum PairingResult: Sendable, Equatable {
    /// The account and the device's new key, which nobody can ever read again.
    case paired(User, key: String)
    /// Not eight digits, or never given out.
    case unknown
    /// It was good once: used, expired or displaced by newer ones.
    case spent
    /// The account behind it is disabled.
    case disabled
}

/// Connects a device by eight digits: made by somebody signed in, typed on the device, good once for ten minutes.
///
/// Only a keyed hash of a code is stored. Eight digits can be guessed, so wrong ones are counted by address and in
/// all, and beyond the limits (`AccountsLimits.wrongCodes…`) right ones are refused as well.
package struct Pairing: Sendable {
    private let store: any AccountStore
    private let secrets: any SecretStore
    private let guesses: GuessLimit
    private let world: World

    package init(store: any AccountStore, secrets: any SecretStore, windows: any RateWindows, world: World) {
        self.store = store
        self.secrets = secrets
        self.world = world
        guesses = GuessLimit(windows: windows, world: world)
    }

    /// Makes a code; of more than five open ones of an account the oldest ends.
    package func makeCode(for user: UserID) async throws -> PairingCode {
        let now = world.now()
        _ = try await store.removePairingCodes(
            spentBefore: now.adding(seconds: -AccountsLimits.pairingSecondsRemembered))
        let expiresAt = now.adding(seconds: AccountsLimits.pairingSecondsValid)
        for _ in 1..<AccountsLimits.pairingDrawsMax {
            do {
                return try await addCode(for: user, createdAt: now, expiresAt: expiresAt)
            } catch AccountError.codeTaken {
                continue
            }
        }
        return try await addCode(for: user, createdAt: now, expiresAt: expiresAt)
    }

    /// Exchanges a code for a new key, labelled with what the device says of itself (its `User-Agent`).
    ///
    /// Blanks around the code are ignored. Text that is not eight digits is `unknown` and not counted as a guess.
    /// Throws `AccountError.tooManyAttempts` while `address`, or everybody, guessed wrong too often.
    package func redeem(_ code: String, address: String, device: String) async throws -> PairingResult {
        try await guesses.check(address)
        let digits = code.trimmed
        guard digits.utf8.count == AccountsLimits.pairingDigits, digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { return .unknown }
        // Counted before it is tried, so that a burst in flight cannot try more codes than one after the other could.
        let guess = try await guesses.count(address)
        let secret = KeySecret(world: world)
        let key = NewAPIKey(digest: secret.digest, label: KeyLabel.ofDevice(device), createdAt: world.now())
        switch try await store.redeemPairingCode(digest: digest(of: digits), key: key) {
        case .redeemed(let user):
            try await guesses.takeBack(guess, of: address)
            return .paired(user, key: secret.text)
        case .disabled:
            try await guesses.takeBack(guess, of: address)
            return .disabled
        case .unknown: return .unknown
        case .spent: return .spent
        }
    }

    private func addCode(for user: UserID, createdAt: Instant, expiresAt: Instant) async throws -> PairingCode {
        let digits = world.randomDigits(AccountsLimits.pairingDigits)
        let code = try await NewPairingCode(
            digest: digest(of: digits), userID: user, createdAt: createdAt, expiresAt: expiresAt)
        try await store.addPairingCode(code, openMax: AccountsLimits.pairingOpenMax)
        return PairingCode(digits: digits, expiresAt: expiresAt)
    }

    /// HMAC-SHA-256 under the server's own secret: a copy of the table alone does not yield the 10^8 possible codes.
    private func digest(of digits: String) async throws -> [UInt8] {
        let secret = try await secrets.secret(
            named: "accounts.pairing_code", orStore: world.randomBytes(AccountsLimits.keyBytes))
        return Array(HMAC<SHA256>.authenticationCode(for: Array(digits.utf8), using: SymmetricKey(data: secret)))
    }
}

/// Counts wrong codes of an address and of everybody.
private struct GuessLimit: Sendable {
    let windows: any RateWindows
    let world: World

    func check(_ address: String) async throws {
        for window in Self.limits(of: address) {
            let decision = try await windows.peek(
                window.bucket, limit: window.limit, windowSeconds: window.seconds, at: world.now())
            guard decision.isAllowed else {
                throw AccountError.tooManyAttempts(retryAfterSeconds: decision.retryAfterSeconds)
            }
        }
    }

    /// Counts a guess and returns its moment. Throws as `check` does when simultaneous guesses have used up the limit.
    func count(_ address: String) async throws -> Instant {
        let now = world.now()
        for window in Self.limits(of: address) {
            let decision = try await windows.hit(
                window.bucket, limit: window.limit, windowSeconds: window.seconds, at: now)
            guard decision.isAllowed else {
                throw AccountError.tooManyAttempts(retryAfterSeconds: decision.retryAfterSeconds)
            }
        }
        return now
    }

    /// A right code is no guess.
    func takeBack(_ guess: Instant, of address: String) async throws {
        for window in Self.limits(of: address) { try await windows.takeBack(window.bucket, eventAt: guess) }
    }

    private static func limits(of address: String) -> [(bucket: String, limit: Int, seconds: Double)] {
        [
            (
                "pairing.address:" + address, AccountsLimits.wrongCodesOfAddress,
                AccountsLimits.wrongCodesOfAddressSeconds
            ),
            ("pairing.all", AccountsLimits.wrongCodesOfAll, AccountsLimits.wrongCodesOfAllSeconds),
        ]
    }
}

extension World {
    /// Decimal digits, each equally likely: bytes of 250 and above are thrown away, so that no digit is favoured.
    fileprivate func randomDigits(_ count: Int) -> String {
        var digits = ""
        while digits.utf8.count < count {
            for byte in randomBytes(count) where byte < 250 && digits.utf8.count < count {
                digits += String(byte % 10)
            }
        }
        return digits
    }
}
