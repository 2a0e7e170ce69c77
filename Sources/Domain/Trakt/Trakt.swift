/// Whom a token belongs to.
package struct TraktUser: Hashable, Sendable {
    /// What people sign in with.
    package let name: String
    /// The name in addresses.
    package let slug: String?
    package let displayName: String?

    package init(name: String, slug: String?, displayName: String?) {
        self.name = name
        self.slug = slug
        self.displayName = displayName
    }
}

/// Trakt, where people keep what they think of films and series.
///
/// All methods throw `TraktFailure` or `CancellationError`. That Trakt is down is a normal state.
package protocol Trakt: Sendable {
    /// Where the browser is sent.
    func authorizeURL(for state: TraktState) -> String
    /// What the code stands for that the browser brought back. Throws `TraktFailure.codeRefused`.
    ///
    /// Never sent twice, because a code is good for one use.
    func tokens(forCode code: String) async throws -> TraktTokens
    /// Ends the life of `tokens`; `TraktRefreshes` makes sure that this happens once. Throws `TraktFailure.reconnect`.
    ///
    /// Never sent twice. When the answer is lost the user has to connect again.
    func renewed(_ tokens: TraktTokens) async throws -> TraktTokens
    /// Nothing happens to a token that is dead already.
    func revoke(_ token: TraktToken) async throws

    func user(_ token: TraktToken) async throws -> TraktUser
    func activity(_ token: TraktToken) async throws -> TraktActivity
    /// An answer that cannot be had is an error, never an empty list.
    func ratings(_ kind: TraktKind, _ token: TraktToken) async throws -> TraktRatings
    /// Replaces older ratings. It may be repeated. "Too fast" is told at once.
    func rate(_ batch: TraktBatch<TraktRating>, _ token: TraktToken) async throws -> TraktRatingsAnswer
    /// As `rate`.
    func unrate(_ batch: TraktBatch<TraktTitle>, _ token: TraktToken) async throws -> TraktRatingsAnswer
}
