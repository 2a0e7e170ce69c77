import Administration
import Connectors
import Domain

/// The Stash that keeps the household's archive.
struct StashServerSettings: Sendable, Equatable {
    let baseURL: String
    let key: String?

    /// Nil without an address.
    init?(_ values: SettingValues) {
        guard let address = values.text(.stashURL) else { return nil }
        baseURL = address
        key = values.text(.stashKey)
    }

    /// Nil where the address or the key cannot be used.
    func archive(http: OutgoingHTTP) -> (any Archive)? {
        connection.map { RemoteArchive(settings: $0, http: http) }
    }

    /// Nil as `archive`.
    func clips(http: OutgoingHTTP) -> (any ClipSource)? {
        connection.map { RemoteClips(settings: $0, http: http) }
    }

    private var connection: StashSettings? { StashSettings(baseURL: baseURL, key: key) }
}
