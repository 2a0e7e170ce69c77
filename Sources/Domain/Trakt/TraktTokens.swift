package import Basics

/// A secret of Trakt. Never shown, not even by reflection.
package struct TraktToken: Hashable, Sendable {
    package let rawValue: String

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

extension TraktToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(secret)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// What lets this server act for a user at Trakt.
package struct TraktTokens: Hashable, Sendable {
    package let access: TraktToken
    /// Good for one renewal, which brings the next one.
    package let refresh: TraktToken
    /// By our clock, before Trakt was asked for them.
    package let issuedAt: Instant
    /// By our clock: Trakt only says how many seconds the access token lives.
    package let expiresAt: Instant
    package let scope: String

    package init(access: TraktToken, refresh: TraktToken, issuedAt: Instant, expiresAt: Instant, scope: String) {
        self.access = access
        self.refresh = refresh
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.scope = scope
    }

    /// Whether less than an hour is left, or less than a tenth of the token's life where that is shorter.
    package func areDue(at moment: Instant) -> Bool {
        let life = max(0, expiresAt.seconds(since: issuedAt))
        let margin = min(DomainLimits.traktRenewalSeconds, life * DomainLimits.traktRenewalShare)
        return haveExpired(at: moment) || expiresAt.seconds(since: moment) < margin
    }

    package func haveExpired(at moment: Instant) -> Bool { expiresAt <= moment }
}

/// A user's connection as it is stored.
package struct TraktConnection: Hashable, Sendable {
    package let tokens: TraktTokens
    /// Trakt took back its permission, so only the user can help.
    package let mustReconnect: Bool

    package init(tokens: TraktTokens, mustReconnect: Bool = false) {
        self.tokens = tokens
        self.mustReconnect = mustReconnect
    }
}

/// The connections of all users. Each method is one transaction.
package protocol TraktConnectionStore: Sendable {
    /// Nil for a user without a connection.
    func traktConnection(of user: UserID) async throws -> TraktConnection?
    /// False, and nothing is done, when the user's tokens are others by now or gone.
    func replaceTraktTokens(_ old: TraktTokens, with new: TraktTokens, of user: UserID) async throws -> Bool
    /// Nothing is done when the user's tokens are others by now or gone.
    func markTraktReconnect(_ tokens: TraktTokens, of user: UserID) async throws
}
