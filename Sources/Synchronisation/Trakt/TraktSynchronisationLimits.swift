/// The bounds of the exchange of ratings with Trakt.
extension SynchronisationLimits {
    /// Ways to Trakt that one user may have open.
    package static let traktStatesOpenMax = 10
    /// Characters of a state that are looked at; our own have 43.
    static let traktStateCharactersMax = 200
    /// How long whoever disconnects waits for Trakt to hear of it.
    package static let traktRevokeSeconds = 8.0
    /// Linked users that are read at once.
    static let traktUsersPage = 200
    /// How often it is asked whether something is to be told to Trakt.
    package static let traktPollSeconds = 2.0
    /// Trakt takes one change of an account a second.
    package static let traktPaceSeconds = 1.0
    /// Whoever has an errand has it so long: longer than a renewal of tokens and three tries of a request.
    package static let traktLeaseSeconds = 240.0
    /// The wait before an errand that failed is tried again, for the first time and at most.
    package static let traktRetryFirstSeconds = 5.0
    package static let traktRetrySecondsMax = 900.0
    /// After that time a wish that Trakt does not take is given up: a day.
    package static let traktWishSecondsMax = 86_400.0
}
