/// Who may call a route. There is no default: every route says it.
package enum Access: String, Sendable, CaseIterable {
    /// Anybody.
    case open
    /// Anybody with a browser; a session is noticed, and forms are taken from this server's own pages only.
    case visitor = "open, own forms"
    /// A valid API key, as `ApiKey` or `Bearer`.
    case key
    /// Somebody who is signed in with a browser; forms carry their session's token.
    case session
    /// The same for administrators only.
    case sessionAdmin = "session, admin"
    /// This machine itself, without a proxy between, or an administrator's key.
    case localOrAdmin = "local or admin"
    /// Whoever is on this machine or its private network, unless the surface's settings say otherwise, or an
    /// administrator's key.
    case nearOrAdmin = "near or admin"
    /// Somebody who is signed in with a script or another front end, or shows an API key; no other website may change
    /// anything in their name.
    case person = "session or key"
    /// The same for administrators only.
    case personAdmin = "session or key, admin"
    /// Somebody who is signed in with an app.
    case app = "app session"
    /// The same, with the session's token: what changes something.
    case appChange = "app session, token"
    /// The same for administrators only.
    case appAdmin = "app session, admin"
    case appAdminChange = "app session, admin, token"
    /// Whoever has the signed address.
    case signedAddress = "signed address"

    /// Whether strangers get an answer.
    package var isOpen: Bool { self == .open || self == .visitor }
}

/// Routes that share a budget of requests per minute.
package enum RateClass: String, Sendable, CaseIterable {
    case search
    case detail
    case test
}
