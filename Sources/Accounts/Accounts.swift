package import Basics
package import Domain

/// The household's accounts: who there is, what they may do, and whether a password is theirs.
package struct Accounts: Sendable {
    private let store: any AccountStore
    private let passwords: Passwords
    private let world: World
    private let sessions: Sessions?

    /// With `sessions`, a new password signs its account out of browsers and apps, too.
    package init(store: any AccountStore, passwords: Passwords, world: World, sessions: Sessions? = nil) {
        self.store = store
        self.passwords = passwords
        self.world = world
        self.sessions = sessions
    }

    /// Makes an account. Without a name it is called after its address; without a password it cannot sign in by one.
    ///
    /// Throws `AccountError` `invalidEmail`, `emailTaken`, `passwordTooShort` or `passwordTooLong`.
    package func add(email: String, name: String?, role: Role, password: String?) async throws -> User {
        try await store.addUser(newUser(email: email, name: name, role: role, password: password))
    }

    /// Makes the administrator's account while there is none at all; nil when somebody was faster.
    ///
    /// Throws as `add` does, except `emailTaken`.
    package func addFirst(email: String, name: String?, password: String) async throws -> User? {
        try await store.addFirstUser(newUser(email: email, name: name, role: .admin, password: password))
    }

    /// The account of an address in any spelling. Throws `AccountError.unknownUser`.
    package func user(email: String) async throws -> User {
        guard let user = try await userIfKnown(email) else { throw AccountError.unknownUser(email) }
        return user
    }

    /// All accounts by id.
    package func all() async throws -> [User] {
        try await store.users()
    }

    /// Whether there is no account yet, so that the server has to be set up.
    package func isEmpty() async throws -> Bool {
        try await store.users().isEmpty
    }

    /// The account when the password is its own; nil for a wrong password and for accounts that are unknown,
    /// disabled or without a password. All of these take the same work, so that nobody can list accounts by time.
    ///
    /// A hash of another cost is made anew on the way.
    package func signIn(email: String, password: String) async throws -> User? {
        try await owner(of: password, userIfKnown(email)).flatMap { $0.isOpen(at: world.now()) ? $0 : nil }
    }

    /// The same for an e-mail address or a name that only one account has, in any case; an account that is over is
    /// returned, too.
    package func user(signingInAs name: String, password: String) async throws -> User? {
        let wanted = name.trimmed.lowercased()
        let known = try await userIfKnown(wanted)
        let named = known == nil ? try await withPassword(store.users().filter { $0.name.lowercased() == wanted }) : []
        return try await owner(of: password, known ?? (named.count == 1 ? named[0] : nil))
    }

    /// Namesakes who sign in elsewhere are in nobody's way.
    private func withPassword(_ users: [User]) async throws -> [User] {
        guard users.count > 1 else { return users }
        var found: [User] = []
        for user in users where try await store.passwordHash(of: user.id) != nil { found.append(user) }
        return found
    }

    private func owner(of password: String, _ user: User?) async throws -> User? {
        let stored: String? = if let user { try await store.passwordHash(of: user.id) } else { nil }
        let isRight = try await passwords.verify(password, against: stored)
        guard isRight, let user, let stored, user.isActive else { return nil }
        // A password from before today's rules stays good; it only keeps its old hash.
        if passwords.needsRehash(stored), let renewed = try? await passwords.hash(password) {
            try await store.setPasswordHash(renewed, of: user.id, tokensFrom: nil)
        }
        return user
    }

    /// Ends the account's sessions and access tokens as well. Throws `AccountError` `unknownUser`, `passwordTooShort`
    /// or `passwordTooLong`.
    package func setPassword(_ password: String, of user: UserID) async throws {
        try await store.setPasswordHash(passwords.hash(password), of: user, tokensFrom: world.tokensFrom)
        try await sessions?.endAll(of: user)
    }

    /// Throws `AccountError.unknownUser`.
    package func setRole(_ role: Role, of user: UserID) async throws {
        try await store.setRole(role, of: user)
    }

    /// Disables or enables an account; its keys stay and are answered accordingly. Throws `AccountError.unknownUser`.
    package func setActive(_ isActive: Bool, of user: UserID) async throws {
        try await store.setActive(isActive, of: user)
    }

    /// From `moment` on the account lets nobody in; nil lifts that. Throws `AccountError.unknownUser`.
    package func setExpiry(_ moment: Instant?, of user: UserID) async throws {
        try await store.setExpiry(moment, of: user)
    }

    /// How many may play at the same time: nil takes the setting, 0 is without limit.
    ///
    /// Throws `AccountError.unknownUser`.
    package func setPlaybacksMax(_ count: Int?, of user: UserID) async throws {
        try await store.setPlaybacksMax(count, of: user)
    }

    /// Throws `AccountError.unknownUser`.
    package func setUpdateChannel(_ channel: UpdateChannel, of user: UserID) async throws {
        try await store.setUpdateChannel(channel, of: user)
    }

    package func user(id: UserID) async throws -> User? { try await store.user(id: id) }

    /// What somebody is called, and what the server does for them by itself. Throws `AccountError.unknownUser`.
    package func setMembership(_ membership: Membership, displayName: String?, of user: UserID) async throws {
        try await store.setMembership(membership, displayName: displayName, of: user, at: world.now())
    }

    private func userIfKnown(_ email: String) async throws -> User? {
        guard let canonical = try? EmailAddress.canonical(email) else { return nil }
        return try await store.user(email: canonical)
    }

    private func newUser(email: String, name: String?, role: Role, password: String?) async throws -> NewUser {
        let canonical = try EmailAddress.canonical(email)
        let hash: String? = if let password { try await passwords.hash(password) } else { nil }
        let given = (name ?? "").printable(charactersMax: AccountsLimits.nameCharactersMax)
        let local = canonical.prefix { $0 != "@" }.prefix(AccountsLimits.nameCharactersMax)
        return NewUser(
            uuid: world.uuid(), email: canonical, name: given.isEmpty ? String(local) : given, role: role,
            passwordHash: hash, createdAt: world.now())
    }
}
