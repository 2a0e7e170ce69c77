import Configuration
import Connectors
import Foundation

/// Who signs people in besides this server itself: an OpenID Connect provider such as Auth0.
///
/// | key | type | default |
/// | --- | --- | --- |
/// | `oidc.issuer` | absolute URL | none: local passwords only |
/// | `oidc.client_id` | text | must be there with an issuer |
/// | `oidc.client_secret` | secret | none: a public client |
/// | `oidc.scopes` | texts, separated by blanks | `openid email profile` |
/// | `oidc.role_claim` | name of a claim | none: roles are given here |
/// | `oidc.admin_value` | text | `admin` |
/// | `oidc.name` | what the button calls the provider | its host |
package struct OIDCSettings: Sendable {
    let provider: OpenIDSettings
    let name: String

    /// Nil without an issuer. Throws `SettingsError`.
    init?(config: ConfigReader) throws {
        guard let issuer = try config.optionalURL("oidc.issuer") else { return nil }
        guard let clientID = config.optionalText("oidc.client_id") else {
            throw SettingsError(key: "oidc.client_id", reason: "is missing, but there is an issuer")
        }
        let scopes = config.optionalText("oidc.scopes") ?? "openid email profile"
        guard scopes.split(separator: " ").contains("openid") else {
            throw SettingsError(key: "oidc.scopes", reason: "must have openid among them, not only \"\(scopes)\"")
        }
        provider = OpenIDSettings(
            issuer: issuer, clientID: clientID,
            clientSecret: config.string(forKey: "oidc.client_secret", isSecret: true).flatMap { $0.isEmpty ? nil : $0 },
            scopes: scopes, roleClaim: config.optionalText("oidc.role_claim"),
            adminValue: config.optionalText("oidc.admin_value") ?? "admin")
        name = config.optionalText("oidc.name") ?? URL(string: issuer)?.host() ?? issuer
    }
}

/// The website.
///
/// | key | type | default |
/// | --- | --- | --- |
/// | `auth.registration` | open, closed | closed: only people with an account get in |
package struct WebSettings: Sendable {
    /// Whether everybody whom the identity provider knows gets an account.
    let isOpenToAll: Bool
    let oidc: OIDCSettings?

    init(config: ConfigReader) throws {
        isOpenToAll = try config.choice("auth.registration", of: ["open", "closed"], default: "closed") == "open"
        oidc = try OIDCSettings(config: config)
    }
}
