import Embedding
import Foundation

/// How a Stash is reached. Keys: `stash.url` and `stash.api_key`.
package struct StashSettings: Sendable {
    /// Words that forms and other clients send in place of no key; Stash refuses every key that is not its own.
    private static let noKeys: Set<String> = ["", "null", "none", "0"]

    /// Scheme, host, port, and the path below which it is without a slash at the end.
    package let origin: String
    /// Its address without a slash at the end.
    let base: String
    let key: String?
    /// Time limit of a request that nobody waits for.
    let timeoutSeconds: Double

    /// Nil when `baseURL` is no plain http(s) address, or when the key holds what no header may.
    package init?(baseURL: String, key: String?, timeoutSeconds: Double = ConnectorsLimits.stashSeconds) {
        let key = key?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard MediaServerSettings.isAddress(baseURL), let parts = URLComponents(string: baseURL),
            let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(),
            key.utf8.count <= ConnectorsLimits.stashKeyBytesMax, key.utf8.allSatisfy({ (33...126).contains($0) })
        else { return nil }
        let path = RemoteEmbedderSettings.joinable(parts.path)
        origin = "\(scheme)://\(host):\(parts.port ?? (scheme == "https" ? 443 : 80))\(path)"
        base = RemoteEmbedderSettings.joinable(baseURL)
        self.key = Self.noKeys.contains(key.lowercased()) ? nil : key
        self.timeoutSeconds = timeoutSeconds
    }

    var endpoint: String { base + "/graphql" }

    /// A key is sent only where there is one, because Stash without a key refuses every key.
    var keyHeaders: [(String, String)] { key.map { [("ApiKey", $0)] } ?? [] }
}
