import Basics
import Domain

/// Sessions of apps in memory, as the port describes them.
actor FakeAppSessionStore: AppSessionStore {
    struct Entry {
        let digest: [UInt8]
        var session: WebSession
        var client: AppClient
        var profileID: ProfileID?
    }

    let accounts: FakeAccountStore
    private(set) var stored: [Entry] = []
    private(set) var extensions = 0
    private(set) var openMax = 0
    private var lastID: Int32 = 0
    private var failsToExtend = false

    init(accounts: FakeAccountStore) {
        self.accounts = accounts
    }

    func setFailsToExtend() { failsToExtend = true }

    func addAppSession(
        _ session: NewWebSession, client: AppClient, profile: ProfileID, for user: UserID, openMax: Int
    ) -> WebSession {
        lastID += 1
        self.openMax = openMax
        let added = WebSession(
            id: SessionID(lastID), userID: user, device: session.device, createdAt: session.createdAt,
            lastUsedAt: session.createdAt, expiresAt: session.expiresAt, endsAt: session.endsAt)
        stored.append(Entry(digest: session.digest, session: added, client: client, profileID: profile))
        return added
    }

    func appSession(digest: [UInt8]) async throws -> AppSession? {
        guard let entry = stored.first(where: { $0.digest == digest }),
            let user = await accounts.user(id: entry.session.userID)
        else { return nil }
        return AppSession(session: entry.session, user: user, client: entry.client, profileID: entry.profileID)
    }

    func extendAppSession(_ id: SessionID, usedAt: Instant, expiresAt: Instant, client: AppClient) throws {
        if failsToExtend { throw AccountError.codeTaken }
        extensions += 1
        guard let place = stored.firstIndex(where: { $0.session.id == id }) else { return }
        let old = stored[place].session
        stored[place].session = WebSession(
            id: id, userID: old.userID, device: old.device, createdAt: old.createdAt, lastUsedAt: usedAt,
            expiresAt: min(expiresAt, old.endsAt), endsAt: old.endsAt)
        stored[place].client = client
    }

    func endAppSession(_ id: SessionID) { stored.removeAll { $0.session.id == id } }

    private(set) var ofKeys: [APIKeyID: WebSession] = [:]

    func keySession(_ key: APIKeyID) -> WebSession? { ofKeys[key] }

    func openKeySession(_ session: NewWebSession, of key: APIKeyID, user: UserID) -> WebSession {
        lastID += 1
        let opened = WebSession(
            id: ofKeys[key]?.id ?? SessionID(lastID), userID: user, device: session.device,
            createdAt: ofKeys[key]?.createdAt ?? session.createdAt, lastUsedAt: session.createdAt,
            expiresAt: session.expiresAt, endsAt: session.endsAt)
        ofKeys[key] = opened
        return opened
    }

    private(set) var ofTokens: [[UInt8]: WebSession] = [:]

    func tokenSession(digest: [UInt8]) -> WebSession? { ofTokens[digest] }

    func openTokenSession(_ session: NewWebSession, user: UserID) -> WebSession {
        lastID += 1
        let opened = WebSession(
            id: ofTokens[session.digest]?.id ?? SessionID(lastID), userID: user, device: session.device,
            createdAt: ofTokens[session.digest]?.createdAt ?? session.createdAt, lastUsedAt: session.createdAt,
            expiresAt: session.expiresAt, endsAt: session.endsAt)
        ofTokens[session.digest] = opened
        return opened
    }

    func isOpen(_ id: SessionID, of user: UserID, at moment: Instant) async throws -> Bool {
        guard let session = stored.first(where: { $0.session.id == id })?.session, session.userID == user,
            let owner = await accounts.user(id: user)
        else { return false }
        return session.expiresAt > moment && owner.isOpen(at: moment)
    }

    func appSessionCount(of user: UserID?, at moment: Instant) -> Int {
        stored.count { (user == nil || $0.session.userID == user) && $0.session.expiresAt > moment }
    }
}
