/// Who may call a route. There is no default: every route says it.
package enum Access: String, Sendable, CaseIterable {
    /// Anybody.
    case open
    /// A valid API key, as `ApiKey` or `Bearer`.
    case key
    /// This machine itself, without a proxy between, or an administrator's key.
    case localOrAdmin = "local or admin"
}

/// Routes that share a budget of requests per minute.
package enum RateClass: String, Sendable, CaseIterable {
    case search
    case detail
    case test
}
