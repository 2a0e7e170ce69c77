package import Basics
package import Domain

/// Who may make an account without an administrator.
package enum RegistrationPolicy: String, Sendable, CaseIterable {
    case open
    /// Whoever is at the machine that the server runs on, while there is no account.
    case first
    case closed
}

/// Why nobody is registered.
package enum RegistrationError: Error, Sendable, Equatable {
    /// Only administrators make accounts here.
    case closed
}

/// Making an account for oneself. The first account of a household is its administrator.
package struct Registration: Sendable {
    private let accounts: Accounts
    private let policy: RegistrationPolicy
    private let windows: any RateWindows
    private let world: World

    package init(accounts: Accounts, policy: RegistrationPolicy, windows: any RateWindows, world: World) {
        self.accounts = accounts
        self.policy = policy
        self.windows = windows
        self.world = world
    }

    /// Makes the account, called after its address.
    ///
    /// `isLocal` says that a program of this machine asks, and not on behalf of a website from elsewhere. Throws
    /// `RegistrationError`, and `AccountError` `emailTaken`, `tooManyAttempts` and what `check` throws.
    package func register(email: String, password: String, address: String, isLocal: Bool) async throws -> User {
        let isEmpty = try await accounts.isEmpty()
        guard policy == .open || (policy == .first && isEmpty && isLocal) else { throw RegistrationError.closed }
        let email = try Self.check(email: email)
        try Self.check(password: password)
        if !isLocal { try await count(address) }
        if isEmpty, let first = try await accounts.addFirst(email: email, name: nil, password: password) {
            return first
        }
        guard policy == .open else { throw RegistrationError.closed }
        return try await accounts.add(email: email, name: nil, role: .user, password: password)
    }

    /// The address in its one form. Throws `AccountError.invalidEmail` unless there is one `@` with text before it and
    /// a domain of at least two parts behind it, and for domains that nothing can be sent to.
    @discardableResult
    package static func check(email: String) throws(AccountError) -> String {
        let canonical = try EmailAddress.canonical(email)
        let domain = canonical.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let parts = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }), !EmailAddress.isNowhere(canonical) else {
            throw .invalidEmail(email)
        }
        return canonical
    }

    /// Throws `AccountError.passwordTooShort`, in code points, or `passwordTooLong`, in bytes of UTF-8.
    package static func check(password: String) throws(AccountError) {
        guard password.unicodeScalars.count >= AccountsLimits.registrationPasswordMin else {
            throw .passwordTooShort(minimum: AccountsLimits.registrationPasswordMin)
        }
        try Passwords.check(password)
    }

    private func count(_ address: String) async throws {
        let decision = try await windows.hit(
            "registration.address:" + address, limit: AccountsLimits.registrationsOfAddress,
            windowSeconds: AccountsLimits.registrationWindowSeconds, at: world.now())
        guard decision.isAllowed else {
            throw AccountError.tooManyAttempts(retryAfterSeconds: decision.retryAfterSeconds)
        }
    }
}
