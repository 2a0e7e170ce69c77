/// How this server is known at an OpenID Connect provider.
package struct OpenIDSettings: Sendable {
    /// The provider's address, with or without a slash at its end.
    package let issuer: String
    package let clientID: String
    /// Nil for a public client, which PKCE alone protects.
    package let clientSecret: String?
    package let scopes: String
    /// The claim that says who is an administrator, a text or a list of texts; nil leaves roles to this server.
    package let roleClaim: String?
    /// What the claim says of an administrator.
    package let adminValue: String

    package init(
        issuer: String, clientID: String, clientSecret: String?, scopes: String, roleClaim: String?,
        adminValue: String
    ) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.scopes = scopes
        self.roleClaim = roleClaim
        self.adminValue = adminValue
    }
}
