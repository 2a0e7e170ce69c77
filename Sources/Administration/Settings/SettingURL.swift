import Foundation

/// An http or https address without a user, a password or a fragment.
package struct SettingURL: Sendable, Hashable {
    private let text: String
    /// Scheme, host and port: what a secret belongs to.
    package let origin: String
    let hasQuery: Bool
    /// The origin as browsers write it, without the usual port; nil where a path follows.
    let pageOrigin: String?

    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ (33...126).contains($0) }), let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = parts.host?.lowercased(), !host.isEmpty, (1...65_535).contains(parts.port ?? 1),
            parts.user == nil, parts.password == nil, parts.fragment == nil
        else { return nil }
        self.text = text
        origin = "\(scheme)://\(host):\(parts.port ?? (scheme == "https" ? 443 : 80))"
        hasQuery = parts.query != nil
        let port = parts.port.flatMap { $0 == (scheme == "https" ? 443 : 80) ? nil : ":\($0)" } ?? ""
        pageOrigin = parts.path.allSatisfy { $0 == "/" } ? "\(scheme)://\(host)\(port)" : nil
    }

    /// The address, to which a path can be added.
    package var withoutSlashes: String {
        var rest = Substring(text)
        while rest.hasSuffix("/") { rest.removeLast() }
        return String(rest)
    }
}
