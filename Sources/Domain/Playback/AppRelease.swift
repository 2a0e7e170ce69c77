package import Basics

/// Where an app's releases come out first.
package enum UpdateChannel: String, Sendable, Codable, CaseIterable {
    case stable
    case beta
}

/// A release of the Android app that this server hands out.
package struct AppRelease: Hashable, Sendable {
    package var channel: UpdateChannel
    package var versionCode: Int
    package var versionName: String
    package var isMandatory: Bool
    package var versionCodeMin: Int?
    package var fileName: String
    /// Lower-case hexadecimal.
    package var sha256: String
    package var sizeBytes: Int64
    package var summary: String?
    package var items: [String]
    package var publishedAt: Instant

    package init(channel: UpdateChannel, versionCode: Int, versionName: String, publishedAt: Instant) {
        self.channel = channel
        self.versionCode = versionCode
        self.versionName = versionName
        self.publishedAt = publishedAt
        isMandatory = false
        fileName = ""
        sha256 = ""
        sizeBytes = 0
        items = []
    }
}

/// Releases of the app. Each method is one transaction.
package protocol AppReleaseStore: Sendable {
    /// Stores a release that is newer than all of its channel and forgets those beyond the newest `keep`, whose files
    /// are returned. Throws `AppReleaseError.notNewer`.
    func publish(_ release: AppRelease, keep: Int) async throws -> [String]
    func latest(_ channel: UpdateChannel) async throws -> AppRelease?
    func release(fileName: String) async throws -> AppRelease?
}

/// What can be wrong with a release.
package enum AppReleaseError: Error, Equatable, Sendable {
    case notNewer(current: Int)
    case notAnAPK
    case nameInvalid
    case invalid(String)
}

/// What happened that matters for the household's safety.
package struct AuditEntry: Hashable, Sendable {
    package let at: Instant
    /// A short word with dots, such as `signin.failed`.
    package let action: String
    package let userID: UserID?
    package let address: String?
    package let detail: String?

    package init(at: Instant, action: String, userID: UserID?, address: String?, detail: String? = nil) {
        self.at = at
        self.action = action
        self.userID = userID
        self.address = address
        self.detail = detail
    }
}

/// The log of such events. Each method is one transaction.
package protocol AuditStore: Sendable {
    func record(_ entry: AuditEntry) async throws
    func count(of action: String, since moment: Instant) async throws -> Int
    /// The newest first.
    func recent(limit: Int) async throws -> [AuditEntry]
    func removeEntries(before moment: Instant) async throws -> Int
}
