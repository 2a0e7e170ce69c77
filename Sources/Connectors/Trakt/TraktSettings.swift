import Domain
import Embedding
import Foundation

/// How Trakt is reached and who asks: an application that the administrator registered there.
///
/// Keys: `trakt.client_id`, `trakt.client_secret`, `trakt.redirect_uri`, `trakt.base_url` (default `defaultBaseURL`)
/// and `trakt.authorize_url` (default: `/oauth/authorize` of the base URL's site).
package struct TraktSettings: Sendable {
    package static let defaultBaseURL = "https://api.trakt.tv"

    package let clientID: String
    let clientSecret: TraktToken
    /// As it is registered at Trakt, byte for byte.
    package let redirectURI: String
    /// May hold a path; no slash at its end.
    package let baseURL: String
    package let authorizeURL: String
    /// Time limit of one request that nobody waits for.
    let timeoutSeconds: Double
    /// Of one that somebody waits for, if that is shorter.
    let interactiveSeconds: Double

    /// Nil when an address is no plain http(s) address, or when the id or secret holds what no header may.
    package init?(
        clientID: String, clientSecret: String, redirectURI: String, baseURL: String = defaultBaseURL,
        authorizeURL: String? = nil, timeoutSeconds: Double = ConnectorsLimits.traktSeconds,
        interactiveSeconds: Double = ConnectorsLimits.traktInteractiveSeconds
    ) {
        guard Self.isPlain(clientID), Self.isPlain(clientSecret), Self.isRedirectURI(redirectURI),
            let base = Self.address(baseURL), base.query == nil, let site = Self.site(of: base)
        else { return nil }
        let authorizeURL = authorizeURL ?? site + "/oauth/authorize"
        guard let page = Self.address(authorizeURL), page.query == nil else { return nil }
        self.clientID = clientID
        self.clientSecret = TraktToken(clientSecret)
        self.redirectURI = redirectURI
        self.baseURL = RemoteEmbedderSettings.joinable(baseURL)
        self.authorizeURL = authorizeURL
        self.timeoutSeconds = timeoutSeconds
        self.interactiveSeconds = interactiveSeconds
    }

    /// Whether Trakt can send a browser there.
    package static func isRedirectURI(_ text: String) -> Bool { address(text) != nil }

    /// http or https with a host, and nothing that signs in or points into a page.
    private static func address(_ text: String) -> URLComponents? {
        guard text.utf8.allSatisfy({ (33...126).contains($0) }), let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme), let host = parts.host,
            !host.isEmpty, parts.user == nil, parts.password == nil, parts.fragment == nil
        else { return nil }
        return parts
    }

    /// Trakt's pages are on the host whose API has `api.` in front.
    private static func site(of base: URLComponents) -> String? {
        var site = URLComponents()
        site.scheme = base.scheme
        site.host = base.host.map { $0.lowercased().hasPrefix("api.") ? String($0.dropFirst("api.".count)) : $0 }
        site.port = base.port
        return site.string
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (33...126).contains($0) }
    }
}
