package import Basics
package import Domain
import Synchronization

/// The settings of a running server: what is stored, over what its start said, over the defaults.
///
/// Reading costs nothing and never waits. What another process stores is seen when somebody calls `load`, as the
/// server does whenever the database says that settings changed.
package final class Settings: Sendable {
    private let store: any SettingStore
    private let vault: SecretVault
    private let world: World
    private let latest: Mutex<SettingsSnapshot>

    /// `given` is what the start said; nothing stored is known before the first `load`.
    package init(given: SettingValues, store: any SettingStore, vault: SecretVault, world: World) {
        self.store = store
        self.vault = vault
        self.world = world
        latest = Mutex(
            SettingsSnapshot(
                values: given, unreadable: [], version: -1, changedAt: [:], since: world.now(), sealed: []))
    }

    package var snapshot: SettingsSnapshot { latest.withLock { $0 } }
    package var values: SettingValues { snapshot.values }

    /// Reads what is stored. `isLenient` leaves out secrets that cannot be opened, for whoever is about to mend that.
    ///
    /// Throws `SecretError` and what the database throws; then all stays as it was.
    package func load(isLenient: Bool = false) async throws {
        let stored = try await store.stored()
        var values: [String: String] = [:]
        var unreadable: Set<String> = []
        for row in stored.rows where SettingsRegistry.named(row.key) != nil {
            do {
                values[row.key] = try row.isEncrypted ? vault.open(row.value, for: row.key) : row.value
            } catch let error as SecretError {
                guard isLenient else { throw error }
                unreadable.insert(row.key)
            }
        }
        let changedAt = stored.rows.map { ($0.key, $0.updatedAt) }
        let sealed = stored.rows.filter(\.isEncrypted).map(\.key)
        latest.withLock { [values, unreadable] old in
            // Two looks at the same time may end in either order.
            guard stored.version >= old.version else { return }
            old = SettingsSnapshot(
                values: old.values.storing(values), unreadable: unreadable, version: stored.version,
                changedAt: Dictionary(changedAt) { first, _ in first }, since: stored.since, sealed: Set(sealed))
        }
    }

    /// Makes all changes or none, and returns the settings whose stored value is another one now.
    ///
    /// A secret that repeats what is shown of the present one stays. A person's change that moves an address to another
    /// server takes the secrets with it that belong to the old one and were not given anew. Throws `SettingsError`,
    /// `SecretError`, and what the database throws.
    @discardableResult
    package func change(_ edits: [SettingEdit], by author: SettingAuthor) async throws -> [Setting] {
        let old = snapshot
        var wanted = try checked(edits, in: old)
        if author != .commandLine {
            let orphans = OrphanedSecrets(after: wanted, in: old.values).edits
            wanted.removeAll { edit in orphans.contains { $0.setting.key == edit.setting.key } }
            wanted += orphans
        }
        let changes = wanted.filter { !isSame($0, in: old) }
        guard !changes.isEmpty else { return [] }
        try await store.apply(try batch(changes, by: author, in: old))
        try await load(isLenient: true)
        return changes.map(\.setting)
    }

    /// The last edit of a setting counts.
    private func checked(_ edits: [SettingEdit], in snapshot: SettingsSnapshot) throws -> [SettingEdit] {
        var checked: [SettingEdit] = []
        for edit in edits.prefix(AdministrationLimits.changesMax) {
            guard edit.setting.isStorable else {
                throw SettingsError(
                    key: edit.setting.key,
                    reason: "is wanted before the database is open: set it in the environment")
            }
            if edit.setting.isSecret, let value = edit.value,
                SecretMask.isShown(value, of: snapshot.values.text(edit.setting))
            {
                continue
            }
            checked.removeAll { $0.setting.key == edit.setting.key }
            checked.append(SettingEdit(edit.setting, try edit.value.map { try edit.setting.checked($0) }))
        }
        return checked
    }

    private func isSame(_ edit: SettingEdit, in snapshot: SettingsSnapshot) -> Bool {
        guard let value = edit.value else { return snapshot.changedAt[edit.setting.key] == nil }
        return snapshot.values.stored(edit.setting) == value
    }

    private func batch(
        _ changes: [SettingEdit], by author: SettingAuthor, in snapshot: SettingsSnapshot
    ) throws -> SettingBatch {
        let now = world.now()
        let removed = changes.filter { $0.value == nil }.map(\.setting.key)
        let left = snapshot.sealed.subtracting(changes.map(\.setting.key))
        let put = try changes.compactMap { edit -> StoredSetting? in
            guard let value = edit.value else { return nil }
            let key = edit.setting.key
            let isEncrypted = edit.setting.isSecret && !value.isEmpty
            return StoredSetting(
                key: key,
                value: isEncrypted ? try vault.seal(value, for: key, mayMakeKey: left.isEmpty) : value,
                isEncrypted: isEncrypted, updatedAt: now, updatedBy: author.userID)
        }
        let words = changes.map { $0.setting.key + ($0.value == nil ? " (reset)" : "") }
        return SettingBatch(
            put: put, removed: removed,
            audit: AuditEntry(
                at: now, action: "settings.changed", userID: author.userID, address: author.address,
                detail: words.joined(separator: ", ")))
    }
}

/// Secrets that a change would leave with an address they were not given for: whoever may change an address must not
/// have the secret sent to a server of their own.
private struct OrphanedSecrets {
    let edits: [SettingEdit]

    init(after edits: [SettingEdit], in values: SettingValues) {
        let wanted = Dictionary(edits.map { ($0.setting.key, $0.value) }) { $1 }
        self.edits = SettingsRegistry.all.compactMap { secret in
            guard let home = secret.home.flatMap(SettingsRegistry.named) else { return nil }
            let isReset = wanted[secret.key] == .some(nil)
            guard isReset || wanted[secret.key] == nil else { return nil }
            let before = values.text(home).flatMap { SettingURL($0) }
            let after = Self.address(home, wanted[home.key], in: values)
            let isMoved = before != nil && before?.origin != after?.origin
            guard isReset || isMoved else { return nil }
            // What the environment gives belongs to the address there, and has to be covered elsewhere.
            let given = values.textWithoutStored(home).flatMap { SettingURL($0) }
            let isGiven = values.textWithoutStored(secret) != nil
            let isCovered = isGiven && (given == nil || given?.origin != after?.origin)
            return SettingEdit(secret, isCovered ? "" : nil)
        }
    }

    /// What an address is after an edit: nil for no edit, a missing text for a reset.
    private static func address(_ home: Setting, _ edit: String??, in values: SettingValues) -> SettingURL? {
        let text: String? =
            switch edit {
            case .none: values.text(home)
            case .some(.none): values.textWithoutStored(home)
            case .some(.some(let new)): new.isEmpty ? home.standard : new
            }
        return text.flatMap { SettingURL($0) }
    }
}
