package import Basics

/// One way of a browser to Trakt and back. It is good for one use by the user who began, for ten minutes.
package struct TraktState: Hashable, Sendable {
    /// 256 random bits as text. It comes back with the code, so that nobody can slip in a code of their own.
    package let text: String
    package let user: UserID
    package let createdAt: Instant
    package let usedAt: Instant?

    /// A state as it was stored.
    package init(text: String, user: UserID, createdAt: Instant, usedAt: Instant?) {
        self.text = text
        self.user = user
        self.createdAt = createdAt
        self.usedAt = usedAt
    }

    /// A fresh one.
    package init(for user: UserID, in world: World) {
        text = Base64URL.encode(world.randomBytes(DomainLimits.traktStateBytes))
        self.user = user
        createdAt = world.now()
        usedAt = nil
    }

    /// Whether the state need not be kept any longer.
    package func isOver(at moment: Instant) -> Bool {
        // A clock that was put back must not make a state last.
        abs(moment.seconds(since: createdAt)) >= DomainLimits.traktStateSeconds
    }

    /// The state as it has to be stored before the code is used. Storing must fail when it was used meanwhile.
    package func used(_ text: String, by user: UserID, at moment: Instant) throws(TraktStateError) -> TraktState {
        guard Array(text.utf8).isEqualInConstantTime(to: Array(self.text.utf8)) else { throw .unknown }
        guard user == self.user else { throw .otherUser }
        guard usedAt == nil else { throw .used }
        guard !isOver(at: moment) else { throw .expired }
        return TraktState(text: self.text, user: self.user, createdAt: createdAt, usedAt: moment)
    }
}

/// Why a state does not count.
package enum TraktStateError: Error, Hashable, Sendable {
    case unknown
    case otherUser
    case used
    case expired
}
