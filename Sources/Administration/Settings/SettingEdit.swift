package import Basics
package import Domain

/// One change of a setting.
package struct SettingEdit: Sendable {
    package let setting: Setting
    /// Nil goes back to what the environment or the default says; an empty text says "none" whatever they say.
    package let value: String?

    package init(_ setting: Setting, _ value: String?) {
        self.setting = setting
        self.value = value
    }
}

/// Who changes a setting, and from where.
package struct SettingAuthor: Sendable, Hashable {
    /// Nil for whoever has the command line, and for a neighbour without a name.
    package let userID: UserID?
    /// Nil for the command line.
    package let address: String?

    package init(userID: UserID?, address: String?) {
        self.userID = userID
        self.address = address
    }

    package static let commandLine = SettingAuthor(userID: nil, address: nil)
}

/// All settings as they were at one moment, with when they were changed.
package struct SettingsSnapshot: Sendable {
    package let values: SettingValues
    /// Stored secrets that cannot be opened; they are as if they were not there.
    package let unreadable: Set<String>
    let version: Int64
    let changedAt: [String: Instant]
    let since: Instant
    /// Keys of stored secrets.
    let sealed: Set<String>

    /// When one of these settings was changed last; the beginning of the database when none was.
    package func changedAt(_ settings: [Setting]) -> Instant {
        settings.compactMap { changedAt[$0.key] }.max() ?? since
    }

    /// When the database began to keep settings.
    package var createdAt: Instant { since }
}
