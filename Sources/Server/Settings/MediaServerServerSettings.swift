import Configuration
import Connectors
import Domain

/// The Jellyfin or Emby server of the household.
///
/// | key | type | default |
/// | --- | --- | --- |
/// | `media_server.type` | jellyfin, emby | `jellyfin` |
/// | `media_server.url` | absolute URL | none: there is no media server |
/// | `media_server.api_key` | secret: an API key of an administrator | must be there with an address |
package struct MediaServerServerSettings: Sendable {
    let kind: MediaServerKind
    let baseURL: String
    let key: String

    /// Nil without an address. Throws `SettingsError`.
    init?(config: ConfigReader) throws {
        let kind = try config.choice("media_server.type", of: ["jellyfin", "emby"], default: "jellyfin")
        guard let address = try config.optionalURL("media_server.url") else { return nil }
        guard let key = config.string(forKey: "media_server.api_key", isSecret: true), !key.isEmpty else {
            throw SettingsError(key: "media_server.api_key", reason: "is missing, but there is an address")
        }
        self.kind = kind == "emby" ? .emby : .jellyfin
        (baseURL, self.key) = (address, key)
    }

    /// `deviceID` names this installation; nil where the address or the key cannot be used.
    func connector(deviceID: String, http: OutgoingHTTP) -> (any MediaServer)? {
        MediaServerSettings(kind: kind, baseURL: baseURL, key: key, deviceID: deviceID)
            .map { RemoteMediaServer(settings: $0, http: http) }
    }
}
