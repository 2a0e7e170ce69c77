import Basics
import Domain

/// Sessions and people of identity providers in memory, as the ports describe them.
actor FakeSessionStore: SessionStore, IdentityStore {
    let accounts: FakeAccountStore
    private(set) var stored: [(digest: [UInt8], session: WebSession)] = []
    private(set) var extensions = 0
    private var people: [(issuer: String, subject: String, user: UserID)] = []
    private var lastID: Int32 = 0
    var failsToExtend = false

    init(accounts: FakeAccountStore) {
        self.accounts = accounts
    }

    func setFailsToExtend() { failsToExtend = true }

    func addSession(_ session: NewWebSession, for user: UserID, openMax: Int) -> WebSession {
        lastID += 1
        let added = WebSession(
            id: SessionID(lastID), userID: user, device: session.device, createdAt: session.createdAt,
            lastUsedAt: session.createdAt, expiresAt: session.expiresAt, endsAt: session.endsAt)
        stored.append((session.digest, added))
        return added
    }

    func session(digest: [UInt8]) async throws -> (session: WebSession, user: User)? {
        guard let found = stored.first(where: { $0.digest == digest })?.session,
            let user = await accounts.user(id: found.userID)
        else { return nil }
        return (found, user)
    }

    func extendSession(_ id: SessionID, usedAt: Instant, expiresAt: Instant) throws {
        if failsToExtend { throw AccountError.codeTaken }
        extensions += 1
        guard let index = stored.firstIndex(where: { $0.session.id == id }) else { return }
        let old = stored[index].session
        stored[index].session = WebSession(
            id: id, userID: old.userID, device: old.device, createdAt: old.createdAt, lastUsedAt: usedAt,
            expiresAt: min(expiresAt, old.endsAt), endsAt: old.endsAt)
    }

    func sessions(of user: UserID, at moment: Instant) -> [WebSession] {
        stored.map(\.session).filter { $0.userID == user && $0.expiresAt > moment }
            .sorted { ($1.lastUsedAt, $1.id) < ($0.lastUsedAt, $0.id) }
    }

    func endSession(_ id: SessionID, owner: UserID) -> Bool {
        let before = stored.count
        stored.removeAll { $0.session.id == id && $0.session.userID == owner }
        return stored.count < before
    }

    func endSessions(of user: UserID, except kept: SessionID?, tokensFrom: Instant) async -> Int {
        await accounts.takeBackTokens(before: tokensFrom, of: user)
        let before = stored.count
        stored.removeAll { $0.session.userID == user && $0.session.id != kept }
        return before - stored.count
    }

    func removeSessions(expiredBefore moment: Instant) -> Int { 0 }

    func user(issuer: String, subject: String) async -> User? {
        guard let person = people.first(where: { $0.issuer == issuer && $0.subject == subject }) else { return nil }
        return await accounts.user(id: person.user)
    }

    func bind(issuer: String, subject: String, to user: UserID, at moment: Instant) {
        people.append((issuer, subject, user))
    }

    func rebind(issuer: String, subject: String, to user: UserID, at moment: Instant) -> UserID? {
        let former = people.first { $0.issuer == issuer && $0.subject == subject }?.user
        people.removeAll { $0.issuer == issuer && $0.subject == subject }
        people.append((issuer, subject, user))
        return former == user ? nil : former
    }

    func bindings(of user: UserID?) -> [IdentityBinding] {
        people.filter { user == nil || $0.user == user }
            .map { IdentityBinding(issuer: $0.issuer, subject: $0.subject, userID: $0.user) }
    }

    func add(_ user: NewUser, _ membership: Membership, issuer: String, subject: String) async throws {
        guard await self.user(issuer: issuer, subject: subject) == nil else { return }
        let added = try await accounts.addUser(user)
        people.append((issuer, subject, added.id))
    }

    /// Names and limits are the business of tests over a real store.
    func follow(_ person: FollowedPerson, as user: UserID, at moment: Instant) {}

    func subject(of user: UserID) -> String? { people.first { $0.user == user }?.subject }
}
