import Administration
import Connectors
import Domain

/// The Jellyfin or Emby server of the household.
package struct MediaServerServerSettings: Sendable, Equatable {
    let kind: MediaServerKind
    let baseURL: String
    let key: String

    init(kind: MediaServerKind, baseURL: String, key: String) {
        self.kind = kind
        self.baseURL = baseURL
        self.key = key
    }

    /// Nil without an address or without a key.
    init?(_ values: SettingValues) {
        guard let address = values.text(.mediaServerURL), let key = values.text(.mediaServerKey),
            let kind = values.text(.mediaServerType).flatMap(MediaServerKind.init(rawValue:))
        else { return nil }
        self.init(kind: kind, baseURL: address, key: key)
    }

    /// `deviceID` names this installation; nil where the address or the key cannot be used.
    func connector(deviceID: String, http: OutgoingHTTP) -> (any MediaServer)? {
        MediaServerSettings(kind: kind, baseURL: baseURL, key: key, deviceID: deviceID)
            .map { RemoteMediaServer(settings: $0, http: http) }
    }
}
