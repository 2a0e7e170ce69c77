import Basics
import Domain

/// Accounts in memory, as the port describes them.
actor FakeAccountStore: AccountStore, SecretStore {
    struct Code {
        var code: NewPairingCode
        var spentAt: Instant?
    }

    private(set) var accounts: [User] = []
    private(set) var hashes: [UserID: String] = [:]
    private(set) var storedKeys: [(digest: [UInt8], key: APIKey)] = []
    private(set) var codes: [Code] = []
    private(set) var useWrites = 0
    private(set) var keyReads = 0
    private(set) var tokenReads = 0
    private var secrets: [String: [UInt8]] = [:]
    /// The next codes are refused as if somebody else had the same digits.
    var codesTaken = 0
    var failsToNoteUse = false

    func setCodesTaken(_ count: Int) { codesTaken = count }
    func setFailsToNoteUse() { failsToNoteUse = true }

    func addUser(_ user: NewUser) throws -> User {
        guard !accounts.contains(where: { $0.email == user.email }) else { throw AccountError.emailTaken(user.email) }
        let stored = User(
            id: UserID(Int32(accounts.count + 1)), uuid: user.uuid, email: user.email, name: user.name,
            role: user.role, isActive: true, createdAt: user.createdAt)
        accounts.append(stored)
        hashes[stored.id] = user.passwordHash
        return stored
    }

    func addFirstUser(_ user: NewUser) throws -> User? { accounts.isEmpty ? try addUser(user) : nil }
    func user(id: UserID) -> User? { accounts.first { $0.id == id } }
    func user(email: String) -> User? { accounts.first { $0.email == email } }

    func user(uuid: String) -> User? {
        tokenReads += 1
        return accounts.first { $0.uuid == uuid }
    }

    func users() -> [User] { accounts }
    func passwordHash(of user: UserID) -> String? { hashes[user] }

    func setPasswordHash(_ hash: String, of user: UserID, tokensFrom: Instant?) throws {
        try change(user) { $0.with(tokensFrom: tokensFrom) }
        hashes[user] = hash
    }

    func takeBackTokens(before moment: Instant, of user: UserID) {
        try? change(user) { $0.with(tokensFrom: moment) }
    }

    func setRole(_ role: Role, of user: UserID) throws {
        try change(user) { $0.with(role: role, isActive: $0.isActive) }
    }

    func setActive(_ isActive: Bool, of user: UserID) throws {
        try change(user) { $0.with(role: $0.role, isActive: isActive) }
    }

    func setExpiry(_ moment: Instant?, of user: UserID) throws {
        try change(user) {
            var user = $0
            user.expiresAt = moment
            return user
        }
    }

    func setMembership(
        _ membership: Membership, displayName: String?, of user: UserID, at moment: Instant
    ) throws {
        try change(user) {
            var user = $0
            (user.membership, user.displayName, user.updatedAt) = (membership, displayName, moment)
            return user
        }
    }

    func setPlaybacksMax(_ count: Int?, of user: UserID) throws {
        try change(user) {
            var user = $0
            user.playbacksMax = count
            return user
        }
    }

    func setUpdateChannel(_ channel: UpdateChannel, of user: UserID) throws {
        try change(user) {
            var user = $0
            user.updateChannel = channel
            return user
        }
    }

    private func change(_ user: UserID, _ body: (User) -> User) throws {
        guard let index = accounts.firstIndex(where: { $0.id == user }) else {
            throw AccountError.unknownUser(user.description)
        }
        accounts[index] = body(accounts[index])
    }

    func addKey(_ key: NewAPIKey, for user: UserID) throws -> APIKey {
        try change(user) { $0 }
        let stored = APIKey(
            id: APIKeyID(Int32(storedKeys.count + 1)), userID: user, label: key.label, createdAt: key.createdAt,
            lastUsedAt: nil, revokedAt: nil)
        storedKeys.append((key.digest, stored))
        return stored
    }

    func key(digest: [UInt8]) -> (key: APIKey, user: User)? {
        keyReads += 1
        guard let key = storedKeys.first(where: { $0.digest == digest })?.key, let user = user(id: key.userID)
        else { return nil }
        return (key, user)
    }

    func keys(of user: UserID) -> [APIKey] { storedKeys.map(\.key).filter { $0.userID == user }.reversed() }

    func noteUse(of key: APIKeyID, at moment: Instant) throws {
        useWrites += 1
        if failsToNoteUse { throw CancellationError() }
        _ = changeKey(key, owner: nil) { $0.with(label: $0.label, lastUsedAt: moment, revokedAt: $0.revokedAt) }
    }

    func setLabel(_ label: String, of key: APIKeyID, owner: UserID) -> Bool {
        changeKey(key, owner: owner) { $0.with(label: label, lastUsedAt: $0.lastUsedAt, revokedAt: $0.revokedAt) }
    }

    func revokeKey(_ key: APIKeyID, owner: UserID, at moment: Instant) -> Bool {
        changeKey(key, owner: owner) {
            $0.revokedAt == nil ? $0.with(label: $0.label, lastUsedAt: $0.lastUsedAt, revokedAt: moment) : nil
        }
    }

    private func changeKey(_ key: APIKeyID, owner: UserID?, _ body: (APIKey) -> APIKey?) -> Bool {
        guard let index = storedKeys.firstIndex(where: { $0.key.id == key }),
            owner == nil || storedKeys[index].key.userID == owner, let changed = body(storedKeys[index].key)
        else { return false }
        storedKeys[index].key = changed
        return true
    }

    func addPairingCode(_ code: NewPairingCode, openMax: Int) throws {
        if codesTaken > 0 {
            codesTaken -= 1
            throw AccountError.codeTaken
        }
        codes.append(Code(code: code))
        let open = codes.indices.filter { codes[$0].spentAt == nil && codes[$0].code.userID == code.userID }
        for index in open.dropLast(openMax) { codes[index].spentAt = code.createdAt }
    }

    func redeemPairingCode(digest: [UInt8], key: NewAPIKey) throws -> PairingRedemption {
        guard let index = codes.firstIndex(where: { $0.code.digest == digest }) else { return .unknown }
        guard codes[index].spentAt == nil, codes[index].code.expiresAt > key.createdAt else { return .spent }
        guard let user = user(id: codes[index].code.userID), user.isActive else { return .disabled }
        codes[index].spentAt = key.createdAt
        _ = try addKey(key, for: user.id)
        return .redeemed(user)
    }

    func removePairingCodes(spentBefore moment: Instant) -> Int {
        let before = codes.count
        codes.removeAll { ($0.spentAt ?? $0.code.expiresAt) < moment }
        return before - codes.count
    }

    func secret(named name: String, orStore candidate: [UInt8]) -> [UInt8] {
        secrets[name, default: candidate] = secrets[name, default: candidate]
        return secrets[name, default: candidate]
    }
}

extension User {
    fileprivate func with(role: Role, isActive: Bool) -> User {
        User(id: id, uuid: uuid, email: email, name: name, role: role, isActive: isActive, createdAt: createdAt)
    }

    fileprivate func with(tokensFrom moment: Instant?) -> User {
        var user = self
        user.tokensFrom = [user.tokensFrom, moment].compactMap(\.self).max()
        return user
    }
}

extension APIKey {
    fileprivate func with(label: String, lastUsedAt: Instant?, revokedAt: Instant?) -> APIKey {
        APIKey(
            id: id, userID: userID, label: label, createdAt: createdAt, lastUsedAt: lastUsedAt, revokedAt: revokedAt)
    }
}
