import Accounts
import Administration
import Connectors
import Foundation

/// Who signs people in besides this server itself: an OpenID Connect provider such as Auth0.
package struct OIDCSettings: Sendable {
    let provider: OpenIDSettings
    let name: String

    /// Nil without an issuer. Throws `SettingsError`.
    init?(_ values: SettingValues) throws {
        guard let issuer = values.text(.oidcIssuer) else { return nil }
        guard let clientID = values.text(.oidcClientID) else {
            throw SettingsError(key: Setting.oidcClientID.key, reason: "is missing, but there is an issuer")
        }
        provider = OpenIDSettings(
            issuer: issuer, clientID: clientID, clientSecret: values.text(.oidcClientSecret),
            scopes: values.text(.oidcScopes) ?? "", roleClaim: values.text(.oidcRoleClaim),
            adminValue: values.text(.oidcAdminValue) ?? "")
        name = values.text(.oidcName) ?? URL(string: issuer)?.host() ?? issuer
    }
}

/// The website, and who may make an account.
package struct WebSettings: Sendable {
    let registration: RegistrationPolicy
    let oidc: OIDCSettings?

    /// Whether everybody whom the identity provider knows gets an account.
    var isOpenToAll: Bool { registration == .open }

    init(_ values: SettingValues) throws {
        registration = values.text(.registration).flatMap(RegistrationPolicy.init(rawValue:)) ?? .first
        oidc = try OIDCSettings(values)
    }
}
