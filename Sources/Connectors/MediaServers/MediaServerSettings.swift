package import Domain
import Embedding
import Foundation

/// How a media server is reached.
package struct MediaServerSettings: Sendable {
    package let kind: MediaServerKind
    /// May hold a path, such as `/jellyfin`; no slash at its end.
    package let baseURL: String
    let key: MediaServerToken
    /// Stable for this installation; the server lists its sessions by it.
    let deviceID: String
    /// Time limit of one request that nobody waits for.
    let timeoutSeconds: Double

    /// Nil when `baseURL` is no plain http(s) address, or when the key holds what no header may.
    package init?(
        kind: MediaServerKind, baseURL: String, key: String, deviceID: String,
        timeoutSeconds: Double = ConnectorsLimits.mediaServerSeconds
    ) {
        let key = key.trimmingCharacters(in: .whitespacesAndNewlines)
        guard Self.isAddress(baseURL), key.utf8.allSatisfy({ (33...126).contains($0) }) else { return nil }
        self.kind = kind
        self.baseURL = RemoteEmbedderSettings.joinable(baseURL)
        self.key = MediaServerToken(key)
        self.deviceID = deviceID
        self.timeoutSeconds = timeoutSeconds
    }

    /// Whether a text can be the address of a server: http or https with a host, and nothing that asks or signs in.
    package static func isAddress(_ text: String) -> Bool {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty
        else { return false }
        return parts.user == nil && parts.password == nil && parts.query == nil && parts.fragment == nil
    }
}
