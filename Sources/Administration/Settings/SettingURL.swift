import Foundation

/// An http or https address without a user, a password or a fragment.
package struct SettingURL: Sendable, Hashable {
    private let text: String
    /// Scheme, host and port: what a secret belongs to.
    package let origin: String
    let hasQuery: Bool

    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ (33...126).contains($0) }), let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme),
            let host = parts.host?.lowercased(), !host.isEmpty, (1...65_535).contains(parts.port ?? 1),
            parts.user == nil, parts.password == nil, parts.fragment == nil
        else { return nil }
        self.text = text
        origin = "\(scheme)://\(host):\(parts.port ?? (scheme == "https" ? 443 : 80))"
        hasQuery = parts.query != nil
    }

    /// The address, to which a path can be added.
    package var withoutSlashes: String {
        var rest = Substring(text)
        while rest.hasSuffix("/") { rest.removeLast() }
        return String(rest)
    }
}
