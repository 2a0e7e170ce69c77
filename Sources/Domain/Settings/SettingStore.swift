package import Basics

/// A value that an administrator stored for a setting.
package struct StoredSetting: Sendable, Hashable {
    package let key: String
    /// As it stands in the database: sealed where it is a secret.
    package let value: String
    package let isEncrypted: Bool
    package let updatedAt: Instant
    /// Nil for whoever has the command line, and for accounts that are gone.
    package let updatedBy: UserID?

    package init(key: String, value: String, isEncrypted: Bool, updatedAt: Instant, updatedBy: UserID?) {
        self.key = key
        self.value = value
        self.isEncrypted = isEncrypted
        self.updatedAt = updatedAt
        self.updatedBy = updatedBy
    }
}

/// All stored settings as they were at one moment.
package struct StoredSettings: Sendable, Hashable {
    package let rows: [StoredSetting]
    /// Rises with every change, so that an older look never replaces a newer one.
    package let version: Int64
    /// When the database began to keep settings.
    package let since: Instant

    package init(rows: [StoredSetting], version: Int64, since: Instant) {
        self.rows = rows
        self.version = version
        self.since = since
    }
}

/// Changes that are made together or not at all.
package struct SettingBatch: Sendable {
    package let put: [StoredSetting]
    /// Keys that go back to what the environment or the default says.
    package let removed: [String]
    /// Stored with the change.
    package let audit: AuditEntry

    package init(put: [StoredSetting], removed: [String], audit: AuditEntry) {
        self.put = put
        self.removed = removed
        self.audit = audit
    }
}

/// The settings that administrators changed. Each method is one transaction.
package protocol SettingStore: Sendable {
    func stored() async throws -> StoredSettings
    /// Makes the changes and raises the version that followers see.
    func apply(_ batch: SettingBatch) async throws
}

/// What each person has chosen. Each method is one transaction.
package protocol PersonalSettingStore: Sendable {
    /// The standard for somebody who chose nothing, unknown accounts included.
    func settings(of user: UserID) async throws -> PersonalSettings
    /// Of everybody who chose something.
    func settingsOfAll() async throws -> [UserID: PersonalSettings]
    /// Changes what somebody chose and returns what holds then; `change` may run again. Throws
    /// `AccountError.unknownUser`.
    func change(
        of user: UserID, at moment: Instant, _ change: @Sendable @escaping (inout PersonalSettings) -> Void
    ) async throws -> PersonalSettings
}

/// Numbers of the catalogue by which an administrator judges what a model would cost. Each takes one statement.
package protocol ModelFacts: Sendable {
    /// Known films and series.
    func titleCounts() async throws -> (movies: Int, series: Int)
    /// Films that have vectors, by the id of the model that made them.
    func embeddedMovies() async throws -> [String: Int]
}
