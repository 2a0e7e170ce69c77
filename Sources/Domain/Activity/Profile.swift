package import Basics

/// Somebody of a household who watches under its account. Every account has at least one; the first is its default.
package struct Profile: Hashable, Sendable {
    package let id: ProfileID
    package let userID: UserID
    package let name: String
    package let hasPIN: Bool
    /// Titles above it are kept from the profile; there is a PIN then.
    package let certificateLimit: Certificate?
    /// Kept and told, not enforced: a score says nothing about age.
    package let ratingLimit: String?
    package let playback: PlaybackChoices

    package init(
        id: ProfileID, userID: UserID, name: String, hasPIN: Bool, certificateLimit: Certificate?,
        ratingLimit: String?, playback: PlaybackChoices
    ) {
        self.id = id
        self.userID = userID
        self.name = name
        self.hasPIN = hasPIN
        self.certificateLimit = certificateLimit
        self.ratingLimit = ratingLimit
        self.playback = playback
    }

    /// A profile that only its PIN lets in.
    package var isLocked: Bool { hasPIN && certificateLimit == nil }
}

package typealias ProfileID = ID<Profile>

/// What players do by themselves.
package struct PlaybackChoices: Hashable, Sendable {
    package var skipsIntro = false
    package var skipsCredits = false
    package var playsNext = true

    package init() {}
}

/// A profile to store.
package struct NewProfile: Sendable, Hashable {
    package var name: String
    package var pinHash: String?
    package var certificateLimit: Certificate?
    package var ratingLimit: String?
    package var playback = PlaybackChoices()

    package init(name: String) {
        self.name = name
    }
}

/// What can be wrong with an operation on profiles.
package enum ProfileError: Error, Equatable, Sendable {
    case nameInvalid
    case pinInvalid
    /// A limit without a PIN would be lifted by anybody.
    case limitWithoutPIN
    case unknownLimit(String)
    case ratingLimitInvalid
    case tooMany(maximum: Int)
    /// No profile of this account has the id.
    case unknown
    case last
    /// The profile has no PIN that could be entered.
    case withoutPIN
    /// A PIN has to be entered first.
    case pinRequired
    case wrongPIN(attemptsRemaining: Int)
    case tooManyAttempts(retryAfterSeconds: Int)
}

/// Profiles, which session uses which, and whose PIN was entered lately. Each method is one transaction.
package protocol ProfileStore: Sendable {
    /// By id. The account's first profile is made, under the account's name, when there is none.
    func profiles(of user: UserID, at moment: Instant) async throws -> [Profile]
    func profile(_ id: ProfileID, of user: UserID) async throws -> Profile?
    /// Stores a profile and, with `session`, makes it the session's. Throws `ProfileError.tooMany`.
    func add(
        _ profile: NewProfile, to user: UserID, active session: SessionID?, max: Int, at moment: Instant
    ) async throws -> Profile
    /// Changes everything but the PIN. Throws `ProfileError.unknown`.
    func change(_ id: ProfileID, of user: UserID, to profile: NewProfile) async throws -> Profile
    /// Changes the PIN and closes its windows. Throws `ProfileError.unknown`.
    func setPINHash(_ hash: String?, of id: ProfileID, user: UserID) async throws
    /// Removes a profile with what it watched and kept. Throws `ProfileError.unknown` and `.last`.
    func remove(_ id: ProfileID, of user: UserID) async throws
    func pinHash(of id: ProfileID) async throws -> String?
    /// The profile that a session uses; nil until one was chosen.
    func activeProfile(of session: SessionID) async throws -> ProfileID?
    func activate(_ id: ProfileID, in session: SessionID) async throws
    /// Until when the PIN counts as entered in a session; nil when it does not.
    func window(of session: SessionID, profile: ProfileID) async throws -> Instant?
    func openWindow(of session: SessionID, profile: ProfileID, until moment: Instant) async throws
}
